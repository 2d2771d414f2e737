-- wf.enqueue: commands that wf.run_due_jobs runs later.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
-- Queued.
SELECT wf.enqueue('[{"command": "comment", "instance_id": 1, "comment": "from the queue"}, {"command": "approve", "task_id": 1000001}]', actor => 'lena') AS job \gset
SELECT kind, actor, instance_id, definition_key, node, due_at <= now() AS due, error FROM wf.jobs;
SELECT count(*) AS open FROM wf.todo;
SELECT wf.run_due_jobs();
SELECT seq, action, actor, comment FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT count(*) AS jobs FROM wf.jobs;
-- Delayed.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS instance \gset
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'terminate', 'instance_id', :instance)), now() + interval '7 days', actor => 'root') AS job \gset
SELECT wf.run_due_jobs();
SELECT wf.run_due_jobs(at => now() + interval '8 days');
SELECT status FROM wf.instance_list WHERE instance_id = :instance;
-- Refused: all or none, the reason is shown, and it is tried again later.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS instance \gset
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'comment', 'instance_id', :instance, 'comment', 'lost'),
                                    jsonb_build_object('command', 'terminate', 'instance_id', :instance)), actor => 'alice') AS job \gset
SELECT wf.run_due_jobs();
SELECT error, attempts, retry_at - now() < interval '2 minutes' AS soon FROM wf.jobs;
SELECT wf.run_due_jobs();
SELECT count(*) AS entries FROM wf.history WHERE instance_id = :instance;
UPDATE wf.role_member SET person_id = 'alice' WHERE role_id = 'admin';
SELECT wf.run_due_jobs(at => now() + interval '1 hour');
SELECT status FROM wf.instance_list WHERE instance_id = :instance;
-- Names are looked at when it is queued.
\set VERBOSITY sqlstate
SELECT wf.enqueue('[{"command": "aprove", "task_id": 1}]', actor => 'lena');
SELECT wf.enqueue('[{"command": "approve", "task_id": 1}]', actor => 'system');
-- So is who may act for whom.
UPDATE wf.role_member SET person_id = 'root' WHERE role_id = 'admin';
SET client_min_messages = warning;
DROP ROLE IF EXISTS regress_wf_queue;
RESET client_min_messages;
CREATE ROLE regress_wf_queue LOGIN;
GRANT wf_user TO regress_wf_queue;
UPDATE wf.person SET db_role = 'regress_wf_queue' WHERE person_id = 'lena';
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS instance \gset
SET SESSION AUTHORIZATION regress_wf_queue;
SELECT wf.enqueue('[{"command": "terminate", "instance_id": 1}]', actor => 'root');
SELECT wf.enqueue('[{"command": "terminate", "instance_id": 1, "actor": "root"}]');
-- What a person may not do now, they may not do later: the role that runs the queue lends them nothing.
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'terminate', 'instance_id', :instance))) IS NOT NULL AS queued;
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :instance * 1000000 + 1))) IS NOT NULL AS queued;
SELECT kind, actor FROM wf.jobs;
RESET SESSION AUTHORIZATION;
\set VERBOSITY default
SELECT wf.run_due_jobs();
SELECT actor, error FROM wf.jobs;
SELECT seq, action, actor FROM wf.history WHERE instance_id = :instance ORDER BY seq;
-- Names mean what they meant when it was queued.
CREATE SCHEMA theirs;
CREATE TABLE theirs.request (id integer PRIMARY KEY);
INSERT INTO theirs.request VALUES (7);
SET search_path = theirs, public;
SELECT wf.enqueue('[{"command": "start", "definition": "leave", "data": {"days": 1}, "business_table": "request", "business_key": "7"}]', actor => 'alice') IS NOT NULL AS queued;
RESET search_path;
SELECT wf.run_due_jobs();
SELECT business_table FROM wf.instance_list WHERE business_key = '7';
SHOW search_path;
DROP SCHEMA theirs CASCADE;
SELECT current_user = session_user AS rights_given_back, current_setting('lock_timeout') AS lock_timeout;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP OWNED BY regress_wf_queue;
DROP ROLE regress_wf_queue;
