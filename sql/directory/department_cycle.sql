-- Which department is below itself? Asked of the loaded departments and all above them.
CREATE FUNCTION wf._department_cycle(entries jsonb, tenant_id bigint) RETURNS SETOF text
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
        SELECT department_id, parent_id
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]')) AS entry (id text)
        CROSS JOIN LATERAL (
            SELECT department_id, parent_id FROM wf.department
            WHERE tenant_id = _department_cycle.tenant_id AND department_id = entry.id LIMIT 1) AS found
        UNION
        SELECT department_id, parent_id
        FROM upward
        CROSS JOIN LATERAL (
            SELECT department_id, parent_id FROM wf.department
            WHERE tenant_id = _department_cycle.tenant_id AND department_id = upward.above LIMIT 1) AS found)
    SELECT wf._who_is_in_a_cycle(array_agg(id), array_agg(above)) INTO _suspect FROM upward;
    IF _suspect IS NULL THEN
        RETURN;
    END IF;

    RETURN QUERY
    WITH RECURSIVE line (id, above, path, is_closed) AS (
        SELECT department_id, parent_id, ARRAY[department_id], false
        FROM wf.department WHERE tenant_id = _department_cycle.tenant_id AND department_id = _suspect
        UNION ALL
        SELECT department_id, parent_id, path || department_id, department_id = ANY (path)
        FROM line
        CROSS JOIN LATERAL (
            SELECT department_id, parent_id FROM wf.department
            WHERE tenant_id = _department_cycle.tenant_id AND department_id = line.above LIMIT 1) AS found
        WHERE NOT is_closed AND cardinality(path) < _longest)
    -- The walk may have begun below the cycle: what lies between the two visits of one id belongs to it.
    SELECT CASE WHEN is_closed
        THEN format('/departments: the departments form a cycle: "%s"', array_to_string(path[array_position(path, id):], '" -> "'))
        ELSE format('/departments: the departments above "%s" form a very long cycle', _suspect)
    END
    FROM line ORDER BY cardinality(path) DESC LIMIT 1;
END
$$;
COMMENT ON FUNCTION wf._department_cycle(jsonb, bigint) IS
    'The cycle of departments that the loaded ones are in or below, if there is one.';
REVOKE ALL ON FUNCTION wf._department_cycle(jsonb, bigint) FROM PUBLIC;
