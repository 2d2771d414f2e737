-- Who is in the end above themselves? Asked of the loaded entries and all above them, in a table whose rows name the one above.
CREATE FUNCTION wf._cycle_above(entries jsonb, tenant_id bigint, links regclass, id_column name, above_column name, what text)
RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
DECLARE
    _longest constant integer := 1000;  -- nobody wants to read a longer cycle
    -- LATERAL and LIMIT make each step a look-up by key, however wrong the planner's guesses are.
    _step constant text := format('CROSS JOIN LATERAL (SELECT l.%2$I, l.%3$I FROM %1$s l WHERE l.tenant_id = $1 AND l.%2$I = below.%%s LIMIT 1) AS found',
        links, id_column, above_column);
    _suspect text;
BEGIN
    EXECUTE 'WITH RECURSIVE upward (id, above) AS ('
            'SELECT found.* FROM jsonb_to_recordset($2) AS below (id text) ' || format(_step, 'id') ||
            ' UNION SELECT found.* FROM upward AS below ' || format(_step, 'above') ||
            ') SELECT wf._who_is_in_a_cycle(array_agg(id), array_agg(above)) FROM upward'
    INTO _suspect USING _cycle_above.tenant_id, coalesce(nullif(entries, 'null'), '[]');
    IF _suspect IS NULL THEN
        RETURN;
    END IF;

    -- The walk may have begun below the cycle: what lies between the two visits of one id belongs to it.
    RETURN QUERY EXECUTE
        'WITH RECURSIVE line (id, above, path, is_closed) AS ('
        'SELECT found.*, ARRAY[found.' || quote_ident(id_column) || '], false FROM (SELECT $2 AS id) AS below ' || format(_step, 'id') ||
        ' UNION ALL SELECT found.*, path || found.' || quote_ident(id_column) || ', found.' || quote_ident(id_column) || ' = ANY (path)'
        ' FROM line AS below ' || format(_step, 'above') || ' WHERE NOT is_closed AND cardinality(path) < $3) '
        'SELECT CASE WHEN is_closed '
        'THEN format($4 || '' form a cycle: "%s"'', array_to_string(path[array_position(path, id):], ''" -> "'')) '
        'ELSE format($4 || '' above "%s" form a very long cycle'', $2) END '
        'FROM line ORDER BY cardinality(path) DESC LIMIT 1'
    USING _cycle_above.tenant_id, _suspect, _longest, what;
END
$$;
COMMENT ON FUNCTION wf._cycle_above(jsonb, bigint, regclass, name, name, text) IS
    'The cycle that the loaded entries are in or below, if there is one, as a sentence that begins with what.';
REVOKE ALL ON FUNCTION wf._cycle_above(jsonb, bigint, regclass, name, name, text) FROM PUBLIC;
