CREATE FUNCTION wf.grant_app(
    db_role text,
    definitions text[],
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('grant_app');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    IF to_regrole(quote_ident(coalesce(db_role, ''))) IS NULL THEN
        RAISE EXCEPTION 'database role "%" does not exist', coalesce(db_role, '') USING ERRCODE = 'WF504', HINT = 'Create it first: CREATE ROLE.';
    END IF;
    IF coalesce(cardinality(array_remove(definitions, NULL)), 0) = 0 THEN
        RAISE EXCEPTION 'definitions must not be empty' USING
            ERRCODE = 'WF504', HINT = 'Without EXECUTE on the functions of schema wf a role can use none.';
    END IF;
    INSERT INTO wf.app_grant (tenant_id, db_role, definition_key, granted_at, granted_by)
    SELECT DISTINCT grant_app.tenant_id, grant_app.db_role, key, clock_timestamp(), session_user
    FROM unnest(definitions) AS key WHERE key IS NOT NULL
    ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION wf.grant_app IS
'Limits a database role to some definitions: it, and whoever has its privileges, lists, sees, starts and acts on these only (WF313). Called again, it adds definitions. A role that was never limited may use all; a superuser is limited by nothing. For wf_admin.
Example: SELECT wf.grant_app(''hr_portal'', ARRAY[''leave'', ''overtime'']);';
REVOKE ALL ON FUNCTION wf.grant_app(text, text[], bigint) FROM PUBLIC;
