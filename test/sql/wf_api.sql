-- Schema wf_api: all of wf that an application needs, by PostgREST's rules, with no right that wf does not give. The rules are held for
-- what is to come: a list is of what breaks one.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set root :abs_srcdir /..
\cd :root
\o /dev/null
SET client_min_messages = error;
DROP SCHEMA IF EXISTS memory CASCADE;
DROP ROLE IF EXISTS memory_app;
\i bench/session_memory.sql
\o
SET client_min_messages = warning;
CREATE TEMP VIEW wrapper AS SELECT p.*, l.lanname, f.oid AS source FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
LEFT JOIN pg_catalog.pg_proc f ON f.pronamespace = 'wf'::regnamespace AND f.proname = p.proname WHERE p.pronamespace = 'wf_api'::regnamespace;
CREATE TEMP VIEW wrapper_view AS SELECT c.*, s.oid AS source FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class s ON s.relnamespace = 'wf'::regnamespace AND s.relname = c.relname
WHERE c.relnamespace = 'wf_api'::regnamespace AND c.relkind <> 'c';
\set QUIET off
\set ECHO all

-- There is something to check.
SELECT count(*) > 120 AS functions, (SELECT count(*) > 20 FROM wrapper_view) AS views FROM wrapper;
-- What is not in it: for DBAs, tables that only administrators read, procedures, what views and the engine need.
SELECT string_agg(p.proname, ' ' ORDER BY p.proname COLLATE "C") AS left_out FROM pg_catalog.pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname !~ '^_' AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype) AND p.oid NOT IN (SELECT source FROM wrapper);
SELECT string_agg(c.relname, ' ' ORDER BY c.relname COLLATE "C") AS left_out FROM pg_catalog.pg_class c
WHERE c.relnamespace = 'wf'::regnamespace AND c.oid NOT IN (SELECT source FROM wrapper_view) AND EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) a WHERE a.grantee NOT IN (0, c.relowner)) AND c.relkind <> 'S';
SELECT proname FROM wrapper WHERE source IS NULL UNION ALL SELECT relname FROM wrapper_view WHERE source IS NULL OR relkind <> 'v';

-- Functions only, none twice, no VARIADIC, nothing with rights or settings of its own.
SELECT oid::regprocedure AS wrong FROM wrapper WHERE prokind <> 'f' OR provariadic <> 0 OR prosecdef OR proisstrict OR proleakproof OR proconfig IS NOT NULL OR lanname <> 'sql';
SELECT proname AS overloaded FROM wrapper GROUP BY proname HAVING count(*) > 1;
-- Names in lower case; every argument has one.
SELECT p.proname, a.name FROM wrapper p, unnest(p.proargnames) AS a (name) WHERE a.name !~ '^[a-z][a-z0-9_]*$' OR p.proname !~ '^[a-z][a-z0-9_]*$'
UNION ALL SELECT proname, NULL FROM wrapper WHERE pronargs > 0 AND cardinality(proargnames) < pronargs
UNION ALL SELECT c.relname, a.attname FROM wrapper_view c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND a.attname !~ '^[a-z][a-z0-9_]*$';
-- Types that JSON can bring and take: no bytes, no names, no json that is not jsonb, no rows without columns.
SELECT string_agg(DISTINCT format_type(t, NULL), ', ' ORDER BY format_type(t, NULL)) AS arguments FROM wrapper p, unnest(p.proargtypes) AS t;
SELECT string_agg(DISTINCT format_type(t, NULL), ', ' ORDER BY format_type(t, NULL)) AS results
FROM (SELECT unnest(coalesce(p.proallargtypes[p.pronargs + 1:], ARRAY[p.prorettype])) FROM wrapper p UNION SELECT a.atttypid FROM wrapper_view c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0) AS r (t);
SELECT oid::regprocedure AS "no columns" FROM wrapper WHERE prorettype = 'record'::regtype AND proargmodes IS NULL;
-- They say what is inside: the same arguments, comments and volatility.
SELECT p.proname FROM wrapper p JOIN pg_catalog.pg_proc s ON s.oid = p.source
WHERE (pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.provolatile, p.proparallel, obj_description(p.oid, 'pg_proc'))
    IS DISTINCT FROM (pg_get_function_arguments(s.oid), pg_get_function_result(s.oid), s.provolatile, s.proparallel, obj_description(s.oid, 'pg_proc'));
SELECT a.attrelid::regclass, a.attname FROM wrapper_view c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
LEFT JOIN pg_catalog.pg_attribute s ON s.attrelid = c.source AND s.attname = a.attname
WHERE (s.atttypid, s.atttypmod, col_description(s.attrelid, s.attnum), obj_description(s.attrelid, 'pg_class'))
    IS DISTINCT FROM (a.atttypid, a.atttypmod, col_description(a.attrelid, a.attnum), obj_description(a.attrelid, 'pg_class'));
-- What only reads is known as such: wf_reader changes nothing, and may call nothing else.
SELECT proname AS "is not STABLE" FROM wrapper WHERE provolatile = 'v' AND has_function_privilege('wf_reader', oid, 'EXECUTE');

-- Everybody has the rights that they have in wf, and everybody else none.
SELECT DISTINCT p.proname, r.rolname FROM wrapper p, pg_catalog.pg_roles r WHERE r.rolname ~ '^wf_' AND r.rolname <> 'wf_owner' AND has_function_privilege(r.oid, p.oid, 'EXECUTE') <> has_function_privilege(r.oid, p.source, 'EXECUTE');
SELECT DISTINCT c.relname, r.rolname FROM wrapper_view c, pg_catalog.pg_roles r
WHERE r.rolname ~ '^wf_' AND r.rolname <> 'wf_owner' AND has_table_privilege(r.oid, c.oid, 'SELECT') <> has_table_privilege(r.oid, c.source, 'SELECT');
SELECT proname FROM wrapper WHERE has_function_privilege('public', oid, 'EXECUTE')
UNION ALL SELECT relname FROM wrapper_view WHERE has_table_privilege('public', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
UNION ALL SELECT relname FROM wrapper_view, unnest(ARRAY['wf_user', 'wf_app', 'wf_designer', 'wf_admin', 'wf_reader']) AS r WHERE has_table_privilege(r, oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
SELECT r.rolname, p.right FROM pg_catalog.pg_roles r, unnest(ARRAY['USAGE', 'CREATE']) AS p ("right")
WHERE (r.rolname ~ '^wf_' OR r.rolname = 'public') AND has_schema_privilege(r.oid, 'wf_api', p.right) ORDER BY 1, 2;
SELECT has_schema_privilege('public', 'wf_api', 'USAGE, CREATE') AS for_everybody;
-- Views ask for the rights of who reads them.
SELECT relname FROM wrapper_view WHERE NOT coalesce('security_invoker=true' = ANY (reloptions), false) OR relowner <> 'wf_owner'::regrole;

-- A list is planned as if wf had been asked: nothing of the wrapper is left, and a filter is one of its plan.
CREATE FUNCTION pg_temp.plan(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _line text;
    _plan text := '';
BEGIN
    FOR _line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS off) ' || statement LOOP
        _plan := _plan || E'\n' || _line;
    END LOOP;
    RETURN _plan;
END
$$;
SELECT p.proname AS "is called, not planned" FROM wrapper p
WHERE p.proretset AND p.provolatile <> 'v' AND pg_temp.plan(format('SELECT * FROM wf_api.%I(%s)', p.proname, (SELECT string_agg('NULL::' || format_type(t, NULL), ', ') FROM unnest(p.proargtypes) AS t))) ~ 'wf_api';
SELECT p.proname AS "is called, not planned" FROM wrapper p
WHERE NOT p.proretset AND p.prorettype <> 'void'::regtype AND pg_temp.plan(format('SELECT wf_api.%I(%s) FROM pg_catalog.pg_class c', p.proname,
    (SELECT string_agg(format('(SELECT NULL::%s WHERE c.oid = 1)', format_type(t, NULL)), ', ') FROM unnest(p.proargtypes) AS t))) ~ 'wf_api';
SELECT pg_temp.plan('SELECT task_id FROM wf_api.inbox(''bob'') WHERE node = ''lead'' ORDER BY due_at LIMIT 2');
-- The order goes through, too, as wf.todo takes it (docs/explanation/decisions/0028-views-in-order.md).
SELECT v.name, v."order", pg_temp.plan(format('SELECT * FROM wf_api.%I ORDER BY %s LIMIT 2', v.name, v."order")) = replace(pg_temp.plan(format('SELECT * FROM wf.%I v ORDER BY %s LIMIT 2', v.name, v."order")), ' AS v', '') AS as_in_wf
FROM (VALUES ('todo', 'created_at'), ('instance_list', 'started_at DESC'), ('done', 'at DESC'), ('cc', 'sent_at DESC'), ('history', 'at'), ('people', 'name')) AS v (name, "order");

-- Everything that is STABLE works, and writes nothing, in a transaction that is READ ONLY; so do the views. The calls are those of
-- bench/session_memory.sql, which has one for every function.
CREATE FUNCTION pg_temp.read_only(statements text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    FOR _step IN 1 .. cardinality(statements) - 1 LOOP
        EXECUTE statements[_step];
    END LOOP;
    SET LOCAL transaction_read_only = on;
    EXECUTE regexp_replace(statements[cardinality(statements)], E'FROM wf\\.', 'FROM wf_api.');
    RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN
        RETURN 'fine';
    WHEN OTHERS THEN
        RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
\set QUIET on
CREATE TEMP TABLE called AS
SELECT p.proname, pg_temp.read_only(m.statements) AS answer FROM wrapper p JOIN memory.call m ON m.function = p.proname AND m.label !~ ' by another$' WHERE p.provolatile <> 'v'
UNION ALL SELECT c.relname, pg_temp.read_only(m.statements) FROM wrapper_view c JOIN memory.call m ON m.function IS NULL AND m.label = c.relname;
\set QUIET off
SELECT * FROM called WHERE answer <> 'fine';
SELECT proname AS "is not called" FROM wrapper WHERE provolatile <> 'v' AND proname NOT IN (SELECT proname FROM called) UNION ALL SELECT relname FROM wrapper_view WHERE source::regclass::text NOT IN ('wf.outbox', 'wf.status') AND relname NOT IN (SELECT proname FROM called);
-- And what is not STABLE does not work there.
SELECT DISTINCT left(pg_temp.read_only(m.statements), 5) AS answer FROM memory.call m WHERE m.function IN ('approve', 'start', 'comment', 'deploy') AND m.label !~ ' by another$';

-- Idempotency-Key is the request_id of what comes through an authenticator, and of nothing else.
CREATE ROLE regress_wf_gateway LOGIN NOINHERIT;
CREATE ROLE regress_wf_mallory LOGIN;
GRANT wf_user, wf_anon TO regress_wf_gateway;
GRANT wf_user TO regress_wf_mallory;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'dan';
SET wf_engine.authenticators = 'regress_wf_gateway';
SET SESSION AUTHORIZATION regress_wf_gateway;
SELECT * FROM wf_api.todo;
SET ROLE wf_user;
SET request.jwt.claims = '{"sub": "bob"}';
SET request.headers = '{"accept": "*/*", "idempotency-key": "k-1"}';
SELECT wf_api.current_actor();
SELECT wf_api.start('leave', '{"days": 1}') = wf_api.start('leave', '{"days": 1}') AS same, wf_api.start('leave', '{"days": 1}', request_id => 'k-2') = wf_api.start('leave', '{"days": 1}') AS named_otherwise;
SELECT wf_api.start('leave', '{"days": 1}') AS i \gset
-- The same key for another command: refused. Macros name the requests of their commands themselves.
SELECT wf_api.send_signal('done');
SELECT wf_api.comment(:i, 'one') IS NOT NULL AS commented;
SELECT jsonb_array_length(wf_api.execute(format('[{"command": "comment", "instance_id": %s, "comment": "two"}, {"command": "comment", "instance_id": %1$s, "comment": "three"}]', :i)::jsonb)) AS executed;
-- Without the wrapper, and with headers that say nothing of it, each is a request of its own.
SELECT wf.start('leave', '{"days": 1}') = wf.start('leave', '{"days": 1}') AS same;
SET request.headers = '{"idempotency-key": ""}';
SELECT wf_api.start('leave', '{"days": 1}') = wf_api.start('leave', '{"days": 1}') AS same;
SET request.headers = '[not json';
SELECT wf_api.start('leave', '{"days": 1}') = wf_api.start('leave', '{"days": 1}') AS same;
SET request.headers = '';
SELECT wf_api.start('leave', '{"days": 1}') = wf_api.start('leave', '{"days": 1}') AS same;
-- An anonymous request may nothing.
RESET ROLE;
SET ROLE wf_anon;
SELECT wf_api.current_actor();
SELECT count(*) FROM wf_api.status;
SELECT wf.current_actor();
-- Whoever is no authenticator cannot be somebody else, nor use a key, by settings.
SET SESSION AUTHORIZATION regress_wf_mallory;
SET request.jwt.claims = '{"sub": "grace", "role": "wf_admin"}';
SET request.headers = '{"idempotency-key": "k-1"}';
SELECT wf_api.current_actor();
SELECT wf_api.comment(:i, 'hello', actor => 'grace');
SELECT wf_api.terminate(:i);
SELECT wf_api.approve(:i * 1000000 + 1);
SELECT wf_api.can_see(:i), (SELECT count(*) FROM wf_api.instance_list) AS instances, (SELECT count(*) FROM wf_api.history) AS entries;
SELECT wf_api.start('leave', '{"days": 1}') = wf_api.start('leave', '{"days": 1}') AS same;
SELECT v.name, pg_temp.plan(format('SELECT * FROM wf_api.%I ORDER BY %s LIMIT 2', v.name, v."order")) = replace(pg_temp.plan(format('SELECT * FROM wf.%I v ORDER BY %s LIMIT 2', v.name, v."order")), ' AS v', '') AS as_in_wf
FROM (VALUES ('todo', 'created_at'), ('done', 'at DESC'), ('cc', 'sent_at DESC')) AS v (name, "order");
SELECT * FROM wf_api.health();
SELECT * FROM wf_api.outbox;
SET wf_engine.authenticators = 'regress_wf_mallory';
CREATE FUNCTION wf_api.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1';
RESET SESSION AUTHORIZATION;
RESET request.jwt.claims;
RESET request.headers;

-- wf.setup() mends it, changes nothing that is as it should be, and leaves alone what a DBA has added.
CREATE TEMP VIEW state AS SELECT 'f' || oid::text AS part, xmin::text AS made FROM pg_catalog.pg_proc WHERE pronamespace = 'wf_api'::regnamespace
UNION ALL SELECT 'v' || oid::text, xmin::text FROM pg_catalog.pg_class WHERE relnamespace = 'wf_api'::regnamespace;
\set QUIET on
CREATE TEMP TABLE before AS TABLE state;
\set QUIET off
SELECT wf.setup() IS NOT NULL AS done;
SELECT count(*) AS changed FROM before FULL JOIN state USING (part) WHERE before.made IS DISTINCT FROM state.made;
CREATE FUNCTION wf_api.of_the_dba() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION wf_api.approve(task_id integer) RETURNS bigint LANGUAGE sql AS 'SELECT wf.approve($1)';
CREATE OR REPLACE FUNCTION wf_api.current_actor() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT wf.current_actor()';
DROP FUNCTION wf_api.reject, wf_api.withdraw;
CREATE FUNCTION wf_api.withdraw(instance_id bigint) RETURNS integer LANGUAGE sql AS 'SELECT wf.withdraw($1)::integer';
DROP VIEW wf_api.done, wf_api.todo;
CREATE VIEW wf_api.todo AS SELECT task_id, tenant_id FROM wf.todo;
ALTER VIEW wf_api.todo OWNER TO wf_owner;
ALTER VIEW wf_api.cc RESET (security_invoker);
GRANT SELECT ON wf_api.history TO PUBLIC;
GRANT EXECUTE ON FUNCTION wf_api.health TO wf_user;
REVOKE EXECUTE ON FUNCTION wf_api.start FROM wf_user;
GRANT EXECUTE ON FUNCTION wf.advice TO regress_wf_mallory;
SELECT wf.setup() IS NOT NULL AS done;
SELECT count(*) FILTER (WHERE part IN (SELECT part FROM before)) = (SELECT count(*) FROM before) - 4 AS kept, count(*) - (SELECT count(*) FROM before) AS more FROM state;
SELECT oid::regprocedure FROM wrapper WHERE proname IN ('of_the_dba', 'approve', 'current_actor', 'reject', 'withdraw') ORDER BY proname;
SELECT proname FROM wrapper WHERE prosecdef;
SELECT relname, reloptions FROM wrapper_view WHERE relname IN ('done', 'todo', 'cc');
SELECT has_table_privilege('public', 'wf_api.history', 'SELECT') AS history, has_function_privilege('wf_user', 'wf_api.health()', 'EXECUTE') AS health,
    (SELECT has_function_privilege('wf_user', oid, 'EXECUTE') FROM wrapper WHERE proname = 'start') AS start, (SELECT has_function_privilege('regress_wf_mallory', oid, 'EXECUTE') FROM wrapper WHERE proname = 'advice') AS as_granted_in_wf;
-- A schema of this name that is somebody else's is not used.
DROP SCHEMA wf_api CASCADE;
CREATE SCHEMA wf_api AUTHORIZATION regress_wf_mallory;
SELECT wf.setup();
DROP SCHEMA wf_api;
SELECT wf.setup() IS NOT NULL AS done;
\set ECHO none
SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA wf, wf_api, memory CASCADE;
CREATE EXTENSION wf_engine;
DROP ROLE memory_app, regress_wf_gateway, regress_wf_mallory;
