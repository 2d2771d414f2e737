-- Asked after wf._directory_shape_problems(): the keys are known and their values are texts.
CREATE FUNCTION wf._delegation_problems(entries jsonb) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH entry AS MATERIALIZED (
        SELECT number, format('/delegations/%s', number - 1) AS path, delegation.*, wf._as_time("from") AS valid_from,
            wf._as_time(until) AS valid_until
        FROM jsonb_array_elements(coalesce(nullif(entries, 'null'), '[]')) WITH ORDINALITY AS entry (value, number)
        CROSS JOIN LATERAL jsonb_to_record(entry.value)
            AS delegation (person text, agent text, "from" text, until text, definition text)),
    problem (number, text) AS (
        SELECT number, format('%s/from: must be a date or time in ISO 8601', path) FROM entry WHERE valid_from IS NULL
        UNION ALL
        SELECT number, format('%s/until: must be a date or time in ISO 8601', path)
        FROM entry WHERE until IS NOT NULL AND valid_until IS NULL
        UNION ALL
        SELECT number, format('%s/until: must be later than from', path) FROM entry WHERE valid_until <= valid_from
        UNION ALL
        SELECT number, format('%s/agent: must be another person', path) FROM entry WHERE agent = person
        UNION ALL
        SELECT number, format('%s: is there already at %s', path, first_path)
        FROM (SELECT entry.number, path,
                first_value(path) OVER (PARTITION BY person, definition, valid_from ORDER BY entry.number) AS first_path
            FROM entry WHERE valid_from IS NOT NULL) AS named
        WHERE path <> first_path)
    SELECT problem.text FROM problem ORDER BY number, problem.text COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf._delegation_problems(jsonb) IS
    'Times that are none, delegations to oneself and repeated ones among the loaded, each with its JSON pointer.';
REVOKE ALL ON FUNCTION wf._delegation_problems(jsonb) FROM PUBLIC;
