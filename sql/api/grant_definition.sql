CREATE FUNCTION wf.grant_definition(
    definition text,
    grantee text,
    permission text DEFAULT 'manage',
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('grant_definition');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    IF coalesce(definition, '') = '' THEN
        RAISE EXCEPTION 'definition must not be empty' USING ERRCODE = 'WF504', HINT = 'Pass the key of a definition of wf.definition_list.';
    END IF;
    IF permission IS NULL OR permission NOT IN ('manage', 'start') THEN
        RAISE EXCEPTION 'permission "%" does not exist', coalesce(permission, '') USING
            ERRCODE = 'WF504', HINT = 'It is manage or start.';
    END IF;
    PERFORM wf._check_grantee(grant_definition.tenant_id, grantee);
    INSERT INTO wf.definition_grant (tenant_id, definition_key, grantee, permission, granted_at, granted_by)
    VALUES (grant_definition.tenant_id, definition, grant_definition.grantee, grant_definition.permission, clock_timestamp(), session_user)
    ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION wf.grant_definition IS
'Lets people manage a definition (all its versions, and those to come), or start it. A manager deploys new versions and administers the instances of this definition, and of no other. Starting is open to everybody that the definition allows, until somebody is granted it: then only those to whom it is granted, and its managers, may.
definition: a key; it need not be deployed yet. grantee: person:<id>, role:<id>, department:<id> or everyone. permission: manage or start. For wf_admin.
Example: SELECT wf.grant_definition(''leave'', ''person:heidi'', ''manage'');';
REVOKE ALL ON FUNCTION wf.grant_definition(text, text, text, bigint) FROM PUBLIC;
