CREATE FUNCTION wf._load_persons(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    -- One role may pass from one person to another within this load: free it first.
    UPDATE wf.person AS stored
    SET db_role = NULL
    FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]')) AS entry (id text, db_role text)
    WHERE stored.tenant_id = _load_persons.tenant_id AND stored.person_id = entry.id
        AND stored.db_role <> coalesce(entry.db_role, '');

    WITH incoming AS MATERIALIZED (
        SELECT id, coalesce(name, id) AS name, manager, department, position, rank,
            coalesce(active, true) AS active, db_role,
            coalesce(nullif(attributes, 'null'), '{}') AS attributes
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]'))
            AS entry (id text, name text, manager text, department text, position text, rank integer,
                active boolean, db_role text, attributes jsonb)),
    written AS (
        INSERT INTO wf.person AS stored (tenant_id, person_id, name, manager_id, department_id, position_id,
            rank, active, db_role, attributes)
        SELECT _load_persons.tenant_id, id, name, manager, department, position, rank, active, db_role,
            attributes FROM incoming
        ON CONFLICT (tenant_id, person_id) DO UPDATE
            SET name = excluded.name, manager_id = excluded.manager_id,
                department_id = excluded.department_id, position_id = excluded.position_id,
                rank = excluded.rank, active = excluded.active, db_role = excluded.db_role,
                attributes = excluded.attributes
            WHERE (stored.name, stored.manager_id, stored.department_id, stored.position_id, stored.rank,
                stored.active, stored.db_role, stored.attributes)
                IS DISTINCT FROM (excluded.name, excluded.manager_id, excluded.department_id,
                    excluded.position_id, excluded.rank, excluded.active, excluded.db_role,
                    excluded.attributes)
        RETURNING person_id)
    -- wf.person is seen here as it was before the statement.
    SELECT wf._count_changes(count(*), count(written.person_id),
        count(*) FILTER (WHERE written.person_id IS NOT NULL AND before.person_id IS NULL))
    INTO _changes
    FROM incoming
    LEFT JOIN written ON written.person_id = id
    LEFT JOIN wf.person AS before ON before.tenant_id = _load_persons.tenant_id AND before.person_id = id;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_persons(jsonb, bigint) IS 'The persons of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_persons(jsonb, bigint) FROM PUBLIC;
