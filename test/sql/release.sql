-- wf.release: a claimed task is the group's again.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT wf.start('group', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.release(1000001, actor => 'dan')$$);
SELECT wf.claim(1000001, actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.release(1000001, actor => 'dan')$$);
SELECT wf.release(task_id => 1000001, actor => 'carol');
SELECT pg_temp.tasks(1);

-- An administrator may, when somebody has forgotten it. Others act on it at once.
SELECT wf.claim(1000001, actor => 'carol');
SELECT wf.release(1000001, actor => 'root');
SELECT wf.approve(1000001, actor => 'dan');
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.refused($$SELECT wf.release(1000001, actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.release(1000099, actor => 'carol')$$);

-- Not while somebody has it for advice; and not what nobody ever claimed.
SELECT wf.start('group', actor => 'alice');
SELECT wf.claim(2000001, actor => 'carol');
SELECT wf.delegate(2000001, 'bob', actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.release(2000001, actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.release(2000001, actor => 'root')$$);
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.release(3000001, actor => 'lena')$$);
SELECT pg_temp.unsound();
