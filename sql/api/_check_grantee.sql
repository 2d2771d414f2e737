CREATE FUNCTION wf._check_grantee(tenant_id bigint, grantee text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF grantee = 'everyone'
       OR EXISTS (SELECT FROM wf.person p WHERE p.tenant_id = _check_grantee.tenant_id AND 'person:' || p.person_id = grantee)
       OR EXISTS (SELECT FROM wf.role r WHERE r.tenant_id = _check_grantee.tenant_id AND 'role:' || r.role_id = grantee)
       OR EXISTS (SELECT FROM wf.department d WHERE d.tenant_id = _check_grantee.tenant_id AND 'department:' || d.department_id = grantee) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'grantee "%" does not exist', coalesce(grantee, '') USING
        ERRCODE = 'WF504',
        HINT = 'Grantees are person:<id>, role:<id>, department:<id> of the directory, and everyone.';
END
$$;
COMMENT ON FUNCTION wf._check_grantee IS 'Raises WF504 unless the directory has this person, role or department.';
REVOKE ALL ON FUNCTION wf._check_grantee(bigint, text) FROM PUBLIC;
