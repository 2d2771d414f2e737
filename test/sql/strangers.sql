-- What somebody is told who tries every verb on an instance that is nothing of theirs: that they may not, and nothing of how it stands,
-- who started it or who has it. The verbs are found in the catalog.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE TABLE public.regress_order (id integer PRIMARY KEY);
INSERT INTO public.regress_order VALUES (1);
SELECT wf.deploy('{"key": "pay", "nodes": [{"id": "start", "type": "start"}, {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}');
SELECT wf.bind('public.regress_order', 'pay');
CREATE TABLE public.regress_instance (state text, instance_id bigint);
INSERT INTO public.regress_instance VALUES ('running', wf.start('pay', actor => 'bob')), ('draft', wf.start('pay', as_draft => true, actor => 'bob')),
    ('suspended', wf.start('pay', actor => 'bob')), ('returned', wf.start('pay', actor => 'bob')), ('completed', wf.start('pay', actor => 'bob')),
    ('undone', wf.start('pay', actor => 'bob')), ('withdrawn', wf.start('pay', actor => 'bob')),
    ('without its row', wf.start('pay', business_table => 'public.regress_order', business_key => '1', actor => 'bob'));
SELECT state, CASE state WHEN 'suspended' THEN wf.suspend(instance_id, actor => 'root') WHEN 'returned' THEN wf.send_back(instance_id * 1000000 + 1, actor => 'lena')
    WHEN 'completed' THEN wf.approve(instance_id * 1000000 + 1, actor => 'lena') WHEN 'undone' THEN wf.approve(instance_id * 1000000 + 1, actor => 'lena')
    WHEN 'withdrawn' THEN wf.withdraw(instance_id, actor => 'bob') END IS NOT NULL AS done
FROM public.regress_instance WHERE state NOT IN ('running', 'draft', 'without its row');
SELECT wf.undo(instance_id, actor => 'lena') IS NOT NULL AS undone FROM public.regress_instance WHERE state = 'undone';
SET session_replication_role = replica;
DELETE FROM public.regress_order;
RESET session_replication_role;

CREATE FUNCTION pg_temp.told(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _detail text;
BEGIN
    EXECUTE call;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(' ', SQLSTATE, SQLERRM, _detail);
END
$$;
-- Carol has nothing to do with them. Each verb with and without a version that is not the right one, on tasks that were and that never were.
CREATE TEMP TABLE asked AS
SELECT p.proname::text AS verb, i.state, pg_temp.told(format('SELECT wf.%I(%s => %s%s, actor => ''carol''%s)', p.proname, p.proargnames[1],
        CASE p.proargnames[1] WHEN 'task_id' THEN i.instance_id * 1000000 + task ELSE i.instance_id END,
        (SELECT string_agg(format(', %I => %s', a.name, CASE a.name WHEN 'node' THEN '''check''' WHEN 'granted' THEN 'true' WHEN 'to_person' THEN '''eve''' WHEN 'person' THEN '''lena'''
                     WHEN 'people' THEN 'ARRAY[''eve'']' WHEN 'signers' THEN 'ARRAY[''eve'']' WHEN 'comment' THEN '''why''' WHEN 'seq' THEN '1' ELSE '''{}''' END), '' ORDER BY a.place)
         FROM unnest(p.proargnames[1:p.pronargs]) WITH ORDINALITY AS a (name, place) WHERE a.place > 1 AND (a.place <= p.pronargs - p.pronargdefaults OR a.name IN ('comment', 'data'))),
        CASE WHEN version THEN ', expected_version => 77' END)) AS told
FROM pg_proc p, public.regress_instance i, (VALUES (1), (2), (9)) AS t (task), (VALUES (false), (true)) AS v (version)
WHERE p.pronamespace = 'wf'::regnamespace AND p.proargnames[1] IN ('instance_id', 'task_id') AND 'expected_version' = ANY (p.proargnames) AND (p.proargnames[1] = 'task_id' OR task = 1);
SELECT count(DISTINCT verb) > 30 AS verbs, count(DISTINCT state) AS states FROM asked;
SELECT DISTINCT verb, state, told FROM asked WHERE told !~ '^WF3' OR told ~ 'bob|lena|root' OR regexp_replace(told, '\d{6,}', '') ~ 'status|ended|completed|suspended|version|regress_order'
ORDER BY verb, state, told;
SELECT verb, state, told FROM asked WHERE verb IN (SELECT verb FROM asked GROUP BY verb HAVING count(DISTINCT regexp_replace(told, '\d{6,}', '', 'g')) > 1) ORDER BY verb, state, told;
-- Who takes part is told.
\set VERBOSITY terse
SELECT wf.undo(instance_id, actor => 'bob') FROM public.regress_instance WHERE state = 'running';
SELECT wf.approve(instance_id * 1000000 + 1, actor => 'lena') FROM public.regress_instance WHERE state = 'completed';
SELECT wf.approve(instance_id * 1000000 + 1, actor => 'bob') FROM public.regress_instance WHERE state = 'running';
SELECT sqlstate, message FROM wf.approve_many(ARRAY(SELECT instance_id * 1000000 + 1 FROM public.regress_instance WHERE state IN ('completed', 'running')), actor => 'carol');
-- A worker is let in by its role.
SELECT wf.complete_job(instance_id * 1000000 + 1, actor => 'carol') FROM public.regress_instance WHERE state = 'completed';

-- ---- A list shows what the views show ----
SELECT wf.grant_definition('pay', 'person:carol');
CREATE ROLE regress_wf_carol LOGIN;
GRANT wf_user TO regress_wf_carol;
UPDATE wf.person SET db_role = 'regress_wf_carol' WHERE person_id = 'carol';
SELECT wf.start('pay', title => 'her own', actor => 'carol') IS NOT NULL AS started, wf.start('leave', '{"days": 1}', title => 'of others', actor => 'bob') IS NOT NULL AS other,
    wf.start('leave', '{"days": 1}', title => 'her leave', actor => 'carol') IS NOT NULL AS leave;
SET SESSION AUTHORIZATION regress_wf_carol;
SELECT array_agg(instance_id ORDER BY instance_id DESC) = (SELECT array_agg(instance_id) FROM wf.list('all')) AS same, count(*) AS instances, wf.list_count('all') AS counted FROM wf.instance_list;
SELECT count(*) AS related FROM wf.list('related');
SELECT instance_id FROM wf.list('all', page_size => 3);
SELECT instance_id FROM wf.list('all', page_size => 3, after => (SELECT min(cursor::bigint)::text FROM wf.list('all', page_size => 3)));
SELECT count(*) AS of_others FROM wf.list('all') WHERE title = 'of others';
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_carol;
SELECT wf.unbind('public.regress_order') IS NOT NULL AS unbound;
DROP TABLE public.regress_order, public.regress_instance;
