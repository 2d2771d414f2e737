CREATE FUNCTION wf._groups(tenant_id bigint, person text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _department text;
BEGIN
    SELECT p.department_id INTO _department FROM wf.person p
    WHERE p.tenant_id = _groups.tenant_id AND p.person_id = _groups.person AND p.active;
    IF NOT FOUND THEN
        RETURN '{}';
    END IF;
    -- "role:admin" means the administrators, whatever their role is called.
    RETURN ARRAY(SELECT 'role:' || m.role_id FROM wf.role_member m
                 WHERE m.tenant_id = _groups.tenant_id AND m.person_id = _groups.person AND m.role_id <> 'admin')
        || ARRAY(SELECT 'role:admin' FROM wf.role_member m
                 WHERE m.tenant_id = _groups.tenant_id AND m.person_id = _groups.person AND m.role_id = wf._administrators_role())
        || ARRAY(SELECT DISTINCT 'department:' || t.department_id FROM wf.post t
                 WHERE t.tenant_id = _groups.tenant_id AND t.person_id = _groups.person
                   AND t.department_id IS DISTINCT FROM _department AND t.department_id IS NOT NULL)
        || ('department:' || _department) || ('person:' || _groups.person) || 'everyone'::text;
END
$$;
COMMENT ON FUNCTION wf._groups IS
'What an active person is among the candidates of a task: role:<id> for each role, department:<id> for each of their posts, person:<id>, everyone.';
