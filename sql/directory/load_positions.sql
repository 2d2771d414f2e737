CREATE FUNCTION wf._load_positions(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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
        RETURNING position_id)
    -- wf.position is seen here as it was before the statement.
    SELECT wf._count_changes(count(*), count(written.position_id),
        count(*) FILTER (WHERE written.position_id IS NOT NULL AND before.position_id IS NULL))
    INTO _changes
    FROM incoming
    LEFT JOIN written ON written.position_id = id
    LEFT JOIN wf.position AS before ON before.tenant_id = _load_positions.tenant_id AND before.position_id = id;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_positions(jsonb, bigint) IS 'The positions of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_positions(jsonb, bigint) FROM PUBLIC;
