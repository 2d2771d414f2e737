CREATE FUNCTION wf._post_problems(persons jsonb) RETURNS SETOF text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH post AS (
        SELECT person.number, place, format('/persons/%s/posts/%s', person.number - 1, place - 1) AS path, post.value,
            jsonb_typeof(post.value) = 'object' AS is_object
        FROM jsonb_array_elements(coalesce(nullif(persons, 'null'), '[]')) WITH ORDINALITY AS person (value, number)
        CROSS JOIN LATERAL jsonb_array_elements(coalesce(nullif(person.value -> 'posts', 'null'), '[]'))
            WITH ORDINALITY AS post (value, place)),
    problem (number, place, text) AS (
        SELECT number, place, format('%s: must be an object', path) FROM post WHERE NOT is_object
        UNION ALL
        SELECT number, place, CASE
            WHEN key NOT IN ('department', 'position') THEN format('%s/%s: unknown key', path, key)
            WHEN field.value = '""' THEN format('%s/%s: must not be empty', path, key)
            ELSE format('%s/%s: must be a text', path, key) END
        FROM post
        CROSS JOIN LATERAL jsonb_each(CASE WHEN is_object THEN value ELSE '{}' END) AS field (key, value)
        WHERE key NOT IN ('department', 'position') OR field.value = '""' OR jsonb_typeof(field.value) NOT IN ('string', 'null')
        UNION ALL
        SELECT number, place, format('%s: needs a department or a position', path)
        FROM post
        WHERE is_object AND coalesce(value -> 'department', 'null') = 'null' AND coalesce(value -> 'position', 'null') = 'null')
    SELECT problem.text FROM problem ORDER BY number, place, problem.text COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf._post_problems(jsonb) IS 'What is wrong with the posts of the loaded persons, each with its JSON pointer.';
REVOKE ALL ON FUNCTION wf._post_problems(jsonb) FROM PUBLIC;
