-- What can be seen from the JSON text alone. The vocabulary is a table, so a new key is a new line.
CREATE FUNCTION wf._directory_shape_problems(directory jsonb) RETURNS SETOF text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF directory IS NULL OR jsonb_typeof(directory) <> 'object' THEN
        RETURN NEXT '/: must be an object';
        RETURN;
    END IF;
    RETURN QUERY
    WITH vocabulary (list, key, type) AS (
        VALUES ('persons', 'id', 'string'), ('persons', 'name', 'string'), ('persons', 'manager', 'string'),
            ('persons', 'department', 'string'), ('persons', 'position', 'string'), ('persons', 'rank', 'integer'),
            ('persons', 'active', 'boolean'), ('persons', 'db_role', 'string'), ('persons', 'attributes', 'object'),
            ('persons', 'posts', 'array'),
            ('departments', 'id', 'string'), ('departments', 'name', 'string'), ('departments', 'parent', 'string'),
            ('departments', 'head', 'string'),
            ('positions', 'id', 'string'), ('positions', 'name', 'string'), ('positions', 'rank', 'integer'),
            ('roles', 'id', 'string'), ('roles', 'name', 'string'), ('roles', 'members', 'array'),
            ('delegations', 'person', 'string'), ('delegations', 'agent', 'string'), ('delegations', 'from', 'string'),
            ('delegations', 'until', 'string'), ('delegations', 'definition', 'string')),
    list AS (
        SELECT key AS list, value FROM jsonb_each(directory)),
    entry AS (
        SELECT list, number - 1 AS number, entry.value, format('/%s/%s', list, number - 1) AS path
        FROM list
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(list.value) WHEN 'array' THEN list.value ELSE '[]' END)
            WITH ORDINALITY AS entry (value, number)
        WHERE list IN (SELECT list FROM vocabulary)),
    field AS (
        SELECT list, number, path, field.key, field.value, jsonb_typeof(field.value) AS type
        FROM entry
        CROSS JOIN LATERAL jsonb_each(CASE jsonb_typeof(entry.value) WHEN 'object' THEN entry.value ELSE '{}' END)
            AS field),
    member AS (
        SELECT number, format('%s/members/%s', path, position - 1) AS path, member.value
        FROM field
        CROSS JOIN LATERAL jsonb_array_elements(field.value) WITH ORDINALITY AS member (value, position)
        WHERE list = 'roles' AND key = 'members' AND type = 'array'),
    problem (list, number, text) AS (
        SELECT list, -1, format('/%s: unknown key', list)
        FROM list WHERE list NOT IN (SELECT list FROM vocabulary)
        UNION ALL
        SELECT list, -1, format('/%s: must be a list', list)
        FROM list WHERE list IN (SELECT list FROM vocabulary) AND jsonb_typeof(value) NOT IN ('array', 'null')
        UNION ALL
        SELECT list, number, format('%s: must be an object', path) FROM entry WHERE jsonb_typeof(value) <> 'object'
        UNION ALL
        SELECT list, number, format('%s/%s: unknown key', path, key)
        FROM field WHERE (list, key) NOT IN (SELECT list, key FROM vocabulary)
        UNION ALL
        SELECT list, number, format('%s/%s: must be %s', path, key, CASE vocabulary.type
            WHEN 'string' THEN 'a text' WHEN 'integer' THEN 'an integer' WHEN 'boolean' THEN 'true or false'
            WHEN 'object' THEN 'an object' ELSE 'a list' END)
        FROM field JOIN vocabulary USING (list, key)
        WHERE field.type NOT IN (vocabulary.type, 'null')
            AND NOT (vocabulary.type = 'integer' AND wf._is_integer(field.value))
        UNION ALL
        SELECT list, number, format('%s/%s: must not be empty', path, key)
        FROM field JOIN vocabulary USING (list, key)
        WHERE vocabulary.type = 'string' AND field.value = '""'
        UNION ALL
        SELECT list, number, format('%s/%s: "%s" is reserved', path, key, value #>> '{}')
        FROM field WHERE list = 'persons' AND key = 'id' AND type = 'string' AND wf._is_reserved(value #>> '{}')
        UNION ALL
        SELECT list, number, format('%s/%s: is missing', path, required.key)
        FROM entry
        CROSS JOIN LATERAL unnest(CASE list WHEN 'delegations' THEN ARRAY['person', 'agent', 'from'] ELSE ARRAY['id'] END)
            AS required (key)
        WHERE jsonb_typeof(value) = 'object' AND coalesce(value -> required.key, 'null') = 'null'
        UNION ALL
        SELECT 'roles', number, format('%s: must be a text', path)
        FROM member WHERE jsonb_typeof(value) <> 'string'
        UNION ALL
        SELECT list, number, format('%s/%s: %s is there already at %s', path, key, value, first_path)
        FROM (SELECT *, first_value(path) OVER (PARTITION BY list, key, value ORDER BY number) AS first_path
            FROM field WHERE key IN ('id', 'db_role') AND type = 'string') AS named
        WHERE path <> first_path)
    SELECT problem.text
    FROM problem
    ORDER BY array_position(ARRAY['departments', 'positions', 'persons', 'roles', 'delegations'], list), list COLLATE "C", number,
        problem.text COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf._directory_shape_problems(jsonb) IS
    'Unknown keys, wrong types, missing and repeated ids of a directory, each with its JSON pointer.';
REVOKE ALL ON FUNCTION wf._directory_shape_problems(jsonb) FROM PUBLIC;
