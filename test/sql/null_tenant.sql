-- A null tenant_id is the session's cell, for every function that has the parameter. The functions are found in the catalog; each is called
-- for cell 7 by its number, then with null in a session of cell 7, and for another cell, which says something else.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set ECHO all

CREATE TABLE public.regress_order (id integer PRIMARY KEY);
INSERT INTO public.regress_order VALUES (1);
SET wf_engine.tenant = 7;
SELECT wf.load_directory('{"persons": [{"id": "alice", "manager": "boss", "department": "dev"}, {"id": "boss", "manager": "ghost"}], "departments": [{"id": "dev"}], "roles": [{"id": "admin", "members": ["boss"]}]}') IS NOT NULL AS loaded;
\set pay '{"key": "pay", "nodes": [{"id": "s", "type": "start"}, {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["boss"]}]}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "check"}, {"from": "check", "to": "e"}]}'
SELECT wf.deploy(:'pay');
SELECT wf.bind('public.regress_order', 'pay');
CREATE FUNCTION public.regress_function(form jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS 'SELECT form';
SELECT wf.register_function('named', 'public.regress_function(jsonb)');
SELECT wf.grant_definition('pay', 'person:alice');
SELECT wf.grant_department('dev', 'person:alice');
SELECT wf.grant_app('pg_monitor', ARRAY['pay']);
SELECT wf.start('pay', business_table => 'public.regress_order', business_key => '1', actor => 'alice') AS i \gset
RESET wf_engine.tenant;

-- What a call answers; what it does is taken back.
CREATE FUNCTION pg_temp.answer(cell bigint, call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    PERFORM set_config('wf_engine.tenant', cell::text, true);
    EXECUTE format('SELECT string_agg(r::text, E''\n'') FROM %s AS r', call) INTO _answer;
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = 'answered ' || coalesce(_answer, 'nothing');
EXCEPTION WHEN OTHERS THEN
    RETURN concat_ws(' ', SQLSTATE, SQLERRM);
END
$$;
CREATE TEMP TABLE parameter AS
SELECT p.oid, p.proname::text AS function, p.prorettype = 'bigint'::regtype AND p.provolatile = 'v' AS gives_id, a.place,
    format('%I => %s', a.name, CASE a.name WHEN 'tenant_id' THEN '%s'
        WHEN 'definition' THEN CASE a.type WHEN 'jsonb' THEN quote_literal(:'pay') ELSE '''pay''' END
        WHEN 'instance_id' THEN :'i' WHEN 'task_id' THEN :'i' || '000001' WHEN 'job_id' THEN '1' WHEN 'instance_ids' THEN format('''{%s}''', :'i')
        WHEN 'task_ids' THEN format('''{%s000001}''', :'i')
        WHEN 'actor' THEN '''boss''' WHEN 'person' THEN '''boss''' WHEN 'kind' THEN '''todo''' WHEN 'directory' THEN '''{"persons": [{"id": "boss"}]}''' WHEN 'commands' THEN format('''[{"command": "approve", "task_id": %s000001}]''', :'i') WHEN 'initiator' THEN '''alice''' WHEN 'scope' THEN '''all''' WHEN 'grantee' THEN '''person:alice''' WHEN 'department' THEN '''dev'''
        WHEN 'directory_table' THEN '''person''' WHEN 'business_table' THEN '''public.regress_order''' WHEN 'source' THEN '''public.regress_order'''
        WHEN 'db_role' THEN '''pg_monitor''' WHEN 'function' THEN '''public.regress_function(jsonb)''' WHEN 'name' THEN '''named''' WHEN 'node' THEN '''check'''
        ELSE CASE a.type WHEN 'jsonb' THEN '''{}''' WHEN 'text' THEN '''alice''' WHEN 'text[]' THEN '''{alice}''' WHEN 'boolean' THEN 'true'
            WHEN 'timestamp with time zone' THEN 'now()' WHEN 'date' THEN '''2026-11-30''' WHEN 'interval' THEN '''1 day''' ELSE '1' END END) AS argument
FROM pg_proc p, LATERAL (SELECT place, name, format_type(p.proargtypes[place - 1], NULL) FROM unnest(p.proargnames[:p.pronargs]) WITH ORDINALITY AS n (name, place)) AS a (place, name, type)
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname NOT LIKE '\_%' AND 'tenant_id' = ANY (p.proargnames[:p.pronargs]) AND p.proname NOT IN ('run_due_jobs', 'run_jobs')
    AND (a.name = 'tenant_id' OR a.place <= p.pronargs - p.pronargdefaults OR a.name IN ('actor', 'initiator', 'instance_id', 'person', 'scope'));
CREATE TEMP TABLE answer AS
SELECT p.function, pg_temp.answer(0, format(call, 7)) AS named, pg_temp.answer(7, format(call, 'NULL')) AS of_session, pg_temp.answer(7, format(call, 8)) AS elsewhere, p.gives_id
FROM (SELECT f.function, f.gives_id, format('wf.%I(%s)', f.function, string_agg(f.argument, ', ' ORDER BY f.place)) AS call
      FROM parameter f GROUP BY f.oid, f.function, f.gives_id) AS p;
-- Each try gives new ids, and a new client another key.
UPDATE answer SET named = regexp_replace(named, '-.*', ''), of_session = regexp_replace(of_session, '-.*', ''), elsewhere = regexp_replace(elsewhere, '-.*', '') WHERE function = 'create_client';
UPDATE answer SET named = regexp_replace(named, '\d+', '', 'g'), of_session = regexp_replace(of_session, '\d+', '', 'g'), elsewhere = regexp_replace(elsewhere, '\d+', '', 'g') WHERE gives_id;
SELECT count(DISTINCT function) > 90 AS functions FROM answer;
SELECT function, named, of_session FROM answer WHERE of_session <> named ORDER BY function COLLATE "C";
-- Of these it says only that null is not refused: another cell answers the same.
SELECT string_agg(function, ' ' ORDER BY function COLLATE "C") AS functions FROM answer WHERE elsewhere = named;
SELECT wf.unbind('public.regress_order', tenant_id => 7) AS unbound;
DROP TABLE public.regress_order;
DROP FUNCTION public.regress_function(jsonb);
