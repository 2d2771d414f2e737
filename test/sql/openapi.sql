-- wf.openapi(): the document says what the catalog says, to each role what it may. Whether it is valid OpenAPI: test/tap/openapi.pl.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
CREATE FUNCTION pg_temp.document(role text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    _document jsonb;
BEGIN
    EXECUTE format('SET LOCAL ROLE %I', role);
    _document := wf_api.openapi();
    RESET ROLE;
    RETURN _document;
END
$$;
CREATE TEMP TABLE document AS SELECT r.role, pg_temp.document(r.role) AS document FROM unnest(ARRAY['wf_user', 'wf_app', 'wf_designer', 'wf_admin', 'wf_reader']) AS r (role);
CREATE TEMP TABLE mine AS SELECT p.key AS path, p.value AS item FROM jsonb_each(wf.openapi() -> 'paths') p;
\set QUIET off
\set ECHO all

SELECT d -> 'openapi' AS openapi, d -> 'info' ->> 'title' AS title, d -> 'info' ->> 'version' = (SELECT extversion FROM pg_extension WHERE extname = 'wf_engine') AS version, d -> 'security' AS security,
    (SELECT jsonb_agg(k ORDER BY k COLLATE "C") FROM jsonb_object_keys(d -> 'components' -> 'securitySchemes') k) AS schemes FROM wf.openapi() AS d;
SELECT count(*) > 150 AS paths, pg_column_size(wf.openapi()) > 100000 AS large FROM mine;
-- Each role finds what it may call and read, and nothing else by name.
WITH part AS (
    SELECT '/rpc/' || proname AS path, p.oid, 'f' AS kind FROM pg_proc p WHERE pronamespace = 'wf_api'::regnamespace
    UNION ALL SELECT '/' || relname, c.oid, 'v' FROM pg_class c WHERE relnamespace = 'wf_api'::regnamespace AND relkind = 'v'
), may AS (SELECT role, path FROM document, part WHERE CASE kind WHEN 'f' THEN has_function_privilege(role, oid, 'EXECUTE') ELSE has_table_privilege(role, oid, 'SELECT') END),
said AS (SELECT role, jsonb_object_keys(document -> 'paths') AS path FROM document)
SELECT coalesce(may.role, said.role) AS role, may.path AS may, said.path AS said FROM may FULL JOIN said USING (role, path) WHERE may.path IS NULL OR said.path IS NULL;
SELECT role, document -> 'paths' ? '/rpc/approve' AS approve, document -> 'paths' ? '/rpc/health' AS health, document -> 'paths' ? '/rpc/grant_app' AS grant_app, document -> 'paths' ? '/outbox' AS outbox,
    document -> 'components' -> 'schemas' ? 'outbox' AS its_columns, document::text ~ 'grant_department' AS named FROM document ORDER BY role;
-- GET is for what only reads; all arguments and columns are there; what has no default is required.
SELECT path FROM mine JOIN pg_proc p ON pronamespace = 'wf_api'::regnamespace AND path = '/rpc/' || proname
WHERE (item ? 'get') <> (provolatile <> 'v') OR NOT item ? 'post'
    OR (SELECT count(*) FROM jsonb_object_keys(item #> '{post,requestBody,content,application/json,schema,properties}')) <> pronargs
    OR jsonb_array_length(item #> '{post,requestBody,content,application/json,schema,required}') <> pronargs - pronargdefaults
    OR (provolatile <> 'v' AND (SELECT count(*) FROM jsonb_array_elements(item #> '{get,parameters}') a WHERE a ->> 'in' = 'query') <> pronargs)
    OR coalesce((SELECT count(*) FROM jsonb_object_keys(item #> '{post,responses,200,content,application/json,schema,items,properties}')), 0) <> (SELECT count(*) FROM unnest(proargmodes) m WHERE m = 't');
SELECT path FROM mine JOIN pg_class c ON relnamespace = 'wf_api'::regnamespace AND path = '/' || relname
WHERE NOT item ? 'get' OR (SELECT count(*) FROM jsonb_array_elements(item #> '{get,parameters}') a WHERE a ? 'name') <> relnatts;
SELECT path, operation FROM mine, jsonb_object_keys(item) AS operation WHERE coalesce(item -> operation ->> 'summary', '') = '' OR item -> operation ->> 'summary' ~ E'\n';
-- One of each.
SELECT jsonb_pretty(item -> 'post') FROM mine WHERE path = '/rpc/approve';
SELECT jsonb_pretty(item #> '{get,parameters}' -> 0) AS argument, item #> '{get,responses,200,content,application/json,schema,items,properties,due_at}' AS due_at FROM mine WHERE path = '/rpc/inbox';
SELECT jsonb_pretty(item #> '{get,parameters}' -> 3) AS filter FROM mine WHERE path = '/todo';
SELECT d #> '{components,schemas,todo,properties,node_name}' AS node_name, d #> '{components,schemas,todo,properties,candidates}' AS candidates, d #> '{components,schemas,Error,required}' AS error FROM wf.openapi() d;
-- Defaults as JSON; what is computed at each call has none.
SELECT path, p.key, p.value FROM mine, jsonb_each(item #> '{post,requestBody,content,application/json,schema,properties}') p
WHERE path IN ('/rpc/send_back', '/rpc/list', '/rpc/send_message', '/rpc/stat_instances', '/rpc/run_due_jobs', '/rpc/fetch_jobs') AND p.key NOT IN ('actor', 'tenant_id', 'request_id', 'expected_version') ORDER BY 1, 2;
-- Who has no example: its comment has one with values that are computed.
SELECT string_agg(path, ' ' ORDER BY path COLLATE "C") AS without_example FROM mine WHERE item ? 'post' AND NOT item #> '{post,requestBody,content,application/json}' ? 'example';

-- The examples are calls that PostgreSQL takes: what they are about may not be there, or not as they want it, but nothing is wrong with the call.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = error;
DROP TABLE IF EXISTS purchase_order, hr_employee CASCADE;  -- other tests leave tables
CREATE TABLE purchase_order (id integer PRIMARY KEY, state text, amount numeric);
CREATE TABLE hr_employee (id text PRIMARY KEY, name text, parent_id text, department_id text, job_id text, active boolean);
CREATE FUNCTION pg_temp.answer(path text, arguments jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT FROM wf_api.%I(%s)', substr(path, 6),
        (SELECT string_agg(format('%I => %s', a.key, CASE jsonb_typeof(a.value) WHEN 'number' THEN a.value::text WHEN 'boolean' THEN a.value::text
             WHEN 'array' THEN CASE WHEN (SELECT p.proargtypes[array_position(p.proargnames, a.key) - 1] = 'jsonb'::regtype FROM pg_proc p WHERE p.pronamespace = 'wf_api'::regnamespace AND p.proname = substr(path, 6))
                 THEN quote_literal(a.value) ELSE quote_literal(translate(a.value::text, '[]', '{}')) END
             ELSE quote_literal(a.value #>> '{}') END), ', ') FROM jsonb_each(CASE WHEN path = '/rpc/add_instance' THEN arguments - 'item' ELSE arguments END) a));
    RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN
        RETURN 'done';
    WHEN OTHERS THEN
        RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
CREATE TEMP TABLE answered AS SELECT path, pg_temp.answer(path, item #> '{post,requestBody,content,application/json,example}') AS answer FROM mine WHERE item #> '{post,requestBody,content,application/json}' ? 'example';
\set QUIET off
SELECT count(*) > 100 AS examples, count(*) FILTER (WHERE answer = 'done') > 30 AS done FROM answered;
SELECT * FROM answered WHERE answer !~ '^(done|WF)' ORDER BY path COLLATE "C";
ROLLBACK;
