CREATE FUNCTION wf.revoke_app(
    db_role text,
    definitions text[] DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _revoked integer;
BEGIN
    PERFORM wf._check_primary('revoke_app');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    DELETE FROM wf.app_grant g
    WHERE g.tenant_id = revoke_app.tenant_id AND g.db_role = revoke_app.db_role
      AND (definitions IS NULL OR g.definition_key = ANY (definitions));
    GET DIAGNOSTICS _revoked = ROW_COUNT;
    RETURN _revoked;
END
$$;
COMMENT ON FUNCTION wf.revoke_app IS
'Takes definitions (default: all) back from a database role; returns how many. A role without any is not limited any more: to lock it out, revoke wf_user or wf_app from it. For wf_admin.
Example: SELECT wf.revoke_app(''hr_portal'', ARRAY[''overtime'']);';
REVOKE ALL ON FUNCTION wf.revoke_app(text, text[], bigint) FROM PUBLIC;
