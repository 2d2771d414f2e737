CREATE FUNCTION wf._plan_mirror(directory_table text, source regclass, mapping jsonb,
    OUT source_keys text[], OUT source_columns text[], OUT columns text[], OUT expressions text[], OUT updated text[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _keys constant text[] := wf._mirror_keys(directory_table);
    _unknown text;
    _id text;
    _column record;
    _source text;
    _expression text;
BEGIN
    source_keys := '{}'; source_columns := '{}'; columns := '{}'; expressions := '{}'; updated := '{}';
    FOR _column IN
        SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type, mapping -> a.attname AS wanted, a.attname = ANY (_keys) AS is_key
        FROM pg_attribute a
        WHERE a.attrelid = format('wf.%I', directory_table)::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname NOT IN ('tenant_id', 'post_id')
        ORDER BY a.attname = ANY (_keys) DESC, a.attnum
    LOOP
        IF _column.wanted IS NULL AND _column.is_key AND directory_table <> 'post' THEN
            PERFORM wf._refuse_mirror(source, format('The mapping does not say what %s is.', _column.name),
                'The mapping is {"column of the directory": "column of the table", ...}.');
        END IF;
        CONTINUE WHEN _column.wanted IS NULL AND _column.name NOT IN ('name', 'active', 'attributes') AND NOT _column.is_key;
        _source := CASE WHEN _column.wanted IS NOT NULL
            THEN wf._mirror_column(source, _column.name, _column.type, _column.is_key, _column.wanted) END;
        IF _source IS NOT NULL AND _source <> ALL (source_columns) THEN
            source_columns := source_columns || _source;
        END IF;
        _expression := CASE
            WHEN _source IS NOT NULL THEN format('r.v[%s]', array_position(source_columns, _source))
                || CASE _column.type WHEN 'text' THEN '' WHEN 'integer' THEN '::numeric::integer' ELSE '::' || _column.type END
            WHEN _column.wanted IS NOT NULL
            THEN format('%L::%s', CASE _column.type WHEN 'jsonb' THEN (_column.wanted -> 'value')::text ELSE _column.wanted ->> 'value' END, _column.type)
            END;
        IF _column.is_key THEN
            _id := coalesce(_id, _expression);
            _expression := coalesce(_expression, 'NULL::text');
            IF _source IS NOT NULL AND _source <> ALL (source_keys) THEN
                source_keys := source_keys || _source;
            END IF;
        ELSIF _column.wanted IS NOT NULL OR _column.name = 'active' THEN
            updated := updated || _column.name;  -- an entry that has come back is active again
        END IF;
        columns := columns || _column.name;
        expressions := expressions || CASE _column.name
            WHEN 'name' THEN format('coalesce(%s, %s)', coalesce(_expression, 'NULL'), _id)
            WHEN 'active' THEN CASE WHEN _expression IS NULL THEN 'true' ELSE format('coalesce(%s, false)', _expression) END
            WHEN 'attributes' THEN format('coalesce(%s, ''{}'')', coalesce(_expression, 'NULL::jsonb'))
            ELSE _expression END;
    END LOOP;
    SELECT key INTO _unknown FROM jsonb_object_keys(mapping) AS key WHERE key <> ALL (columns) ORDER BY key COLLATE "C" LIMIT 1;
    IF FOUND THEN
        PERFORM wf._refuse_mirror(source, format('wf.%s has no column "%s".', directory_table, _unknown),
            'It has ' || array_to_string(ARRAY(SELECT attname FROM pg_attribute
                WHERE attrelid = format('wf.%I', directory_table)::regclass AND attnum > 0 AND NOT attisdropped
                    AND attname NOT IN ('tenant_id', 'post_id') ORDER BY attnum), ', ') || '.');
    END IF;
    IF directory_table = 'post' AND NOT (mapping ? 'person_id' AND mapping ?| ARRAY['department_id', 'position_id']) THEN
        PERFORM wf._refuse_mirror(source, 'The mapping does not say what person_id, and department_id or position_id, are.',
            'The mapping is {"column of the directory": "column of the table", ...}.');
    END IF;
    IF cardinality(_keys) > 1 AND cardinality(source_keys) = 0 THEN
        PERFORM wf._refuse_mirror(source, 'The mapping names no column of it.',
            'Map at least one of ' || array_to_string(_keys, ', ') || ' to a column.');
    END IF;
    IF cardinality(_keys) = 1 AND NOT EXISTS (
        SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = source AND a.attname = source_keys[1]
            AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1 AND i.indpred IS NULL) THEN
        PERFORM wf._refuse_mirror(source, format('The column for %s is not the primary key or unique.', _keys[1]),
            'Map the id to a column of the table that has a unique index of its own.');
    END IF;
END
$$;
COMMENT ON FUNCTION wf._plan_mirror(text, regclass, jsonb) IS
    'What follows from the mapping of a mirror; raises WF605 if it makes no sense.';
REVOKE ALL ON FUNCTION wf._plan_mirror(text, regclass, jsonb) FROM PUBLIC;
