-- wf.resolve: advice is given, and the task goes back to the one who asked for it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.resolve(1000001, actor => 'lena')$$);
SELECT wf.delegate(1000001, 'bob', 'what do you think?', actor => 'lena');
SELECT pg_temp.refused($$SELECT wf.resolve(1000001, actor => 'carol')$$);
SELECT wf.resolve(task_id => 1000001, comment => 'let him go', actor => 'bob');
SELECT pg_temp.tasks(1);
SELECT pg_temp.refused($$SELECT wf.resolve(1000001, actor => 'bob')$$);

-- The giver takes it back without waiting.
SELECT wf.delegate(1000001, 'bob', actor => 'lena');
SELECT wf.delegate(1000001, 'dan', actor => 'bob');
SELECT pg_temp.refused($$SELECT wf.resolve(1000001, actor => 'lena')$$);
SELECT wf.resolve(1000001, 'no time', actor => 'bob');
SELECT wf.resolve(1000001, actor => 'lena');
SELECT wf.approve(1000001, actor => 'lena');
SELECT pg_temp.refused($$SELECT wf.resolve(1000001, actor => 'bob')$$);
SELECT * FROM pg_temp.story(1);

-- The giver has left meanwhile: then it moves on by on_leave.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.delegate(2000001, 'bob', actor => 'lena');
UPDATE wf.person SET active = false WHERE person_id = 'lena';
SELECT pg_temp.tasks(2);
SELECT wf.resolve(2000001, 'yes', actor => 'bob');
SELECT pg_temp.tasks(2);
SELECT * FROM pg_temp.story(2);
SELECT pg_temp.unsound();
