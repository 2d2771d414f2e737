CREATE FUNCTION wf.revoke_department(
    department text,
    grantee text,
    tenant_id bigint DEFAULT NULL
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('revoke_department');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    DELETE FROM wf.department_grant g
    WHERE g.tenant_id = revoke_department.tenant_id AND g.department_id = department AND g.grantee = revoke_department.grantee;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION wf.revoke_department IS
'Takes back what wf.grant_department granted; false: it was not granted. For wf_admin.
Example: SELECT wf.revoke_department(''people'', ''person:heidi'');';
REVOKE ALL ON FUNCTION wf.revoke_department(text, text, bigint) FROM PUBLIC;
