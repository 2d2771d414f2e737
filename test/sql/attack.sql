-- What a plain member of wf_user could try. Mallory is bob; she wants what is grace's.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
GRANT wf_user TO regress_wf_mallory;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
SELECT wf.start('leave', '{"days": 1}', title => 'of bob', actor => 'bob') AS own, wf.start('leave', '{"days": 1, "reason": "secret"}', title => 'secret', actor => 'grace') AS secret \gset

-- ---- The catalog. These hold for what is there now, and for what comes later ----
-- Every SECURITY DEFINER function pins its search_path, temporary schema last; so does all PL/pgSQL but procedures, which cannot.
SELECT p.oid::regprocedure AS open FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = 'wf'::regnamespace AND (p.prosecdef OR l.lanname = 'plpgsql') AND p.prokind <> 'p'
  AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting ~ '^search_path=(?!.*pg_temp.*,)(?=.*pg_temp$)' AND setting !~ '\$user|public')
ORDER BY 1;
-- Nothing is granted to PUBLIC, and nothing to wf_user but reading the views.
SELECT p.oid::regprocedure AS open FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
WHERE p.pronamespace = 'wf'::regnamespace AND a.grantee = 0 ORDER BY 1;
SELECT c.relname AS open, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
WHERE c.relnamespace = 'wf'::regnamespace AND (a.grantee = 0 OR (a.grantee = 'wf_user'::regrole AND (a.privilege_type <> 'SELECT' OR c.relkind <> 'v'))) ORDER BY 1, 2;
SELECT c.relname AS "no barrier" FROM pg_class c
WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind = 'v' AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false);
-- Internal functions that are there to change something are not for users.
SELECT p.oid::regprocedure AS open FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname LIKE '\_%' AND p.provolatile = 'v' AND p.prorettype <> 'trigger'::regtype
  AND has_function_privilege('regress_wf_mallory', p.oid, 'EXECUTE') ORDER BY 1;
-- Nor are others but those that views call.
SELECT p.oid::regprocedure AS granted FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname LIKE '\_%' AND has_function_privilege('regress_wf_mallory', p.oid, 'EXECUTE') ORDER BY p.proname COLLATE "C";
-- What is granted to administrators and designers is not granted to users.
SELECT p.oid::regprocedure AS open FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname ~ '^(setup|grant_|revoke_.*(definition|department|app)|register_|unregister_|run_due|load_|mirror|unmirror|ensure_|fetch_jobs|complete_job|fail_job)'
  AND has_function_privilege('regress_wf_mallory', p.oid, 'EXECUTE') ORDER BY 1;

-- ---- Tables, directly ----
CREATE FUNCTION pg_temp.try(command text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
SET SESSION AUTHORIZATION regress_wf_mallory;
SELECT pg_temp.try(format(command, c.relname)) AS answer, count(*) > 10 AS tables
FROM pg_catalog.pg_class c, unnest(ARRAY['SELECT * FROM wf.%I', 'INSERT INTO wf.%I SELECT', 'DELETE FROM wf.%I', 'TRUNCATE wf.%I', 'LOCK wf.%I', 'ALTER TABLE wf.%I DISABLE TRIGGER ALL',
                                       'CREATE TRIGGER t BEFORE INSERT ON wf.%I EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()']) AS command
WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'status' GROUP BY 1;
SELECT pg_temp.try(format(command, c.relname)) AS answer, count(*) > 5 AS views
FROM pg_catalog.pg_class c, unnest(ARRAY['INSERT INTO wf.%I SELECT', 'DELETE FROM wf.%I', 'UPDATE wf.%I SET tenant_id = 1', 'CREATE RULE r AS ON INSERT TO wf.%I DO NOTHING']) AS command
WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind = 'v' AND c.relname <> ALL ('{partitions,metrics}') GROUP BY 1;
COPY wf.instance TO STDOUT;

-- ---- Functions of her own beside the engine's, and triggers ----
SELECT pg_temp.try('CREATE FUNCTION wf.approve(text) RETURNS bigint LANGUAGE sql AS ''SELECT 1::bigint''') AS overloaded,
       pg_temp.try('CREATE TABLE wf.mine (id integer)') AS own_table, pg_temp.try('SELECT wf._refuse_log_change()') AS trigger_called;
CREATE TEMP TABLE trap (id bigint);
SELECT pg_temp.try(format('CREATE TRIGGER t AFTER INSERT ON trap EXECUTE FUNCTION %s', p.oid::regprocedure)) AS answer, count(*) > 0 AS functions
FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.prorettype = 'trigger'::regtype AND p.proname <> '_refuse_log_change' GROUP BY 1;

-- ---- Somebody else's name ----
SET request.jwt.claims = '{"sub": "grace", "role": "wf_admin"}';
SELECT wf.current_actor();
SELECT pg_temp.try('SET ROLE wf_app') AS set_role, pg_temp.try('SET ROLE wf_admin') AS set_role, pg_temp.try('SET SESSION AUTHORIZATION regress_wf_mallory') AS same,
       pg_temp.try('SET wf_engine.authenticators = ''regress_wf_mallory''') AS authenticators, pg_temp.try('SET wf_engine.held_leavers = ''x''') AS held_leavers,
       pg_temp.try('SET wf_engine.sees_all = on') AS new_setting, pg_temp.try('SET wf_engine.time_zone = ''Asia/Tokyo''') AS time_zone;
SET ROLE wf_user;
SELECT wf.current_actor();
RESET ROLE;
SELECT wf.approve(:secret * 1000000 + 1);
SELECT wf.comment(:secret, 'hello', actor => 'grace');
SELECT wf.withdraw(:secret, actor => 'grace');
SELECT wf.withdraw(:secret, actor => 'system');
SELECT wf.terminate(:secret);
SELECT wf.start('leave', '{"days": 1}', actor => 'grace');
SELECT * FROM wf.actions(:secret * 1000000 + 1, actor => 'grace');
SELECT wf.can_see(:secret), pg_temp.try(format('SELECT wf.can_see(%s, actor => ''grace'')', :secret)) AS as_grace;
SELECT wf._takes_part(0, :secret, 'bob', '-infinity') AS "true of what she says herself", (SELECT count(*) FROM wf.instance_list WHERE instance_id = :secret) AS "but it shows nothing";
-- Before the library is loaded a setting is a mere placeholder: what it was set to does not survive.
\c - regress_wf_mallory
SET client_min_messages = error;
SET wf_engine.authenticators = 'regress_wf_mallory';
SET wf_engine.held_leavers = 'x';
SET request.jwt.claims = '{"sub": "grace"}';
SELECT wf.current_actor();
SHOW wf_engine.authenticators;

-- ---- Leaky functions ----
CREATE FUNCTION pg_temp.leak(value text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
    IF value ~ 'secret' THEN
        RAISE WARNING 'leaked';
    END IF;
    RETURN true;
END
$$;
CREATE FUNCTION pg_temp.look() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _view name;
BEGIN
    FOR _view IN SELECT relname FROM pg_catalog.pg_class c
                 WHERE relnamespace = 'wf'::regnamespace AND relkind = 'v' AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1 LOOP
        EXECUTE format('SELECT count(*) FROM wf.%I v WHERE pg_temp.leak(v::text)', _view);
        EXECUTE format('SELECT count(*) FROM wf.%I v JOIN wf.status s ON pg_temp.leak(v::text) AND pg_temp.leak(s.code)', _view);
    END LOOP;
END
$$;
SET client_min_messages = warning;
SELECT pg_temp.look();
SELECT title FROM wf.instance_list WHERE pg_temp.leak(title);
SELECT count(*) FROM wf.inbox('grace') WHERE pg_temp.leak(title);
SELECT count(*) FROM wf.inbox('lena') WHERE pg_temp.leak(title);

-- ---- Her own operators, functions, tables and types in front of everything ----
\c - :owner
SET client_min_messages = error;
CREATE SCHEMA evil AUTHORIZATION regress_wf_mallory;
GRANT CREATE ON SCHEMA public TO regress_wf_mallory;
\c - regress_wf_mallory
SET client_min_messages = error;
CREATE FUNCTION evil.note() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_user <> 'regress_wf_mallory' THEN
        RAISE EXCEPTION 'ran as %', current_user USING ERRCODE = 'TRAP1';
    END IF;
END
$$;
DO $$
DECLARE
    _type text;
    _operator text;
    _schema text;
BEGIN
    FOREACH _schema IN ARRAY ARRAY['evil', 'public'] LOOP
        FOREACH _type IN ARRAY ARRAY['text', 'bigint', 'timestamptz', 'jsonb', 'text[]', 'bigint[]', 'integer', 'regclass', 'name', 'oid'] LOOP
            FOREACH _operator IN ARRAY ARRAY['=', '<>', '<=', '>', '&&', '@>', '~'] LOOP
                EXECUTE format('CREATE FUNCTION %s.%I(%s, %s) RETURNS boolean LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN true; END''', _schema, _operator, _type, _type);
                EXECUTE format('CREATE OPERATOR %s.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = %s.%I)', _schema, _operator, _type, _type, _schema, _operator);
            END LOOP;
        END LOOP;
        EXECUTE format('CREATE FUNCTION %s.now() RETURNS timestamptz LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN NULL; END''', _schema);
        EXECUTE format('CREATE FUNCTION %s.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN NULL; END''', _schema);
        EXECUTE format('CREATE FUNCTION %s.to_jsonb(anyelement) RETURNS jsonb LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN NULL; END''', _schema);
        EXECUTE format('CREATE FUNCTION %s.array_position(text[], text) RETURNS integer LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN 1; END''', _schema);
        EXECUTE format('CREATE FUNCTION %s.jsonb_path_query_first(jsonb, jsonpath) RETURNS jsonb LANGUAGE plpgsql AS ''BEGIN PERFORM evil.note(); RETURN NULL; END''', _schema);
        EXECUTE format('CREATE DOMAIN %s.text AS pg_catalog.text CHECK (evil.note() IS NOT NULL)', _schema);
        EXECUTE format('CREATE DOMAIN %s.jsonb AS pg_catalog.jsonb CHECK (evil.note() IS NOT NULL)', _schema);
    END LOOP;
END
$$;
CREATE TEMP TABLE person (tenant_id bigint, person_id text, db_role text, active boolean);
INSERT INTO person VALUES (0, 'grace', 'regress_wf_mallory', true);
CREATE TEMP TABLE instance (tenant_id bigint, instance_id bigint);
CREATE TEMP TABLE pg_roles (oid oid, rolname name);
CREATE FUNCTION pg_temp.try(command pg_catalog.text) RETURNS pg_catalog.text LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
CREATE FUNCTION pg_temp.run_all(instance bigint) RETURNS TABLE (command pg_catalog.text, answer pg_catalog.text) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH command IN ARRAY ARRAY[
        'SELECT * FROM wf.todo', 'SELECT * FROM wf.done', 'SELECT * FROM wf.started', 'SELECT * FROM wf.cc', 'SELECT * FROM wf.history', 'SELECT * FROM wf.progress',
        'SELECT * FROM wf.instance_list', 'SELECT * FROM wf.people', 'SELECT * FROM wf.delegations', 'SELECT * FROM wf.jobs', 'SELECT * FROM wf.inbox()',
        'SELECT wf.state(%s)', 'SELECT wf.replay(%s)', 'SELECT * FROM wf.verify(%s)', 'SELECT * FROM wf.predict(%s)', 'SELECT wf.diagram(instance_id => %s)',
        'SELECT * FROM wf.actions(%s * 1000000::bigint + 1)', 'SELECT wf.can_see(%s)', 'SELECT wf.comment(%s, ''x'')', 'SELECT wf.copy(%s, ARRAY[''eve''])',
        'SELECT * FROM wf.reporting_line(''bob'')', 'SELECT * FROM wf.subordinates(''lena'')', 'SELECT * FROM wf.person_at(''bob'', ''2026-01-01'')',
        'SELECT wf.feel(''1 + 1'')', 'SELECT * FROM wf.simulate(''leave'', ''bob'', ''{"days": 9}'')', 'SELECT wf.start(''leave'', ''{"days": 1}'')',
        'SELECT wf.add_delegation(''bob'', ''eve'', ''2030-01-01'')', 'SELECT wf.deploy(''{}'')', 'SELECT wf.withdraw(%s)'] LOOP
        BEGIN
            EXECUTE replace(command, '%s', instance::pg_catalog.text);
            answer := 'done';
        EXCEPTION WHEN OTHERS THEN
            answer := SQLSTATE;
        END;
        IF answer OPERATOR(pg_catalog.<>) 'done' THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END
$$;
SET search_path = pg_temp, evil, public, pg_catalog;
SELECT * FROM pg_temp.run_all(:own);
SELECT wf.current_actor();
RESET search_path;
SELECT status FROM wf.instance_list WHERE instance_id = :own;

-- ---- The same within a row that the engine reads: a key whose domain, and a column whose cast, are code of hers ----
\c - :owner
SET client_min_messages = error;
SELECT wf.deploy('{"key": "order", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "a", "when": "doc.size = \"big\""}, {"from": "g", "to": "e", "default": true}, {"from": "a", "to": "e"}]}') AS version;
\c - regress_wf_mallory
SET client_min_messages = error;
CREATE FUNCTION evil.check_key(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.note(); RETURN true; END $$;
CREATE DOMAIN evil.key AS pg_catalog.text CHECK (evil.check_key(VALUE));
CREATE TYPE evil.size AS ENUM ('big', 'small');
CREATE FUNCTION evil.to_json(evil.size) RETURNS json LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.note(); RETURN ('"' || $1 || '"')::json; END $$;
CREATE CAST (evil.size AS json) WITH FUNCTION evil.to_json(evil.size);
CREATE TABLE evil.orders (id evil.key PRIMARY KEY, size evil.size);
INSERT INTO evil.orders VALUES ('1', 'big');
SELECT wf.start('order', business_table => 'evil.orders', business_key => '1') AS o \gset
SELECT node, person_id FROM wf.progress WHERE instance_id = :o;
SELECT current_user = session_user AS rights_given_back;
-- A policy of hers hides nothing from the process; but she names no row that she cannot see.
ALTER TABLE evil.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE evil.orders FORCE ROW LEVEL SECURITY;
SELECT count(*) AS she_sees FROM evil.orders;
SELECT wf.start('order', business_table => 'evil.orders', business_key => '1');
\c - :owner
SELECT wf.start('order', business_table => 'evil.orders', business_key => '1', actor => 'bob') AS o \gset
SELECT node, person_id FROM wf.progress WHERE instance_id = :o;
\c - regress_wf_mallory
SET client_min_messages = error;

-- ---- Odd arguments ----
SELECT wf.approve(NULL);
SELECT wf.approve(-1);
SELECT wf.approve(9223372036854775807);
SELECT wf.approve(0);
SELECT wf.actions(-1000001);
SELECT wf.can_see(-1) AS negative, wf.can_see(9223372036854775807) AS largest;
\c - :owner
SET client_min_messages = error;
SELECT wf.can_see(:own, actor => repeat('x', 1000000)) AS long, wf.can_see(:own, actor => 'a'' OR true --') AS quote;
SELECT wf.can_see(:own, actor => 'role:admin') AS a_group;
SELECT wf.approve(:secret * 1000000 + 1, actor => 'person:bob');
SELECT wf.grant_definition('x', 'person:bob'' OR true --');
SELECT left(wf.can_see(:own, actor => E'\u0001')::text, 1) AS control;
-- Nothing of all this has changed what is grace's.
SELECT seq, action, actor FROM wf.history WHERE instance_id = :secret;
SELECT count(*) AS differences FROM wf.instance_list, wf.verify(instance_id);
DROP SCHEMA evil CASCADE;
DROP OWNED BY regress_wf_mallory;
DROP ROLE regress_wf_mallory;
