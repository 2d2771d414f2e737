-- wf.mark_read: copies get their read_at; the log says who has read it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.copy(1, ARRAY['bob', 'dan'], actor => 'alice');
SELECT recipient, read_at IS NOT NULL AS read FROM wf.cc ORDER BY recipient COLLATE "C";
SELECT wf.mark_read(instance_id => 1, actor => 'bob');
SELECT recipient, read_at IS NOT NULL AS read FROM wf.cc ORDER BY recipient COLLATE "C";
-- The first time counts; a later copy is read for itself.
SELECT read_at AS first_read FROM wf.cc WHERE recipient = 'bob' \gset
SELECT wf.copy(1, ARRAY['bob'], actor => 'lena');
SELECT wf.mark_read(1, actor => 'bob');
SELECT count(*), count(DISTINCT read_at), min(read_at) = :'first_read' AS unchanged FROM wf.cc WHERE recipient = 'bob';
SELECT wf.mark_read(1, actor => 'lena');
SELECT pg_temp.refused($$SELECT wf.mark_read(1, actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.mark_read(99, actor => 'bob')$$);
SELECT wf.approve(1000001, actor => 'lena');
-- After the end too.
SELECT wf.mark_read(1, actor => 'dan');
SELECT recipient, read_at IS NOT NULL AS read FROM wf.cc ORDER BY recipient COLLATE "C", read_at;
SELECT seq, action, actor, wf.events(events) AS events FROM wf.log WHERE instance_id = 1 AND action = 'mark_read' ORDER BY seq;
SELECT pg_temp.unsound();
