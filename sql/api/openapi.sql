CREATE FUNCTION wf.openapi() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'openapi', '3.1.0',
        'info', jsonb_build_object('title', 'wf_engine', 'version', (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'wf_engine'),
            'description', obj_description(to_regnamespace('wf_api'), 'pg_namespace')),
        'security', '[{"bearer": []}, {"session": []}]'::jsonb,
        'paths', coalesce(f.paths, '{}') || coalesce(v.paths, '{}'),
        'components', jsonb_set(c.parts, '{schemas}', (c.parts -> 'schemas') || coalesce(v.schemas, '{}')))
    FROM (SELECT jsonb_object_agg(path, item) FROM wf._openapi_functions()) AS f (paths),
        (SELECT jsonb_object_agg(path, item), jsonb_object_agg(name, row_schema) FROM wf._openapi_views()) AS v (paths, schemas),
        wf._openapi_components() AS c (parts)
$$;
COMMENT ON FUNCTION wf.openapi IS
'What schema wf_api has for the calling role, as a document of OpenAPI 3.1: functions under /rpc/, and views; with what their comments say, the types and defaults of arguments, and examples. What the role may not call or read is not in it.
Example: SELECT wf.openapi() -> ''info'' ->> ''version'';';

-- How JSON writes a type: what may be left out may be null. Only jsonb has any.
CREATE FUNCTION wf._openapi_types() RETURNS TABLE (type oid, schema jsonb, nullable jsonb, in_url jsonb)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH scalar (type, schema) AS (
        VALUES ('bigint'::regtype, '{"type": "integer", "format": "int64", "maximum": 9007199254740991}'::jsonb), ('integer', '{"type": "integer", "format": "int32"}'),
            ('boolean', '{"type": "boolean"}'), ('numeric', '{"type": "number"}'), ('double precision', '{"type": "number", "format": "double"}'),
            ('text', '{"type": "string"}'), ('name', '{"type": "string"}'), ('regclass', '{"type": "string", "format": "regclass"}'), ('interval', '{"type": "string", "format": "interval"}'),
            ('date', '{"type": "string", "format": "date"}'), ('timestamptz', '{"type": "string", "format": "date-time"}'), ('jsonb', '{}')
    ), either (type, schema) AS (
        SELECT s.type, s.schema FROM scalar s
        UNION ALL
        SELECT t.typarray, jsonb_build_object('type', 'array', 'items', s.schema) FROM scalar s JOIN pg_type t ON t.oid = s.type
    )
    -- In a query string an array is written as PostgreSQL writes it, {a,b}, and an object as JSON.
    SELECT e.type, e.schema, CASE WHEN e.schema ? 'type' THEN e.schema || jsonb_build_object('type', jsonb_build_array(e.schema -> 'type', 'null')) ELSE e.schema END,
        CASE WHEN e.schema ->> 'type' <> 'array' THEN e.schema ELSE '{"type": "string"}' END
    FROM either e
$$;
COMMENT ON FUNCTION wf._openapi_types IS 'The JSON schema of each type that wf_api has: of a value, of one that may be null, and of one in a query string. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._openapi_types() FROM PUBLIC;

CREATE FUNCTION wf._openapi_components() RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN '{
    "securitySchemes": {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A token with the claims role and sub."},
        "session": {"type": "apiKey", "in": "cookie", "name": "wf_session", "description": "The session of wf-gateway. What is no GET needs its CSRF token, too."}},
    "schemas": {
        "Error": {"type": "object", "required": ["code", "message", "details", "hint"], "properties": {
            "code": {"type": "string", "description": "The SQLSTATE, such as WF402; or PGRST and a number, of the server."}, "message": {"type": "string"},
            "details": {"type": ["string", "null"]}, "hint": {"type": ["string", "null"], "description": "What to do about it."}}}},
    "responses": {
        "Error": {"description": "It was refused, and nothing has changed.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}},
    "parameters": {
        "select": {"name": "select", "in": "query", "schema": {"type": "string"}, "description": "Columns, separated by commas; new_name:column renames one."},
        "order": {"name": "order", "in": "query", "schema": {"type": "string"}, "description": "column.asc or column.desc, with .nullsfirst or .nullslast; separated by commas."},
        "limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 0}, "description": "At most so many rows."},
        "offset": {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0}, "description": "Without so many rows at the beginning."},
        "count": {"name": "Prefer", "in": "header", "schema": {"type": "string", "enum": ["count=exact"]}, "description": "count=exact: Content-Range says how many rows there are."},
        "idempotencyKey": {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}, "description": "The same request again gets the first answer; it is the request_id if none is given."}}}'::jsonb;
COMMENT ON FUNCTION wf._openapi_components IS 'What the paths refer to. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._openapi_components() FROM PUBLIC;

CREATE FUNCTION wf._openapi_views() RETURNS TABLE (path text, item jsonb, name text, row_schema jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT '/' || c.relname, jsonb_build_object('get', jsonb_build_object(
            'operationId', 'read_' || c.relname, 'tags', '["views"]'::jsonb, 'summary', split_part(d.description, E'\n', 1), 'description', d.description,
            'parameters', columns.filters || '[{"$ref": "#/components/parameters/select"}, {"$ref": "#/components/parameters/order"}, {"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/offset"}, {"$ref": "#/components/parameters/count"}]',
            'responses', jsonb_build_object('default', '{"$ref": "#/components/responses/Error"}'::jsonb,
                '200', jsonb_build_object('description', 'The rows.', 'content', jsonb_build_object('application/json', jsonb_build_object('schema',
                    jsonb_build_object('type', 'array', 'items', jsonb_build_object('$ref', '#/components/schemas/' || c.relname)))))))),
        c.relname, jsonb_build_object('type', 'object', 'description', d.description, 'required', columns.names, 'properties', columns.schemas)
    FROM pg_class c
    LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(a.attname ORDER BY a.attnum), jsonb_object_agg(a.attname, jsonb_strip_nulls(t.nullable || jsonb_build_object('description', x.description))),
            jsonb_agg(jsonb_build_object('name', a.attname, 'in', 'query', 'schema', '{"type": "string"}'::jsonb, 'description', 'A filter, such as eq.value, gt.value, in.(a,b) or is.null.') ORDER BY a.attnum)
        FROM pg_attribute a
        JOIN wf._openapi_types() t ON t.type = a.atttypid
        LEFT JOIN pg_description x ON x.classoid = 'pg_class'::regclass AND x.objoid = c.oid AND x.objsubid = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns (names, schemas, filters)
    WHERE c.relnamespace = to_regnamespace('wf_api') AND c.relkind = 'v' AND has_table_privilege(c.oid, 'SELECT')
$$;
COMMENT ON FUNCTION wf._openapi_views IS 'The paths of the views that the caller may read. For wf.openapi().';
REVOKE ALL ON FUNCTION wf._openapi_views() FROM PUBLIC;
