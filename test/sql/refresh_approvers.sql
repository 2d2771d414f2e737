-- wf.refresh_approvers: the rules of an open approval are asked again.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('all', '{"approvers": [{"by": "role", "role": "board"}], "mode": "all"}');
SELECT wf.start('all', actor => 'alice');
SELECT wf.approve(1000001, actor => 'carol');
-- bob comes, dan goes; carol, who has voted, goes too.
SELECT wf.load_directory('{"roles": [{"id": "board", "members": ["bob", "eve"]}]}') IS NOT NULL AS loaded;
SELECT pg_temp.tasks(1);
SELECT wf.refresh_approvers(instance_id => 1, node => 'sign', comment => 'new board', actor => 'root');
SELECT pg_temp.tasks(1);
SELECT pg_temp.refused($$SELECT wf.approve(1000002, actor => 'dan')$$);
-- Nothing to change: it is in the log, and nothing else happens.
SELECT wf.refresh_approvers(1, 'sign', actor => 'root');
SELECT pg_temp.tasks(1);
SELECT wf.approve(1000003, actor => 'eve');
SELECT wf.approve(1000004, actor => 'bob');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(1, 'sign', actor => 'root')$$);

SELECT wf.start('all', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(2, 'sign', actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(2, 'nowhere', actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(2, 'end', actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(2, NULL, actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.refresh_approvers(99, 'sign', actor => 'root')$$);
-- Nobody is left: the policy of the node speaks.
SELECT wf.load_directory('{"roles": [{"id": "board", "members": []}]}') IS NOT NULL AS loaded;
SELECT wf.refresh_approvers(2, 'sign', actor => 'root');
SELECT pg_temp.tasks(2);
SELECT * FROM pg_temp.story(2);
SELECT pg_temp.unsound();
