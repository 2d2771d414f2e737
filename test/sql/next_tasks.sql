-- What comes next after a verb: the open tasks of an instance, for those who may see it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT task_id % 1000000 AS task, node, node_name, round, assignee, candidates, due_at, claimed_at, on_behalf_of FROM wf.next_tasks(:i);
-- In the statement after the verb, and named.
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena') AS version;
SET wf_engine.language = 'zh';
SELECT task_id % 1000000 AS task, node_name, assignee FROM wf.next_tasks(instance_id => :i, tenant_id => 0);
RESET wf_engine.language;
-- In one transaction with it.
BEGIN;
SELECT wf.approve(:i * 1000000 + 2, actor => 'frank') AS version;
SELECT assignee FROM wf.next_tasks(:i);
SELECT wf.approve(:i * 1000000 + 3, actor => 'grace') AS version;
SELECT node, assignee FROM wf.next_tasks(:i) ORDER BY assignee COLLATE "C";
ROLLBACK;
-- They are those that wf.todo has.
SELECT count(*) AS open, count(*) FILTER (WHERE n = (SELECT t FROM (SELECT t.task_id, t.node, t.node_name, t.round, t.assignee, t.candidates, t.created_at, t.due_at,
        t.claimed_at, t.on_behalf_of FROM wf.todo t WHERE t.task_id = n.task_id) AS t)) AS same
FROM wf.next_tasks(:i) AS n;
-- Nothing is left to do.
SELECT wf.terminate(:i, 'over', actor => 'root') > 0 AS ended;
SELECT * FROM wf.next_tasks(:i);
SELECT * FROM wf.next_tasks(99);
SELECT * FROM wf.next_tasks(NULL);

-- For whoever may see the instance, whoever has to act: alice, who started it; bob may not.
SET client_min_messages = error;
DROP ROLE IF EXISTS regress_wf_alice, regress_wf_bob;
CREATE ROLE regress_wf_alice LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_bob LOGIN IN ROLE wf_user;
RESET client_min_messages;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('alice', 'bob');
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS j \gset
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT node, assignee FROM wf.next_tasks(:j);
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT node, assignee FROM wf.next_tasks(:j);
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_alice, regress_wf_bob;
