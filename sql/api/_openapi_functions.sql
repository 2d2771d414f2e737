CREATE FUNCTION wf._openapi_functions() RETURNS TABLE (path text, item jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET intervalstyle = iso_8601 AS $$
    WITH type AS MATERIALIZED (SELECT * FROM wf._openapi_types())
    SELECT '/rpc/' || p.proname, jsonb_build_object('post', about.parts || jsonb_build_object('operationId', p.proname, 'parameters', lists.parameters
                || CASE WHEN 'request_id' = ANY (p.proargnames) THEN '[{"$ref": "#/components/parameters/idempotencyKey"}]'::jsonb ELSE '[]' END,
            'requestBody', jsonb_build_object('required', coalesce(given.required <> '[]', false), 'content', jsonb_build_object('application/json', jsonb_strip_nulls(jsonb_build_object(
                'schema', jsonb_build_object('type', 'object', 'additionalProperties', false, 'required', coalesce(given.required, '[]'), 'properties', coalesce(given.body, '{}')),
                'example', wf._example_arguments(p.proname, p.proargnames[:p.pronargs], p.proargtypes::oid[], d.description)))))))
        || CASE WHEN p.provolatile = 'v' THEN '{}' ELSE jsonb_build_object('get', about.parts || jsonb_build_object('operationId', 'get_' || p.proname, 'parameters', coalesce(given.in_url, '[]') || lists.parameters)) END
    FROM pg_proc p
    LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
    LEFT JOIN type result ON result.type = p.prorettype
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(a.name ORDER BY a.place) FILTER (WHERE a.fallback IS NULL), jsonb_object_agg(a.name, wf._with_default(CASE WHEN a.fallback LIKE 'NULL::%' THEN t.nullable ELSE t.schema END, a.fallback)),
            jsonb_agg(jsonb_build_object('name', a.name, 'in', 'query', 'required', a.fallback IS NULL, 'schema', t.in_url) ORDER BY a.place)
        FROM (SELECT n.name, n.place, p.proargtypes[n.place - 1] AS type, pg_get_function_arg_default(p.oid, n.place::integer) AS fallback FROM unnest(p.proargnames[:p.pronargs]) WITH ORDINALITY AS n (name, place)) a
        JOIN type t USING (type)) AS given (required, body, in_url)
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object('type', 'object', 'required', jsonb_agg(o.name ORDER BY o.place), 'properties', jsonb_object_agg(o.name, t.nullable))
        FROM unnest(p.proargnames, p.proargmodes, p.proallargtypes) WITH ORDINALITY AS o (name, mode, type, place) JOIN type t ON t.type = o.type WHERE o.mode = 't') AS row_of (schema)
    CROSS JOIN LATERAL (SELECT CASE WHEN p.proretset AND row_of.schema -> 'properties' <> 'null' THEN row_of.schema WHEN p.provolatile = 'v' THEN result.schema ELSE result.nullable END) AS one (schema)
    CROSS JOIN LATERAL (SELECT CASE WHEN p.proretset THEN '[{"$ref": "#/components/parameters/select"}, {"$ref": "#/components/parameters/order"}, {"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/offset"}, {"$ref": "#/components/parameters/count"}]'::jsonb ELSE '[]' END) AS lists (parameters)
    CROSS JOIN LATERAL (SELECT jsonb_build_object('tags', '["functions"]'::jsonb, 'summary', split_part(d.description, E'\n', 1), 'description', regexp_replace(d.description, E'\nExample: [^\n]*', ''),
        'responses', jsonb_build_object('default', '{"$ref": "#/components/responses/Error"}'::jsonb) || CASE WHEN p.prorettype = 'void'::regtype THEN '{"204": {"description": "It was done."}}' ELSE
            jsonb_build_object('200', jsonb_build_object('description', 'The answer.', 'content', jsonb_build_object('application/json', jsonb_build_object('schema',
                CASE WHEN p.proretset THEN jsonb_build_object('type', 'array', 'items', one.schema) ELSE one.schema END)))) END)) AS about (parts)
    WHERE p.pronamespace = to_regnamespace('wf_api') AND p.prokind = 'f' AND has_function_privilege(p.oid, 'EXECUTE')
$$;
COMMENT ON FUNCTION wf._openapi_functions IS 'The paths of the functions that the caller may call: POST, and GET if it only reads. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._openapi_functions() FROM PUBLIC;

-- As pg_get_function_arg_default shows it; what is computed for each call, such as now(), is none for JSON.
CREATE FUNCTION wf._with_default(schema jsonb, fallback text) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN schema || CASE
    WHEN fallback ~ '^(-?[0-9]+|true|false)$' THEN jsonb_build_object('default', fallback::jsonb)
    WHEN fallback ~ '^''[^'']*''::(text|interval)$' THEN jsonb_build_object('default', split_part(fallback, '''', 2))
    WHEN fallback ~ '^''[^'']*''::jsonb$' THEN jsonb_build_object('default', split_part(fallback, '''', 2)::jsonb)
    WHEN fallback ~ '^''[^'']*''::text[[][]]$' THEN jsonb_build_object('default', split_part(fallback, '''', 2)::text[])
    ELSE '{}' END;
COMMENT ON FUNCTION wf._with_default IS 'The JSON schema of an argument with its default. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._with_default(jsonb, text) FROM PUBLIC;

-- Not `actor`: who acts is in the token.
CREATE FUNCTION wf._example_arguments(function text, names text[], types oid[], comment text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _line constant text := substring(comment FROM E'Example: ([^\n]*)');
    _value constant text := '(?:''(?:[^'']|'''')*''|ARRAY[[][^]]*[]]|[-0-9.]+|true|false)';
    _list constant text := (regexp_match(_line, format('[[:<:]]wf[.]%s[(]((?:(?:[a-z_]+ => )?%s(?:, )?)*)[)]', function, _value)))[1];
    _arguments jsonb := '{}';
    _argument text[];
    _place integer := 0;
    _text text;
BEGIN
    IF _list IS NULL THEN
        RETURN CASE WHEN names IS NULL THEN '{}' END;
    END IF;
    FOR _argument IN SELECT m FROM regexp_matches(_list, format('(?:([a-z_]+) => )?(%s)', _value), 'g') m LOOP
        _place := coalesce(array_position(names, _argument[1]), _place + 1);
        CONTINUE WHEN names[_place] = 'actor';
        _text := replace(trim(BOTH '''' FROM _argument[2]), '''''', '''');
        _arguments := _arguments || jsonb_build_object(names[_place], CASE
            WHEN starts_with(_argument[2], 'ARRAY') THEN replace(regexp_replace(_argument[2], '^ARRAY', ''), '''', '"')::jsonb
            WHEN types[_place - 1] = 'text[]'::regtype THEN to_jsonb(_text::text[])
            WHEN types[_place - 1] = 'jsonb'::regtype OR NOT starts_with(_argument[2], '''') THEN _text::jsonb
            ELSE to_jsonb(_text) END);
    END LOOP;
    RETURN _arguments;
END
$$;
COMMENT ON FUNCTION wf._example_arguments IS 'The arguments of the example in a function''s comment as a JSON object; null: they are no plain values. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._example_arguments(text, text[], oid[], text) FROM PUBLIC;
