CREATE FUNCTION wf._load_roles(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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
        RETURNING role_id)
    -- wf.role is seen here as it was before the statement.
    SELECT wf._count_changes(count(*), count(written.role_id),
        count(*) FILTER (WHERE written.role_id IS NOT NULL AND before.role_id IS NULL))
    INTO _changes
    FROM incoming
    LEFT JOIN written ON written.role_id = id
    LEFT JOIN wf.role AS before ON before.tenant_id = _load_roles.tenant_id AND before.role_id = id;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_roles(jsonb, bigint) IS 'The roles of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_roles(jsonb, bigint) FROM PUBLIC;
