-- There are no expressions: they would have to run as the owner of the table, whom the caller may not be, and a generated
-- column of the table does the same.
CREATE FUNCTION wf._mirror_column(source regclass, directory_column text, type text, is_key boolean, wanted jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _type regtype;
BEGIN
    IF jsonb_typeof(wanted) = 'object' AND wanted ? 'value' AND wanted - 'value' = '{}' THEN
        RETURN NULL;
    END IF;
    IF jsonb_typeof(wanted) IS DISTINCT FROM 'string' THEN
        PERFORM wf._refuse_mirror(source, format('The mapping of %s is neither the name of a column nor a constant.', directory_column),
            'Write "column" or {"value": constant}. For anything else give the table a generated column, and name that.');
    END IF;
    SELECT a.atttypid INTO _type FROM pg_attribute a
    WHERE a.attrelid = source AND a.attname = wanted #>> '{}' AND a.attnum > 0 AND NOT a.attisdropped;
    IF NOT FOUND THEN
        PERFORM wf._refuse_mirror(source, format('It has no column "%s" for %s.', wanted #>> '{}', directory_column),
            'The mapping is {"column of the directory": "column of the table", ...}.');
    END IF;
    IF is_key AND _type <> ALL (wf._mirror_key_types()) THEN
        PERFORM wf._refuse_mirror(source, format('Column "%s" is of type %s, which cannot be a key here.', wanted #>> '{}', _type),
            'Keys are integers, numbers, texts or uuids.');
    END IF;
    IF type = 'boolean' AND _type <> 'boolean'::regtype OR type = 'jsonb' AND _type NOT IN ('jsonb', 'json')
        OR type = 'integer' AND _type NOT IN ('smallint', 'integer', 'bigint', 'numeric') THEN
        PERFORM wf._refuse_mirror(source, format('Column "%s" is of type %s, but %s is %s.', wanted #>> '{}', _type, directory_column, type),
            'Give the table a generated column of that type, and name it.');
    END IF;
    RETURN wanted #>> '{}';
END
$$;
COMMENT ON FUNCTION wf._mirror_column(regclass, text, text, boolean, jsonb) IS
    'The column of the host that a column of the directory comes from, null for a constant; raises WF605 if it makes no sense.';
REVOKE ALL ON FUNCTION wf._mirror_column(regclass, text, text, boolean, jsonb) FROM PUBLIC;
