CREATE FUNCTION wf._administered_definitions() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _tenant bigint := wf.current_tenant();
    _mine text[] := wf._groups(_tenant, wf.current_actor());
BEGIN
    RETURN ARRAY(
        SELECT d.definition_id FROM wf.definition d
        WHERE d.tenant_id = _tenant
          AND ('role:admin' = ANY (_mine)
               OR EXISTS (SELECT FROM wf.definition_grant g
                          WHERE g.tenant_id = _tenant AND g.definition_key = d.key AND g.permission = 'manage' AND g.grantee = ANY (_mine))
               OR EXISTS (SELECT FROM wf.department_grant g
                          WHERE g.tenant_id = _tenant AND g.department_id = d.department AND g.grantee = ANY (_mine))));
END
$$;
COMMENT ON FUNCTION wf._administered_definitions IS
'The definitions of their own cell that the caller administers, all versions: those granted to them to manage, or all of them for a member of role admin.';
