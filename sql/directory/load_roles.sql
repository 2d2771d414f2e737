CREATE FUNCTION wf._load_roles(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    WITH incoming AS MATERIALIZED (
        SELECT id, coalesce(name, id) AS name
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]'))
            AS entry (id text, name text)),
    written AS (
        INSERT INTO wf.role AS stored (tenant_id, role_id, name)
        SELECT _load_roles.tenant_id, id, name FROM incoming
        ON CONFLICT (tenant_id, role_id) DO UPDATE
            SET name = excluded.name
            WHERE stored.name IS DISTINCT FROM excluded.name
        RETURNING 1)
    -- wf.role is seen here as it was before the statement; look-ups one by one, because the planner's guess of the
    -- size of a tenant may be far off.
    SELECT wf._count_changes(count(*), (SELECT count(*) FROM written), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM wf.role WHERE tenant_id = _load_roles.tenant_id AND role_id = incoming.id)))
    INTO _changes
    FROM incoming;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_roles(jsonb, bigint) IS 'The roles of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_roles(jsonb, bigint) FROM PUBLIC;
