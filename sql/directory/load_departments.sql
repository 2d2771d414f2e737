CREATE FUNCTION wf._load_departments(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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
        RETURNING department_id)
    -- wf.department is seen here as it was before the statement.
    SELECT wf._count_changes(count(*), count(written.department_id),
        count(*) FILTER (WHERE written.department_id IS NOT NULL AND before.department_id IS NULL))
    INTO _changes
    FROM incoming
    LEFT JOIN written ON written.department_id = id
    LEFT JOIN wf.department AS before ON before.tenant_id = _load_departments.tenant_id AND before.department_id = id;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_departments(jsonb, bigint) IS 'The departments of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_departments(jsonb, bigint) FROM PUBLIC;
