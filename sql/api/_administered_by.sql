CREATE FUNCTION wf._administered_by(tenant_id bigint, person text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _mine text[] := wf._groups(tenant_id, person);
BEGIN
    RETURN ARRAY(
        SELECT d.definition_id FROM wf.definition d
        WHERE d.tenant_id = _administered_by.tenant_id
          AND ('role:admin' = ANY (_mine)
               OR EXISTS (SELECT FROM wf.definition_grant g
                          WHERE g.tenant_id = d.tenant_id AND g.definition_key = d.key AND g.permission = 'manage' AND g.grantee = ANY (_mine))
               OR EXISTS (SELECT FROM wf.department_grant g
                          WHERE g.tenant_id = d.tenant_id AND g.department_id = d.department AND g.grantee = ANY (_mine))));
END
$$;
COMMENT ON FUNCTION wf._administered_by(bigint, text) IS
'The definitions that a person administers, all versions: those granted to them to manage, or all of them for a member of role admin. For the engine alone: its callers check who may ask about whom.';
REVOKE ALL ON FUNCTION wf._administered_by(bigint, text) FROM PUBLIC;
