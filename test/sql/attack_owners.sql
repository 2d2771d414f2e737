-- What code of others could try that the engine runs: of owners of tables, of registered functions, of whoever makes objects beside them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set VERBOSITY terse
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
GRANT wf_user, wf_designer TO regress_wf_mallory;
CREATE ROLE regress_wf_bob LOGIN;
GRANT wf_user TO regress_wf_bob;
CREATE SCHEMA evil AUTHORIZATION regress_wf_mallory;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'alice';
UPDATE wf.person SET db_role = 'regress_wf_bob' WHERE person_id = 'bob';
-- What bob has to decide, and mallory would like to have approved.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS wanted \gset
SELECT wf.deploy('{"key": "order", "form": {"fields": [{"name": "state", "type": "text"}]},
    "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}, {"id": "e2", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "g"}, {"from": "g", "to": "e", "when": "doc.size[1] = \"big\""}, {"from": "g", "to": "e2", "default": true}]}');
SELECT wf.deploy('{"key": "plain", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');

-- ---- Read: a cast that to_jsonb uses, of the elements of an array ----
CREATE TABLE evil.noted (who text, actor text, path text, tenant text, answer text);
ALTER TABLE evil.noted OWNER TO regress_wf_mallory;
\c - regress_wf_mallory
SET client_min_messages = error;
SELECT set_config('evil.wanted', :'wanted', false) AS wanted \gset
CREATE TABLE evil.wanted AS SELECT :wanted::bigint AS instance;
CREATE FUNCTION evil.try(command text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE FUNCTION evil.act() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    SELECT string_agg(evil.try(command), '; ') INTO _answer FROM (
        SELECT format('SELECT wf.approve(%s)', instance * 1000000 + 1) FROM evil.wanted
        UNION ALL SELECT format('SELECT wf.approve(%s, actor => ''bob'')', instance * 1000000 + 1) FROM evil.wanted
        UNION ALL SELECT format('SELECT wf.enqueue(''[{"command": "approve", "task_id": %s}]'')', instance * 1000000 + 1) FROM evil.wanted
        UNION ALL SELECT 'SET ROLE regress_wf_bob'
        UNION ALL SELECT 'DECLARE c CURSOR WITH HOLD FOR SELECT evil.act()') c (command);
    PERFORM set_config('wf_engine.tenant', '7', false), set_config('wf_engine.actor', 'bob', false);
    INSERT INTO evil.noted VALUES (current_user, wf.current_actor(), current_setting('search_path'), current_setting('wf_engine.tenant'), _answer);
EXCEPTION WHEN read_only_sql_transaction THEN
    RAISE WARNING 'read only: % % %', current_user, coalesce(wf.current_actor(), 'nobody'), _answer;
END $$;
CREATE TYPE evil.size AS ENUM ('big', 'small');
CREATE FUNCTION evil.to_json(evil.size) RETURNS json LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.act(); RETURN pg_catalog.to_json($1::pg_catalog.text); END $$;
CREATE CAST (evil.size AS json) WITH FUNCTION evil.to_json(evil.size);
CREATE TABLE evil.orders (id text PRIMARY KEY, size evil.size[], state text);
INSERT INTO evil.orders VALUES ('1', '{big}', 'new'), ('2', '{big}', 'new');
SELECT wf.start('order', business_table => 'evil.orders', business_key => '1') AS bait \gset
\c - regress_wf_bob
SELECT count(*) FROM wf.list('todo');
SELECT wf.approve(:bait * 1000000 + 1) > 0 AS approved;
SHOW wf_engine.tenant;
SELECT wf.current_actor();
\c - :owner
SELECT who, actor, path, answer FROM evil.noted GROUP BY 1, 2, 3, 4;
SELECT instance_id = :wanted AS wanted, action, actor FROM wf.history WHERE action <> 'start' ORDER BY seq, instance_id;

-- ---- Written: triggers ----
\c - regress_wf_mallory
SET client_min_messages = error;
TRUNCATE evil.noted;
CREATE FUNCTION evil.written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.act(); RETURN NEW; END $$;
CREATE TABLE evil.bills (id integer PRIMARY KEY, state text);
INSERT INTO evil.bills VALUES (1, 'new'), (2, 'new');
GRANT SELECT ON evil.bills TO regress_wf_bob;
SELECT wf.bind('evil.bills', 'plain', '{"status": {"column": "state", "codes": {"running": "asked", "completed": "approved"}}}');
CREATE TRIGGER a BEFORE UPDATE ON evil.bills FOR EACH ROW EXECUTE FUNCTION evil.written();
\c - regress_wf_bob
SELECT wf.start('plain', business_table => 'evil.bills', business_key => '1') > 0 AS started;
\c - :owner
SELECT who, actor, path, answer FROM evil.noted;
-- A trigger that waits for COMMIT would run as the user of the session.
\c - regress_wf_mallory
SET client_min_messages = error;
DROP TRIGGER a ON evil.bills;
CREATE CONSTRAINT TRIGGER a AFTER UPDATE ON evil.bills DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evil.written();
\c - :owner
SELECT wf.start('plain', business_table => 'evil.bills', business_key => '2', actor => 'bob');
SELECT count(*) FROM evil.noted;

-- ---- Triggers of the engine, placed by others ----
\c - regress_wf_mallory
SELECT evil.try('CREATE TRIGGER mine AFTER INSERT ON evil.orders FOR EACH STATEMENT EXECUTE FUNCTION wf._row_written(''evil.orders'')');
\c - :owner
CREATE TABLE public.placed (id integer PRIMARY KEY, state text);
CREATE FUNCTION pg_temp.with_trigger(definition text, command text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TRIGGER placed ' || definition;
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT f, kind, pg_temp.with_trigger(format('%s ON public.placed FOR EACH %s EXECUTE FUNCTION wf.%s(%L)', kind, level, f, 'public.placed'), command)
FROM (VALUES ('_row_written'), ('_row_needs_approval')) AS functions (f),
    (VALUES ('AFTER INSERT', 'STATEMENT', 'INSERT INTO public.placed VALUES (1)'), ('BEFORE INSERT', 'ROW', 'INSERT INTO public.placed VALUES (1)'),
            ('AFTER UPDATE', 'STATEMENT', 'UPDATE public.placed SET id = 2'), ('AFTER DELETE', 'STATEMENT', 'DELETE FROM public.placed'),
            ('AFTER TRUNCATE', 'STATEMENT', 'TRUNCATE public.placed')) AS kinds (kind, level, command) ORDER BY 1, 2;
SELECT wf._row_written();
-- wf.bind() leaves nobody the right to place them.
SELECT r.rolname FROM pg_roles r WHERE NOT r.rolsuper AND r.rolname <> 'wf_owner' AND (has_function_privilege(r.oid, 'wf._row_written()', 'EXECUTE') OR has_function_privilege(r.oid, 'wf._row_needs_approval()', 'EXECUTE'));

-- ---- Types of others under the engine's results ----
CREATE FUNCTION public.script(form jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"days": 1}'::jsonb $$;
SELECT wf.register_function('script', 'public.script(jsonb)');
SELECT wf.deploy('{"key": "scripted", "nodes": [{"id": "s", "type": "start"}, {"id": "f", "type": "script", "function": "script"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "f"}, {"from": "f", "to": "e"}]}');
\c - regress_wf_bob
CREATE TYPE pg_temp.text AS ENUM ('a');
CREATE FUNCTION pg_temp.as_text(jsonb) RETURNS pg_temp.text LANGUAGE sql AS $$ SELECT 'a'::pg_temp.text $$;
CREATE CAST (jsonb AS pg_temp.text) WITH FUNCTION pg_temp.as_text(jsonb);
SELECT wf.start('scripted', '{"days": 2}') > 0 AS started;
-- A function that returns something else under the registered name.
\c - :owner
DROP FUNCTION public.script(jsonb) CASCADE;
CREATE FUNCTION public.script(form jsonb) RETURNS integer LANGUAGE sql AS $$ SELECT 7 $$;
SELECT wf.start('scripted', '{"days": 2}', actor => 'bob');
DROP FUNCTION public.script(jsonb);
-- A function of a role that nobody has been asked about: neither registered by others, nor called after it has changed hands.
CREATE FUNCTION public.script(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN jsonb_build_object('days', 1, 'who', current_user, 'actor', wf.current_actor());
END $$;
ALTER FUNCTION public.script(jsonb) OWNER TO regress_wf_mallory;
SELECT wf.start('scripted', '{"days": 2}', actor => 'bob');
SELECT wf.register_function('script', 'public.script(jsonb)');
\c - regress_wf_bob
SELECT wf.start('scripted') AS i \gset
\c - :owner
SELECT data FROM wf.instance WHERE instance_id = :i;

-- ---- DETAIL of errors about rows that who gives the command may not read ----
\c - regress_wf_mallory
SET client_min_messages = error;
CREATE TABLE evil.salary (id integer PRIMARY KEY, secret text, state text, CHECK (state <> 'approved' OR secret = ''));
INSERT INTO evil.salary VALUES (1, 'the secret', 'new');
SELECT wf.bind('evil.salary', 'plain', '{"status": {"column": "state", "codes": {"completed": "approved"}}}');
SELECT wf.start('plain', business_table => 'evil.salary', business_key => '1') AS i \gset
CREATE FUNCTION evil.detail_of(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _detail text;
    _context text;
BEGIN
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL, _context = PG_EXCEPTION_CONTEXT;
    RETURN SQLERRM || ': ' || _detail || ': ' || (_context ~ 'UPDATE evil.salary');
END $$;
\c - regress_wf_bob
SELECT evil.detail_of(format('SELECT wf.approve(%s)', :i * 1000000 + 1));
\c - :owner
-- Who may read the table, may read the error.
SELECT evil.detail_of(format('SELECT wf.approve(%s, actor => ''bob'')', :i * 1000000 + 1));
SELECT wf.enqueue(format('[{"command": "approve", "task_id": %s}]', :i * 1000000 + 1)::jsonb, actor => 'bob') > 0 AS queued;
SELECT wf.run_due_jobs();
SELECT error FROM wf.jobs;

-- ---- Code that takes its time does not hold up the scheduler, caught or not ----
SELECT wf.deploy('{"key": "timed", "nodes": [{"id": "s", "type": "start"}, {"id": "t", "type": "timer", "after": "PT0S"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}, {"id": "e2", "type": "end"}],
    "flows": [{"from": "s", "to": "t"}, {"from": "t", "to": "g"}, {"from": "g", "to": "e", "when": "doc.size[1] = \"big\""}, {"from": "g", "to": "e2", "default": true}]}');
\c - regress_wf_mallory
SET client_min_messages = error;
CREATE OR REPLACE FUNCTION evil.act() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(86400); EXCEPTION WHEN query_canceled THEN NULL; END $$;
CREATE TABLE evil.slow (id text PRIMARY KEY, size evil.size[]);
INSERT INTO evil.slow VALUES ('1', '{big}');
SELECT wf.start('timed', business_table => 'evil.slow', business_key => '1') > 0 AS started;
CREATE OR REPLACE FUNCTION evil.act() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(86400); END $$;
\c - :owner
SET wf_engine.foreign_code_timeout = '300ms';
SELECT wf.start('timed', business_table => 'evil.slow', business_key => '1', actor => 'bob') > 0 AS started;
SET statement_timeout = '20s';
SELECT wf.run_due_jobs(now() + interval '1 day');
RESET statement_timeout;
SELECT count(*), error FROM wf.jobs WHERE kind = 'timer' GROUP BY error;
-- A cancel that others send meanwhile, or a statement_timeout, is meant for all of the run, whatever the code makes of it.
CREATE FUNCTION evil.act_canceled() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(86400); EXCEPTION WHEN query_canceled THEN PERFORM pg_cancel_backend(pg_backend_pid()); END $$;
CREATE OR REPLACE FUNCTION evil.act() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM evil.act_canceled(); EXCEPTION WHEN query_canceled THEN NULL; END $$;
ALTER FUNCTION evil.act() OWNER TO CURRENT_USER;
SELECT wf.run_due_jobs(now() + interval '3 days');
CREATE OR REPLACE FUNCTION evil.act_canceled() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(86400); EXCEPTION WHEN query_canceled THEN PERFORM pg_sleep(0.5); END $$;
SET wf_engine.foreign_code_timeout = '10s';
SET statement_timeout = '300ms';
SELECT wf.run_due_jobs(now() + interval '3 days');
RESET statement_timeout;
RESET wf_engine.foreign_code_timeout;
SELECT count(*), error FROM wf.jobs WHERE kind = 'timer' GROUP BY error;
SELECT 1 AS "the session is there";

-- ---- Plans of rows go with what was known of the table ----
CREATE TABLE public.churn (id integer PRIMARY KEY, note text);
INSERT INTO public.churn VALUES (1, 'x');
SELECT wf.bind('public.churn', 'plain');
SELECT wf.start('plain', business_table => 'public.churn', business_key => '1', actor => 'alice') AS i \gset
CREATE FUNCTION pg_temp.churn(times integer, instance bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    FOR _ IN 1..times LOOP
        EXECUTE 'COMMENT ON TABLE public.churn IS NULL';
        EXECUTE format('ALTER TABLE public.churn SET (fillfactor = %s)', 50 + _ % 40);
        PERFORM wf.detail(instance);
    END LOOP;
    RETURN (SELECT count(*) FROM pg_backend_memory_contexts WHERE name ~ '^CachedPlan|^SPI Plan' AND ident ~ 'public.churn AS wf_row');
END $$;
SELECT pg_temp.churn(5, :i) AS few \gset
SELECT pg_temp.churn(40, :i) - :few <= 4 AS flat;

-- ---- Code that fails takes nobody's list away ----
\c - regress_wf_mallory
SET client_min_messages = error;
CREATE TYPE evil.sharp AS ENUM ('big');
CREATE FUNCTION evil.to_json(evil.sharp) RETURNS json LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no list for you'; END $$;
CREATE CAST (evil.sharp AS json) WITH FUNCTION evil.to_json(evil.sharp);
CREATE TABLE evil.blunt (id text PRIMARY KEY, size evil.sharp[]);
INSERT INTO evil.blunt VALUES ('1', '{big}');
SELECT wf.start('order', title => 'sharp', business_table => 'evil.blunt', business_key => '1') > 0 AS started;
\c - regress_wf_bob
SELECT title, nodes, step, steps FROM wf.list('todo') WHERE title IN ('sharp', 'Leave request') ORDER BY 1 DESC;
SELECT count(*) > 1 AS todo FROM wf.list('todo');
\c - :owner

-- ---- Asked by wf.bind: a domain, of somebody who may bind the tables of its owner ----
GRANT regress_wf_mallory TO regress_wf_bob;
\c - regress_wf_mallory
SET client_min_messages = error;
TRUNCATE evil.noted;
CREATE FUNCTION evil.takes(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO evil.noted SELECT current_user, wf.current_actor(), current_setting('search_path'), NULL, evil.try(format('SELECT wf.approve(%s)', instance * 1000000 + 1)) FROM evil.wanted;
    PERFORM set_config('wf_engine.tenant', '7', false);
    RETURN true;
END $$;
CREATE DOMAIN evil.state AS text CHECK (evil.takes(VALUE));
CREATE TABLE evil.offers (id integer PRIMARY KEY, state evil.state);
\c - regress_wf_bob
SELECT wf.bind('evil.offers', 'plain', '{"status": {"column": "state", "codes": {"completed": "approved"}}}');
SHOW wf_engine.tenant;
\c - :owner
SELECT who, actor, path, answer FROM evil.noted GROUP BY 1, 2, 3, 4;
SELECT wf.unbind('evil.offers');

-- ---- A schema that somebody else has made, or put something into ----
CREATE FUNCTION wf.planted() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION wf.planted() OWNER TO regress_wf_mallory;
\set VERBOSITY default
SELECT wf.setup();
DROP FUNCTION wf.planted();
GRANT CREATE ON SCHEMA wf TO regress_wf_mallory;
SELECT wf.setup();
REVOKE CREATE ON SCHEMA wf FROM regress_wf_mallory;
ALTER SCHEMA wf OWNER TO regress_wf_mallory;
SELECT wf.setup();
ALTER SCHEMA wf OWNER TO CURRENT_USER;
SELECT wf.setup() > 0 AS set_up;

SELECT wf.unbind('public.churn'), wf.unbind('evil.bills'), wf.unbind('evil.salary');
SET client_min_messages = error;
DROP TABLE public.churn, public.placed;
DROP FUNCTION public.script(jsonb);
DROP SCHEMA evil CASCADE;
DROP OWNED BY regress_wf_mallory, regress_wf_bob;
DROP ROLE regress_wf_mallory, regress_wf_bob;
