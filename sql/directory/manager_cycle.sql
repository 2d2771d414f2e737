-- Who is his own superior in the end? Asked of the loaded persons and all above them.
CREATE FUNCTION wf._manager_cycle(entries jsonb, tenant_id bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _longest constant integer := 1000;  -- nobody wants to read a longer cycle
    _suspect text;
BEGIN
    -- LATERAL and LIMIT make each step a look-up by key, however wrong the planner's guesses are.
    WITH RECURSIVE upward (id, above) AS (
        SELECT person_id, manager_id
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]')) AS entry (id text)
        CROSS JOIN LATERAL (
            SELECT person_id, manager_id FROM wf.person
            WHERE tenant_id = _manager_cycle.tenant_id AND person_id = entry.id LIMIT 1) AS found
        UNION
        SELECT person_id, manager_id
        FROM upward
        CROSS JOIN LATERAL (
            SELECT person_id, manager_id FROM wf.person
            WHERE tenant_id = _manager_cycle.tenant_id AND person_id = upward.above LIMIT 1) AS found)
    SELECT wf._who_is_in_a_cycle(array_agg(id), array_agg(above)) INTO _suspect FROM upward;
    IF _suspect IS NULL THEN
        RETURN;
    END IF;

    RETURN QUERY
    WITH RECURSIVE line (id, above, path, is_closed) AS (
        SELECT person_id, manager_id, ARRAY[person_id], false
        FROM wf.person WHERE tenant_id = _manager_cycle.tenant_id AND person_id = _suspect
        UNION ALL
        SELECT person_id, manager_id, path || person_id, person_id = ANY (path)
        FROM line
        CROSS JOIN LATERAL (
            SELECT person_id, manager_id FROM wf.person
            WHERE tenant_id = _manager_cycle.tenant_id AND person_id = line.above LIMIT 1) AS found
        WHERE NOT is_closed AND cardinality(path) < _longest)
    -- The walk may have begun below the cycle: what lies between the two visits of one id belongs to it.
    SELECT CASE WHEN is_closed
        THEN format('/persons: the managers form a cycle: "%s"', array_to_string(path[array_position(path, id):], '" -> "'))
        ELSE format('/persons: the managers above "%s" form a very long cycle', _suspect)
    END
    FROM line ORDER BY cardinality(path) DESC LIMIT 1;
END
$$;
COMMENT ON FUNCTION wf._manager_cycle(jsonb, bigint) IS
    'The cycle of managers that the loaded persons are in or below, if there is one.';
REVOKE ALL ON FUNCTION wf._manager_cycle(jsonb, bigint) FROM PUBLIC;
