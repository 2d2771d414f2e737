-- wf.timeline: an instance as people tell it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set QUIET on
CREATE FUNCTION pg_temp.told(instance bigint) RETURNS TABLE (number integer, seq bigint, what text, who text, to_whom text[], node text, target text, comment text) LANGUAGE sql AS $$
    SELECT number, seq, what, concat(actor_name, ' for ' || on_behalf_of_name), receiver_names, node_name, target_name, comment
    FROM wf.timeline WHERE instance_id = instance ORDER BY number
$$;
\set QUIET off
\set ECHO all

SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.comment(:i, 'It is urgent', actor => 'alice');
SELECT wf.transfer(:i * 1000000 + 1, 'frank', comment => 'ask Frank', actor => 'lena');
SELECT wf.approve(:i * 1000000 + 1, comment => 'fine', actor => 'frank');
SELECT wf.add_signer(:i * 1000000 + 2, ARRAY['heidi'], place => 'before', actor => 'grace');
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo WHERE instance_id = :i;
SELECT wf.approve(task_id, comment => 'go', actor => assignee) FROM wf.todo WHERE instance_id = :i;
SELECT wf.send_back(min(task_id), comment => 'too long', actor => 'carol') FROM wf.todo WHERE instance_id = :i AND assignee = 'carol';
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo WHERE instance_id = :i;
SELECT wf.approve(task_id, comment => 'well then', actor => assignee) FROM (SELECT task_id, assignee FROM wf.todo WHERE instance_id = :i ORDER BY task_id LIMIT 2) t;
SELECT * FROM pg_temp.told(:i);
SET wf_engine.language = 'zh-CN';
SELECT number, kind, what, node_name, status FROM wf.timeline WHERE instance_id = :i ORDER BY number;
RESET wf_engine.language;
-- Each task has waited since it was opened: what nobody had to act on has not.
SELECT kind, waited >= interval '0' AS waited FROM wf.timeline WHERE instance_id = :i ORDER BY number;

-- The ways to end, and what the engine does by itself.
SELECT pg_temp.deploy('timed', '{"approvers": [{"by": "users", "users": ["alice"]}], "due": "P1D", "on_timeout": "superior", "remind": {"after": "PT1H"}}');
SELECT pg_temp.deploy('lost', '{"approvers": [{"by": "role", "role": "nobody"}]}');
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS rejected, wf.start('leave', '{"days": 1}', actor => 'alice') AS withdrawn,
       wf.start('timed', actor => 'carol') AS timed, wf.start('lost', actor => 'carol') AS lost \gset
SELECT wf.reject(:rejected * 1000000 + 1, comment => 'no', actor => 'lena');
SELECT wf.withdraw(:withdrawn, comment => 'never mind', actor => 'alice');
SELECT wf.run_due_jobs(at => now() + interval '2 hours') > 0 AS ran;
SELECT wf.run_due_jobs(at => now() + interval '2 days') > 0 AS ran;
UPDATE wf.person SET active = false WHERE person_id = 'lena';
SELECT * FROM pg_temp.told(:rejected);
SELECT * FROM pg_temp.told(:withdrawn);
SELECT * FROM pg_temp.told(:timed);
-- By the real clock, whatever moment was tried out.
SELECT kind, waited < interval '5 minutes' AS waited FROM wf.timeline WHERE instance_id = :timed AND actor = 'system' ORDER BY number;
SELECT * FROM pg_temp.told(:lost);
SET wf_engine.language = 'zh';
SELECT actor_name, what FROM wf.timeline WHERE instance_id = :lost AND actor = 'system';
RESET wf_engine.language;

-- For whoever may see the instance, and for nobody else.
SET client_min_messages = warning;
CREATE ROLE regress_wf_eve LOGIN;
GRANT wf_user TO regress_wf_eve;
UPDATE wf.person SET db_role = 'regress_wf_eve' WHERE person_id = 'bob';
SET SESSION AUTHORIZATION regress_wf_eve;
SELECT count(*) FROM wf.timeline;
SELECT count(*) FROM wf._timeline(0, 1);
SELECT wf._form_after(0, 1, 1) AS form;
RESET SESSION AUTHORIZATION;
SELECT wf.copy(:rejected, ARRAY['bob'], actor => 'alice');
SET SESSION AUTHORIZATION regress_wf_eve;
SELECT instance_id = :rejected AS the_copied_one, count(*) FROM wf.timeline GROUP BY 1;
SELECT data FROM wf.history WHERE instance_id = :rejected AND seq = 1;
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wf_eve;
DROP ROLE regress_wf_eve;
