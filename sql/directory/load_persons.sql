CREATE FUNCTION wf._load_persons(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    -- One role may pass from one person to another within this load: free it first.
    UPDATE wf.person
    SET db_role = NULL
    WHERE tenant_id = _load_persons.tenant_id AND person_id = ANY (ARRAY(
        SELECT id
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]')) AS entry (id text, db_role text)
        WHERE coalesce(entry.db_role, '') <> (
            SELECT stored.db_role FROM wf.person AS stored
            WHERE stored.tenant_id = _load_persons.tenant_id AND stored.person_id = entry.id)));

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
        RETURNING 1)
    -- wf.person is seen here as it was before the statement; look-ups one by one, because the planner's guess of the
    -- size of a tenant may be far off.
    SELECT wf._count_changes(count(*), (SELECT count(*) FROM written), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM wf.person WHERE tenant_id = _load_persons.tenant_id AND person_id = incoming.id)))
    INTO _changes
    FROM incoming;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_persons(jsonb, bigint) IS 'The persons of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_persons(jsonb, bigint) FROM PUBLIC;
