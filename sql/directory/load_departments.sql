CREATE FUNCTION wf._load_departments(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    WITH incoming AS MATERIALIZED (
        SELECT id, coalesce(name, id) AS name, parent, head
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]'))
            AS entry (id text, name text, parent text, head text)),
    written AS (
        INSERT INTO wf.department AS stored (tenant_id, department_id, name, parent_id, head_id)
        SELECT _load_departments.tenant_id, id, name, parent, head FROM incoming
        ON CONFLICT (tenant_id, department_id) DO UPDATE
            SET name = excluded.name, parent_id = excluded.parent_id, head_id = excluded.head_id
            WHERE (stored.name, stored.parent_id, stored.head_id)
                IS DISTINCT FROM (excluded.name, excluded.parent_id, excluded.head_id)
        RETURNING 1)
    -- wf.department is seen here as it was before the statement; look-ups one by one, because the planner's guess of the
    -- size of a tenant may be far off.
    SELECT wf._count_changes(count(*), (SELECT count(*) FROM written), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM wf.department WHERE tenant_id = _load_departments.tenant_id AND department_id = incoming.id)))
    INTO _changes
    FROM incoming;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_departments(jsonb, bigint) IS 'The departments of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_departments(jsonb, bigint) FROM PUBLIC;
