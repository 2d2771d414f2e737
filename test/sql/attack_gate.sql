-- One gate: a role that wf.grant_app has limited, strangers to a cell, who sends messages, who appoints, request ids.
-- Who sees what: readers.sql. Functions are found in the catalog: one that is new and not asked here is shown by its name.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
CREATE ROLE regress_wf_lena LOGIN;
CREATE ROLE regress_wf_app LOGIN;
CREATE ROLE regress_wf_designer LOGIN;
CREATE ROLE regress_wf_reader LOGIN;
CREATE ROLE regress_wf_stranger LOGIN;
GRANT wf_user TO regress_wf_mallory, regress_wf_lena, regress_wf_stranger;
GRANT wf_app, wf_designer TO regress_wf_app;
GRANT wf_designer TO regress_wf_designer;
GRANT wf_reader TO regress_wf_reader;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
SELECT wf.deploy('{"key": "pay", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "secret", "type": "text"}]},
    "decisions": [{"name": "level", "hit_policy": "unique", "inputs": [{"expression": "amount"}], "outputs": [{"name": "secret"}], "rules": [{"when": ["-"], "then": ["\"secret\""]}]}],
    "nodes": [{"id": "start", "type": "start", "fields": {"secret": "hidden"}}, {"id": "lead", "type": "approval", "name": "secret node", "approvers": [{"by": "reporting_line", "level": 1}]},
              {"id": "g", "type": "exclusive"}, {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "g"}, {"from": "g", "to": "boss", "when": "secret != \"no\""}, {"from": "g", "to": "end", "default": true}, {"from": "boss", "to": "end"}]}') AS version;
SELECT wf.deploy('{"key": "ordered", "nodes": [{"id": "s", "type": "start", "trigger": "message", "message": "go"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
SELECT wf.deploy('{"key": "transfer", "nodes": [{"id": "s", "type": "start"}, {"id": "w", "type": "service", "topic": "bank"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "w"}, {"from": "w", "to": "e"}]}') AS version;
SELECT wf.start('transfer', actor => 'bob') IS NOT NULL AS started;
SELECT wf.start('pay', '{"amount": 42}', title => 'the secret', actor => 'bob') AS pay, wf.start('pay', '{"amount": 43}', title => 'the secret', actor => 'alice') AS own, wf.start('leave', '{"days": 1}', actor => 'bob') AS leave \gset
SELECT wf.save_draft(:pay * 1000000 + 1, '{"secret": "the secret"}', actor => 'lena') IS NOT NULL AS saved;
SELECT wf.approve(:own * 1000000 + 1, data => '{"secret": "the secret"}', actor => 'lena') IS NOT NULL AS approved;
SELECT wf.start('pay', '{"amount": 44}', actor => 'bob') AS done \gset
SELECT wf.approve(:done * 1000000 + 1, data => '{"secret": "no"}', actor => 'lena') IS NOT NULL AS approved;
CREATE FUNCTION public.regress_try(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    EXECUTE command INTO _answer;
    RETURN _answer;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
-- A call of each function that is about an instance, a task or a definition, of "pay".
CREATE TABLE public.regress_call (name text, command text);
GRANT SELECT ON public.regress_call TO PUBLIC;
INSERT INTO public.regress_call
SELECT p.oid::regprocedure::text, format('SELECT string_agg(f::text, '' '') FROM wf.%I(%s) f', p.proname,
    (SELECT string_agg(format('%I => %s', a.name, CASE a.name
        WHEN 'instance_id' THEN (CASE WHEN p.proname = 'revoke' THEN :done ELSE :pay END)::text WHEN 'task_id' THEN (:pay * 1000000 + 1)::text WHEN 'job_id' THEN (:pay * 1000000 + 1)::text
        WHEN 'task_ids' THEN format('ARRAY[%s]', :pay * 1000000 + 1) WHEN 'tasks' THEN format('ARRAY[%s]', :pay * 1000000 + 1) WHEN 'key' THEN '''pay''' WHEN 'actor' THEN '''lena''' WHEN 'initiator' THEN '''bob''' WHEN 'person' THEN '''lena'''
        WHEN 'agent' THEN '''grace''' WHEN 'to_person' THEN '''eve''' WHEN 'valid_from' THEN 'now()' WHEN 'tenant_id' THEN '0' WHEN 'decision' THEN '''level''' WHEN 'node' THEN '''lead'''
        WHEN 'definition' THEN CASE WHEN a.type = 'jsonb'::regtype THEN '''{"key": "pay", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}''' ELSE '''pay''' END
        WHEN 'initiator' THEN '''bob''' WHEN 'source' THEN '''public.regress_call''' WHEN 'business_table' THEN '''public.regress_call''' WHEN 'instance_ids' THEN format('ARRAY[%s]', :pay)
        ELSE CASE a.type::regtype WHEN 'text'::regtype THEN '''x''' WHEN 'boolean'::regtype THEN 'true' WHEN 'timestamptz'::regtype THEN 'now()' WHEN 'bigint'::regtype THEN '1' WHEN 'integer'::regtype THEN '1'
            WHEN 'jsonb'::regtype THEN '''{}''' WHEN 'interval'::regtype THEN '''1 h''' WHEN 'text[]'::regtype THEN 'ARRAY[''eve'']' ELSE format('NULL::%s', a.type::regtype) END END), ', ' ORDER BY a.place)
     FROM unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) WITH ORDINALITY AS a (name, type, place)
     WHERE a.place <= p.pronargs - p.pronargdefaults OR a.name IN ('tenant_id', 'initiator') OR (a.name = 'definition' AND p.proname = 'feel_check') OR (a.name = 'actor' AND p.proname <> 'detail') OR (a.name IN ('instance_id') AND p.proname <> 'diagram') OR (p.proname = 'diagram' AND a.name = 'definition')))
FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.prokind = 'f' AND p.proname !~ '^_' AND p.prorettype <> 'trigger'::regtype
  AND p.proargnames && ARRAY['instance_id', 'task_id', 'task_ids', 'tasks', 'job_id', 'definition', 'key'];

-- ---- A limited application: nothing of a definition that it has not been granted ----
SELECT wf.grant_app('regress_wf_app', ARRAY['leave']);
\c - regress_wf_app
SET client_min_messages = error;
SELECT name, regexp_replace(public.regress_try(command), '"\w+ \w+ +\d+ [0-9:.]+ \d{4} \w+"', '<time>') AS answer FROM public.regress_call
WHERE public.regress_try(command) IS DISTINCT FROM 'WF313' AND public.regress_try(command) IS DISTINCT FROM '42501'
    AND name !~ '^wf[.]stat_'  -- they tell what the definitions that it may use have done
ORDER BY name COLLATE "C";
SELECT DISTINCT definition_key FROM wf.stat_nodes() ORDER BY 1;
SELECT task_id, sqlstate FROM wf.approve_many(ARRAY[:pay * 1000000 + 1], actor => 'lena');
SELECT wf.send_message('go', actor => 'alice');
SELECT wf.send_message('elsewhere', actor => 'alice', ttl => '0') AS "nobody's";
SELECT count(*) AS jobs FROM wf.fetch_jobs('bank', 'mallory');
SELECT count(*) AS moved FROM wf.delegation_preview('lena', 'grace', now(), NULL);
SELECT count(*) FILTER (WHERE definition_key <> 'leave') AS others FROM wf.instance_list;
\c - :owner
SET client_min_messages = error;
SELECT action FROM wf.history WHERE instance_id = :pay ORDER BY seq;
SELECT count(*) AS "job of another definition" FROM wf.fetch_jobs('bank', 'clerk');

-- ---- A reader: sees all of that, and has no verb ----
\c - regress_wf_reader
SET client_min_messages = error;
SELECT public.regress_try(command) = '42501' AS refused, string_agg(name, ' ' ORDER BY name COLLATE "C") AS functions FROM public.regress_call GROUP BY 1 ORDER BY 1;
SELECT count(*) > 0 AS list, (SELECT count(*) FROM wf.history) > 0 AS history, (SELECT count(*) FROM wf.outbox) AS outbox FROM wf.instance_list;
SELECT p.oid::regprocedure AS "can change something" FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.provolatile = 'v' AND has_function_privilege(p.oid, 'EXECUTE')
    AND p.proname <> ALL ('{_changes,anchor,check_anchor,verify_all}')  -- they look at what is committed by now, and write nothing
ORDER BY 1;

-- ---- A stranger to the cell: as if it were empty ----
\c - regress_wf_stranger
SET client_min_messages = error;
SELECT name, public.regress_try(command) AS answer FROM public.regress_call
WHERE coalesce(public.regress_try(command), '') !~ '^(|WF\d\d\d|42501)$' ORDER BY name COLLATE "C";
-- The same for who is somebody in another cell.
\c - regress_wf_mallory
SET client_min_messages = error;
SET wf_engine.tenant = 3;
SELECT (SELECT count(*) FROM wf.people) AS people, public.regress_try('SELECT count(*) FROM wf.form(''pay'')') AS form;
RESET wf_engine.tenant;
SELECT (SELECT count(*) FROM wf.people) > 0 AS people, (SELECT count(*) FROM wf.form('pay')) AS form, (SELECT count(*) FROM wf.person_at('bob', now())) AS person_at;

-- ---- Messages and signals: from programs, or from whom the definition names ----
SELECT wf.send_message('go');
SELECT wf.send_message('nobody waits for this');
SELECT wf.send_signal('go');
\c - :owner
SET client_min_messages = error;
SELECT wf.deploy('{"key": "ordered", "senders": ["role:board", "person:bob"], "nodes": [{"id": "s", "type": "start", "trigger": "message", "message": "go"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
SELECT code, path, message FROM wf.validate('{"key": "x", "senders": ["role:", "boss", 3], "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
\c - regress_wf_mallory
SELECT wf.send_message('go');
SELECT wf.send_message('gone');
\c - regress_wf_lena
SELECT wf.send_message('go');

-- ---- Who is which database role, and who administers: for wf_admin ----
\c - regress_wf_designer
SET client_min_messages = error;
SELECT wf.load_directory('{"persons": [{"id": "mole", "db_role": "regress_wf_designer"}], "roles": [{"id": "admin", "members": ["mole", "root"]}]}');
SELECT wf.load_directory('{"roles": [{"id": "admin"}]}');
SELECT wf.load_directory('{"persons": [{"id": "lena", "name": "Lena", "manager": "frank", "department": "dev", "position": "lead"}], "roles": [{"id": "admin", "members": ["root"]}]}') -> 'persons' AS persons;
-- Who acts for somebody votes for them.
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "lena", "from": "2026-01-01"}]}');
SELECT wf.mirror('role_member', 'public.regress_call', '{"role_id": "name", "person_id": "command"}');
SELECT wf.mirror('person', 'public.regress_call', '{"person_id": "name", "db_role": "command"}');
\c - :owner
SET client_min_messages = error;
SELECT person_id, db_role FROM wf.person WHERE db_role IS NOT NULL ORDER BY 1;
-- wf_admin does. Then a designer may load it again as it is; and what they say of themselves.
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "lena", "from": "2026-01-01"}]}') -> 'delegations' AS delegations;
SELECT wf.load_directory('{"persons": [{"id": "dora", "name": "Dora", "db_role": "regress_wf_designer"}]}') -> 'persons' AS persons;
\c - regress_wf_designer
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "lena", "from": "2026-01-01"}, {"person": "dora", "agent": "eve", "from": "2026-01-01", "until": "2026-02-01"}]}') -> 'delegations' AS delegations;
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "eve", "from": "2026-01-01"}]}');
\c - :owner
SET client_min_messages = error;

-- The role that administers is a setting; a role "admin" beside it is a role like any other. Only a superuser sets it.
SET wf_engine.administrators_role = 'hr';
SELECT public.regress_try(format('SELECT wf.terminate(%s, actor => ''root'')', :leave)) AS root, public.regress_try(format('SELECT wf.suspend(%s, actor => ''heidi'')', :leave)) ~ '^\d+$' AS heidi;
SELECT 'role:admin' = ANY (wf._groups(0, 'root')) AS root, 'role:admin' = ANY (wf._groups(0, 'heidi')) AS heidi;
SELECT code, id FROM wf.check_directory() WHERE code IN ('no_administrator', 'empty_role');
SET wf_engine.administrators_role = 'nobody';
SELECT severity, code, id, message, hint FROM wf.check_directory() WHERE code IN ('no_administrator', 'empty_role');
SELECT wf.deploy('{"key": "orphan", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "nobody"}]}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
SELECT what, person_id, result, detail FROM wf.simulate('orphan', 'bob') WHERE node = 'a';
RESET wf_engine.administrators_role;
SELECT what, person_id, result, detail FROM wf.simulate('orphan', 'bob') WHERE node = 'a';

-- ---- A request_id is its caller's own ----
SELECT wf.start('leave', '{"days": 1}', actor => 'bob', request_id => 'next') AS first \gset
SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => 'next') <> :first AS "her own";
SELECT wf.start('leave', '{"days": 1}', actor => 'bob', request_id => 'next') = :first AS again;

DROP TABLE public.regress_call;
DROP FUNCTION public.regress_try;
DROP OWNED BY regress_wf_mallory, regress_wf_lena, regress_wf_app, regress_wf_designer, regress_wf_reader, regress_wf_stranger;
DROP ROLE regress_wf_mallory, regress_wf_lena, regress_wf_app, regress_wf_designer, regress_wf_reader, regress_wf_stranger;
