CREATE FUNCTION wf.revoke_definition(
    definition text,
    grantee text,
    permission text DEFAULT 'manage',
    tenant_id bigint DEFAULT NULL
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('revoke_definition');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    DELETE FROM wf.definition_grant g
    WHERE g.tenant_id = revoke_definition.tenant_id AND g.definition_key = definition
      AND g.grantee = revoke_definition.grantee AND g.permission = revoke_definition.permission;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION wf.revoke_definition IS
'Takes back what wf.grant_definition granted; false: it was not granted. For wf_admin.
Example: SELECT wf.revoke_definition(''leave'', ''person:heidi'', ''manage'');';
REVOKE ALL ON FUNCTION wf.revoke_definition(text, text, text, bigint) FROM PUBLIC;
