-- Notifications as rows of wf.outbox, in the command's own transaction, as wf_engine.notify asks for them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- Without the setting: nothing.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT count(*) AS rows FROM wf.outbox;

-- S002-32: each new handler, also after a transfer; of a group all its members. S001-112, 110, 111: the end, copies, a rejection.
SET wf_engine.notify = 'todo, copy, rejected, end';
SELECT wf.set_notification_template('todo', '{title} waits for you', '{initiator} asks for {days} days{nothing}: {reason} {', 'leave');
SELECT wf.set_notification_template('end', '{title}: {status}', 'Decided by {actor}');
SELECT wf.start('leave', '{"days": 2, "reason": "see {days}"}', actor => 'alice');
SELECT wf.transfer(2000001, 'frank', actor => 'lena') > 0 AS transferred;
SELECT wf.approve(2000001, actor => 'frank') > 0 AS approved;
SELECT wf.start('leave', '{"days": 3}', actor => 'alice');
SELECT wf.reject(3000001, 'not now', actor => 'lena') > 0 AS rejected;
SELECT recipient, kind, payload FROM wf.outbox ORDER BY outbox_id;

-- Nobody is told what they have done themselves.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT wf.withdraw(4, actor => 'alice') > 0 AS withdrawn;
SELECT recipient, kind, idempotency_key FROM wf.outbox WHERE payload ->> 'instance_id' = '4';
-- A group: all its members, for one task.
SELECT pg_temp.deploy('board', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT wf.start('board', actor => 'alice');
SELECT recipient, kind, payload -> 'task_id' AS task FROM wf.outbox WHERE payload ->> 'instance_id' = '5' ORDER BY recipient COLLATE "C";
-- Nothing of a command that is rolled back.
BEGIN;
SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
ROLLBACK;
SELECT count(*) AS rows FROM wf.outbox WHERE payload ->> 'instance_id' = '6';
\set VERBOSITY terse
SELECT wf.set_notification_template('carrier pigeon', 'a', 'b');
SELECT wf.set_notification_template('end', NULL, NULL);
SELECT count(*) AS templates FROM wf.notification_template;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
