-- wf.history: who gave what to whom, and where it led.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set QUIET on
CREATE FUNCTION pg_temp.whom(instance bigint) RETURNS TABLE (seq bigint, action text, actor text, receivers text[], node text, target_node text) LANGUAGE sql AS $$
    SELECT seq, action, actor, receivers, node, target_node FROM wf.history WHERE instance_id = instance ORDER BY seq
$$;
\set QUIET off
\set ECHO all

-- Given away, for good and for advice; signers added and removed; copies and reminders.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.transfer(:i * 1000000 + 1, 'frank', actor => 'lena');
SELECT wf.delegate(:i * 1000000 + 1, 'bob', actor => 'frank');
SELECT wf.resolve(:i * 1000000 + 1, actor => 'bob');
SELECT wf.add_signer(:i * 1000000 + 1, ARRAY['carol', 'dan'], place => 'before', actor => 'frank');
SELECT wf.remove_signer(:i * 1000000 + 1, 'dan', actor => 'frank');
SELECT wf.approve(:i * 1000000 + 2, actor => 'carol');
SELECT wf.copy(:i, ARRAY['eve', 'heidi'], actor => 'alice');
SELECT wf.remind(:i, actor => 'alice');
SELECT wf.approve(:i * 1000000 + 1, actor => 'frank');
SELECT * FROM pg_temp.whom(:i);

-- Sent back and handed in again, taken back, moved by an administrator, to the end.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.send_back(:i * 1000000 + 1, comment => 'why?', actor => 'lena');
SELECT wf.resubmit(:i, actor => 'alice');
SELECT wf.approve(:i * 1000000 + 3, actor => 'lena');
SELECT wf.recall(:i, 'lead', actor => 'lena');
SELECT wf.jump(:i, 'board', actor => 'root');
SELECT wf.approve(task_id, actor => assignee) FROM (SELECT task_id, assignee FROM wf.todo WHERE instance_id = :i ORDER BY task_id LIMIT 2) t;
SELECT * FROM pg_temp.whom(:i);

-- Of a group: claimed, released; who leaves; the superior after a timeout; a stand-in; the administrators.
SELECT pg_temp.deploy('grouped', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT pg_temp.deploy('timed', '{"approvers": [{"by": "users", "users": ["alice"]}], "due": "P1D", "on_timeout": "superior"}');
SELECT pg_temp.deploy('lost', '{"approvers": [{"by": "role", "role": "nobody"}]}');
SELECT wf.start('grouped', actor => 'bob') AS grouped, wf.start('timed', actor => 'carol') AS timed, wf.start('lost', actor => 'carol') AS lost \gset
SELECT wf.claim(:grouped * 1000000 + 1, actor => 'dan');
SELECT wf.release(:grouped * 1000000 + 1, actor => 'dan');
SELECT wf.claim(:grouped * 1000000 + 1, actor => 'dan');
UPDATE wf.person SET active = false WHERE person_id = 'dan';
SELECT * FROM pg_temp.whom(:grouped);
SELECT wf.run_due_jobs(at => now() + interval '2 days') > 0 AS ran;
UPDATE wf.person SET active = false WHERE person_id = 'lena';
SELECT * FROM pg_temp.whom(:timed);
SELECT * FROM pg_temp.whom(:lost);

-- The form after each entry costs one look at the log, whatever the order in which it is asked for.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
DO $$
DECLARE
    _instance bigint = (SELECT max(instance_id) FROM wf.instance);
BEGIN
    PERFORM wf.comment(_instance, 'x', actor => 'alice') FROM generate_series(1, 3);
    PERFORM wf.set_data(_instance, '{"days": 2}', actor => 'root');
    PERFORM wf.comment(_instance, 'x', actor => 'alice') FROM generate_series(1, 3);
END $$;
SELECT seq, data ->> 'days' AS days FROM wf.history WHERE instance_id = :i ORDER BY seq;
SELECT seq, data ->> 'days' AS days FROM wf.history WHERE instance_id = :i ORDER BY md5(seq::text);
SELECT h.seq, h.data ->> 'days' AS days FROM unnest(ARRAY[8, 2, 5, 4, 1]) WITH ORDINALITY n (seq, place), LATERAL (SELECT seq, data FROM wf.history WHERE instance_id = :i AND seq = n.seq OFFSET 0) h ORDER BY place;
SELECT bool_and(h.data = wf.data_at(h.instance_id, seq => h.seq)) AS same FROM wf.history h;
-- Of 500 comments each would read all those before it, 125,000 entries in all.
DO $$
DECLARE
    _instance bigint = (SELECT max(instance_id) FROM wf.instance);
BEGIN
    PERFORM wf.comment(_instance, 'x', actor => 'alice') FROM generate_series(1, 500);
END $$;
ANALYZE wf.log;
BEGIN;
SELECT count(*), count(data) FROM wf.history WHERE instance_id = :i;
SELECT sum(seq_tup_read + idx_tup_fetch) BETWEEN 508 AND 5000 AS linear FROM pg_stat_xact_user_tables WHERE schemaname = 'wf' AND relname LIKE 'log\_2%';
COMMIT;
