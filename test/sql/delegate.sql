-- wf.delegate: for advice; it comes back to the one who gave it, who decides.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('all', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "all"}');
SELECT wf.start('all', actor => 'alice');
SELECT wf.delegate(task_id => 1000001, to_person => 'bob', comment => 'is the price right?', actor => 'carol');
SELECT pg_temp.tasks(1);
SELECT task_id, assignee, on_behalf_of FROM wf.inbox('bob');
SELECT count(*) AS in_the_list_of_carol FROM wf.inbox('carol');
-- The adviser cannot decide, and the giver cannot while it is away.
SELECT pg_temp.refused($$SELECT wf.approve(1000001, actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.reject(1000001, actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.approve(1000001, actor => 'carol')$$);
-- To whom not: who has a seat here, who gave it, who has left.
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'dan', actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'carol', actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'bob', actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'gone', actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'eve', actor => 'eve')$$);
-- The adviser may ask somebody else; it comes back by the same way.
SELECT wf.delegate(1000001, 'eve', 'you know better', actor => 'bob');
SELECT pg_temp.tasks(1);
SELECT wf.resolve(1000001, 'it is', actor => 'eve');
SELECT wf.resolve(1000001, 'eve says it is', actor => 'bob');
SELECT pg_temp.tasks(1);
-- It counts once, as the vote of the one whose vote it was.
SELECT wf.approve(1000001, actor => 'carol');
SELECT wf.approve(1000002, actor => 'dan');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.refused($$SELECT wf.delegate(1000001, 'bob', actor => 'carol')$$);

-- A group's task has to be claimed first: it could not come back to anybody.
SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT wf.start('group', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.delegate(2000001, 'bob', actor => 'dan')$$);
SELECT wf.claim(2000001, actor => 'dan');
SELECT wf.delegate(2000001, 'bob', actor => 'dan');
SELECT pg_temp.tasks(2);

-- Who has asked for advice, and who gave it, keep seeing the instance.
CREATE ROLE regress_wf_carol LOGIN;
GRANT wf_user TO regress_wf_carol;
UPDATE wf.person SET db_role = 'regress_wf_carol' WHERE person_id = 'carol';
SELECT wf.start('all', actor => 'alice');
SET SESSION AUTHORIZATION regress_wf_carol;
SELECT wf.delegate(3000001, 'bob');
SELECT count(*) AS tasks FROM wf.todo;
SELECT instance_id, status FROM wf.instance_list WHERE instance_id = 3;
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_carol;
SELECT pg_temp.unsound();
