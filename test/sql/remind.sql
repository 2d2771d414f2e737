-- wf.remind: whoever has to act gets a row of wf.outbox.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('all', '{"approvers": [{"by": "users", "users": ["carol", "dan", "eve"]}], "mode": "all"}');
SELECT wf.start('all', actor => 'alice');
SELECT wf.approve(1000002, actor => 'dan');
SELECT wf.remind(instance_id => 1, comment => 'the flight has to be booked today', actor => 'alice');
SELECT recipient, kind, payload, idempotency_key FROM wf.outbox ORDER BY outbox_id;
-- Again is another reminder.
SELECT wf.remind(1, actor => 'dan');
SELECT count(*) AS notes FROM wf.outbox;
SELECT pg_temp.refused($$SELECT wf.remind(1, actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.remind(99, actor => 'alice')$$);
SELECT wf.cancel(1, actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.remind(1, actor => 'alice')$$);
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.unsound();
