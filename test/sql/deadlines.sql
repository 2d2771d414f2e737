-- due, on_timeout, remind: by wf.run_due_jobs.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- sign -> hr -> e; by the clock, where that is the policy, sign -> late -> e.
SELECT wf.deploy(jsonb_build_object('key', key, 'nodes', '[{"id": "s", "type": "start"}, {"id": "e", "type": "end"},
            {"id": "hr", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}]}]'::jsonb
        || (jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', 'all', 'due', 'PT24H', 'approvers', '[{"by": "users", "users": ["alice", "bob"]}]'::jsonb) || policy)
        || CASE key WHEN 'flow' THEN '[{"id": "late", "type": "approval", "approvers": [{"by": "users", "users": ["dan"]}]}]'::jsonb ELSE '[]' END,
    'flows', '[{"from": "s", "to": "sign"}, {"from": "sign", "to": "hr"}, {"from": "hr", "to": "e"}]'::jsonb
        || CASE key WHEN 'flow' THEN '[{"id": "overdue", "from": "sign", "to": "late"}, {"from": "late", "to": "e"}]'::jsonb ELSE '[]' END),
    allow_unsound => true) AS version
FROM (VALUES ('nothing', '{}'::jsonb), ('approve', '{"on_timeout": "approve"}'), ('reject', '{"on_timeout": "reject"}'), ('cancel', '{"on_timeout": "cancel"}'),
    ('superior', '{"on_timeout": "superior"}'), ('flow', '{"on_timeout": {"flow": "overdue"}}')) p (key, policy);
SELECT key, wf.start(key, actor => 'carol') FROM unnest(ARRAY['nothing', 'approve', 'reject', 'cancel', 'superior', 'flow']) key;
SELECT instance_id, count(*) AS tasks, bool_and(due_at - created_at = interval '24 hours') AS due FROM wf.todo GROUP BY 1 ORDER BY 1;
SELECT instance_id, node, kind, topic FROM wf.jobs ORDER BY 1;
SELECT wf.run_due_jobs(now() + interval '23 hours');
SELECT wf.approve(5000002, actor => 'bob');
SELECT wf.run_due_jobs(now() + interval '25 hours');
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 6) i;
SELECT i, s.* FROM generate_series(1, 6) i, pg_temp.story(i) s WHERE seq > 1;
-- What is overdue stays so in the lists.
SELECT task_id, due_at < now() + interval '25 hours' AS overdue FROM wf.todo WHERE instance_id IN (1, 5) ORDER BY 1;
SELECT count(*) AS jobs FROM wf.jobs;
-- Too late for the holder, too, where the time has decided.
SELECT pg_temp.refused($$SELECT wf.approve(2000001, actor => 'alice')$$);
SELECT wf.approve(5000001, actor => 'lena');
SELECT pg_temp.tasks(5);

-- Done in time: nothing is due any more.
SELECT wf.start('reject', actor => 'carol');
SELECT wf.approve(7000001, actor => 'alice');
SELECT wf.approve(7000002, actor => 'bob');
SELECT wf.run_due_jobs(now() + interval '48 hours'), pg_temp.tasks(7);
-- Nor is the way for those who are late taken.
SELECT wf.start('flow', actor => 'carol') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'alice'), wf.approve(:i * 1000000 + 2, actor => 'bob');
SELECT node, assignee FROM wf.todo WHERE instance_id = :i;
SELECT wf.terminate(:i, actor => 'root');

-- Reminders: after, every, at most; those whose turn it is, a group's members.
SELECT pg_temp.deploy('remind', '{"approvers": [{"by": "users", "users": ["alice", "bob"]}], "mode": "sequential", "remind": {"after": "PT24H", "every": "PT4H", "max": 3}}');
SELECT pg_temp.deploy('once', '{"approvers": [{"by": "role", "role": "board"}], "remind": {"after": "PT24H"}}');
SELECT wf.start('remind', actor => 'carol') AS r, wf.start('once', actor => 'lena') AS g \gset
SELECT wf.run_due_jobs(now() + interval '23 hours'), (SELECT count(*) FROM wf.outbox) AS notes;
SELECT wf.run_due_jobs(now() + interval '24 hours 1 minute');
SELECT recipient, kind, channel, payload, idempotency_key FROM wf.outbox ORDER BY outbox_id;
SELECT wf.approve(:r * 1000000 + 1, actor => 'alice');
SELECT wf.run_due_jobs(now() + interval '29 hours'), wf.run_due_jobs(now() + interval '33 hours'), wf.run_due_jobs(now() + interval '60 hours');
SELECT recipient, payload ->> 'instance_id' AS instance, idempotency_key FROM wf.outbox ORDER BY outbox_id;
SELECT * FROM pg_temp.story(:r);
-- Outside the database nobody is told what has not happened.
BEGIN;
SELECT wf.start('once', actor => 'lena') AS i \gset
SELECT wf.run_due_jobs(now() + interval '60 hours');
SELECT count(*) FROM wf.outbox WHERE payload ->> 'instance_id' = :'i';
ROLLBACK;
SELECT count(*) AS notes FROM wf.outbox;
SELECT has_table_privilege('wf_user', 'wf.outbox', 'select') AS user, has_table_privilege('wf_app', 'wf.outbox', 'select') AS app, has_table_privilege('wf_admin', 'wf.outbox', 'insert') AS writes;
SELECT pg_temp.unsound();
-- wf.verify looks at them.
UPDATE wf.task SET due_at = due_at + interval '1 second', on_behalf_of = 'eve' WHERE task_id = 1000001;
SELECT subject, regexp_replace(expected, '\d{4}-[-0-9T:.]*', '<time>', 'g') AS expected, regexp_replace(found, '\d{4}-[-0-9T:.]*', '<time>', 'g') AS found FROM wf.verify(1);
