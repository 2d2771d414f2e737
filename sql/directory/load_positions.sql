CREATE FUNCTION wf._load_positions(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    WITH incoming AS MATERIALIZED (
        SELECT id, coalesce(name, id) AS name, rank
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]'))
            AS entry (id text, name text, rank integer)),
    written AS (
        INSERT INTO wf.position AS stored (tenant_id, position_id, name, rank)
        SELECT _load_positions.tenant_id, id, name, rank FROM incoming
        ON CONFLICT (tenant_id, position_id) DO UPDATE
            SET name = excluded.name, rank = excluded.rank
            WHERE (stored.name, stored.rank)
                IS DISTINCT FROM (excluded.name, excluded.rank)
        RETURNING 1)
    -- wf.position is seen here as it was before the statement; look-ups one by one, because the planner's guess of the
    -- size of a tenant may be far off.
    SELECT wf._count_changes(count(*), (SELECT count(*) FROM written), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM wf.position WHERE tenant_id = _load_positions.tenant_id AND position_id = incoming.id)))
    INTO _changes
    FROM incoming;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_positions(jsonb, bigint) IS 'The positions of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_positions(jsonb, bigint) FROM PUBLIC;
