-- Rows that a policy hides: who names one in wf.start or wf.simulate neither gets to see it, nor learns what is in it.
-- Mallory is bob.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
CREATE ROLE regress_wf_designer LOGIN;
GRANT wf_user TO regress_wf_mallory;
GRANT wf_designer TO regress_wf_designer;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
CREATE SCHEMA shop;
GRANT USAGE ON SCHEMA shop TO PUBLIC;
CREATE TABLE shop.salary (id integer PRIMARY KEY, person text, amount integer);
CREATE TABLE shop.bonus (id integer PRIMARY KEY, person text, amount integer, status text);
INSERT INTO shop.salary VALUES (1, 'grace', 900000), (2, 'bob', 40000);
INSERT INTO shop.bonus VALUES (1, 'grace', 900000, NULL), (2, 'bob', 40000, NULL);
GRANT SELECT ON shop.salary, shop.bonus TO regress_wf_mallory, regress_wf_designer;
ALTER TABLE shop.salary ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.bonus ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.salary FOR SELECT USING (person = wf.current_actor());
CREATE POLICY own ON shop.bonus FOR SELECT USING (person = wf.current_actor());
CREATE POLICY approvers ON shop.salary FOR SELECT USING (wf.may_see_row('shop.salary', id::text));
CREATE POLICY approvers ON shop.bonus FOR SELECT USING (wf.may_see_row('shop.bonus', id::text));
SELECT wf.deploy('{"key": "raise", "form": {"fields": [{"name": "guess", "type": "number"}]}, "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "rich", "type": "end"}, {"id": "poor", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "rich", "when": "doc.amount > guess"}, {"from": "g", "to": "poor", "default": true}]}') AS version;
SELECT wf.deploy('{"key": "bonus", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "a", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "a", "when": "doc.amount > 100"}, {"from": "g", "to": "e", "default": true}, {"from": "a", "to": "e"}]}') AS version;
SELECT wf.bind('shop.bonus', 'bonus', '{"status": {"column": "status", "codes": {"completed": "ok"}}}');
CREATE FUNCTION public.regress_try(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    EXECUTE command INTO _answer;
    RETURN _answer;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;

-- ---- Naming a row: one that is hidden is one that is not there ----
\c - regress_wf_mallory
SET client_min_messages = error;
SELECT d AS definition, t AS "table", k AS key, draft, regexp_replace(public.regress_try(format('SELECT wf.start(%L, ''{}'', business_table => %L, business_key => %L, as_draft => %L)', d, t, k, draft)), '^\d+$', 'started') AS answer
FROM (VALUES ('raise', 'shop.salary', '1', true), ('raise', 'shop.salary', '1', false), ('raise', 'shop.salary', ' 01', true), ('raise', 'shop.salary', '3', true),
             ('bonus', 'shop.bonus', '1', false), ('bonus', 'shop.bonus', '3', false), ('raise', 'shop.bonus', '1', true), ('raise', 'shop.salary', '2', true), ('bonus', 'shop.bonus', '2', false)) AS t (d, t, k, draft);
SELECT public.regress_try('SELECT wf.execute(''[{"command": "start", "definition": "raise", "business_table": "shop.salary", "business_key": "1"}]'')');
SET row_security = off;
SELECT public.regress_try('SELECT wf.start(''raise'', business_table => ''shop.salary'', business_key => ''1'', as_draft => true)');
RESET row_security;
-- Later, as herself: her own row, and no other.
SELECT wf.enqueue('[{"command": "start", "definition": "raise", "data": {"guess": 1}, "business_table": "shop.salary", "business_key": "2"}]') IS NOT NULL AS own,
       wf.enqueue('[{"command": "start", "definition": "raise", "data": {"guess": 1}, "business_table": "shop.salary", "business_key": "1"}]') IS NOT NULL AS of_grace;
\c - :owner
SELECT wf.run_due_jobs();
SELECT error FROM wf.jobs;
DELETE FROM wf.job WHERE kind = 'command';

-- ---- Instances of definitions that are not about the table open no row of it ----
SELECT wf.start('raise', '{"guess": 1}', business_table => 'shop.salary', business_key => '1', actor => 'bob') IS NOT NULL AS by_the_application;
\c - regress_wf_mallory
SET client_min_messages = error;
SELECT id, person FROM shop.salary ORDER BY 1;
SELECT id, person FROM shop.bonus ORDER BY 1;
\c - :owner
SET client_min_messages = error;
-- Asked to decide, by the definition that is bound: lena is.
SELECT wf.start('bonus', business_table => 'shop.bonus', business_key => '1', actor => 'alice') AS o \gset
UPDATE wf.person SET db_role = NULL WHERE person_id = 'bob';
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'lena';
\c - regress_wf_mallory
SELECT id, person FROM shop.bonus ORDER BY 1;
\c - :owner
SET client_min_messages = error;
UPDATE wf.person SET db_role = NULL WHERE person_id = 'lena';
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';

-- ---- Simulations: neither in the trace, nor by the way that they take ----
\c - regress_wf_designer
SET client_min_messages = error;
SELECT node FROM wf.simulate('raise', 'alice', '{"guess": 1}', business_table => 'shop.salary', business_key => '1') WHERE what = 'enter' AND node IN ('rich', 'poor');
SELECT public.regress_try('SELECT string_agg(s::text, '' '') FROM wf.simulate(''bonus'', ''alice'', business_table => ''shop.bonus'', business_key => ''1'') s') ~ '900000|lena' AS leaks;
SELECT public.regress_try('SELECT string_agg(s::text, '' '') FROM wf.simulate(''raise'', ''alice'', ''{"guess": 1}'', business_table => ''shop.salary'', business_key => ''1'') s')
     = public.regress_try('SELECT string_agg(s::text, '' '') FROM wf.simulate(''raise'', ''alice'', ''{"guess": 1}'', business_table => ''shop.salary'', business_key => ''3'') s') AS "as one that is not there";
-- A version of one''s own compares the ways of real instances.
SELECT wf.deploy('{"key": "bonus", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "a", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "a", "when": "doc.amount > 500000"}, {"from": "g", "to": "e", "default": true}, {"from": "a", "to": "e"}]}', activate => false) AS version;
SELECT count(*) AS differences FROM wf.compare_routes('bonus');
\c - regress_wf_mallory
SET client_min_messages = error;
SELECT node FROM wf.simulate('raise', 'bob', '{"guess": 1}', business_table => 'shop.salary', business_key => '1') WHERE node IN ('rich', 'poor');
SELECT node FROM wf.simulate('raise', 'bob', '{"guess": 1}', business_table => 'shop.salary', business_key => '2') WHERE node IN ('rich', 'poor');
-- A policy runs with the rights of whoever names the row. Nothing of it is left for COMMIT, when the transaction may write again.
\c - :owner
SET client_min_messages = error;
CREATE TABLE shop.paper (id integer PRIMARY KEY);
CREATE TABLE shop.noted (way text, who text, actor text);
GRANT INSERT ON shop.noted TO PUBLIC;
GRANT SELECT ON shop.paper TO PUBLIC;
INSERT INTO shop.paper VALUES (1);
CREATE FUNCTION shop.note(way text) RETURNS void LANGUAGE sql AS $$ INSERT INTO shop.noted VALUES (way, current_user, wf.current_actor()) $$;
CREATE FUNCTION shop.policy() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _command text;
BEGIN
    FOREACH _command IN ARRAY ARRAY['SELECT shop.note(''at once'')', 'DECLARE held CURSOR WITH HOLD FOR SELECT shop.note(''by a cursor'')', 'SET ROLE wf_user', 'LISTEN regress', 'CREATE TEMP TABLE kept ()'] LOOP
        BEGIN
            EXECUTE _command;
            RAISE WARNING '% is done', _command;
        EXCEPTION WHEN insufficient_privilege OR read_only_sql_transaction THEN
            NULL;
        END;
    END LOOP;
    RETURN true;
END $$;
ALTER TABLE shop.paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY paper ON shop.paper USING (shop.policy());
\c - regress_wf_mallory
SET client_min_messages = warning;
SELECT public.regress_try('SELECT wf.start(''leave'', ''{"days": 1}'', business_table => ''shop.paper'', business_key => ''1'') > 0');
SELECT count(*) > 0 AS simulated FROM wf.simulate('leave', 'bob', '{"days": 1}', business_table => 'shop.paper', business_key => '1');
-- The same in a command that she has queued, and the scheduler runs: as her, in a session that may do anything.
SELECT wf.enqueue('[{"command": "start", "definition": "leave", "data": {"days": 2}, "business_table": "shop.paper", "business_key": "1"}]') > 0 AS queued;
\c - :owner
SET client_min_messages = warning;
SELECT wf.run_due_jobs();
SELECT count(*) AS started FROM wf.instance WHERE business_table = 'shop.paper';
SELECT * FROM shop.noted;
SET client_min_messages = error;
\c - :owner
SET client_min_messages = error;
SELECT wf.unbind('shop.bonus');
DROP SCHEMA shop CASCADE;
DROP FUNCTION public.regress_try;
DROP OWNED BY regress_wf_mallory, regress_wf_designer;
DROP ROLE regress_wf_mallory, regress_wf_designer;
