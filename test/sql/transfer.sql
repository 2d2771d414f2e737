-- wf.transfer: somebody else decides instead, for good.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('all', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "all"}');
SELECT wf.start('all', actor => 'alice');
SELECT wf.transfer(task_id => 1000001, to_person => 'eve', comment => 'your field', actor => 'carol');
SELECT pg_temp.tasks(1);
-- It is not theirs any more, but they still see the instance.
SELECT pg_temp.refused($$SELECT wf.approve(1000001, actor => 'carol')$$);
SELECT wf.comment(1, 'good luck', actor => 'carol');
-- Nobody has two votes of one node, and nobody votes who has left or is unknown.
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'dan', actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'eve', actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'gone', actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'ghost', actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, NULL, actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'bob', actor => 'bob')$$);
-- On and on; who gave it away may get it back. The vote counts once.
SELECT wf.transfer(1000001, 'carol', actor => 'eve');
SELECT wf.approve(1000001, actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.transfer(1000002, 'carol', actor => 'dan')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'bob', actor => 'carol')$$);
SELECT wf.approve(1000002, actor => 'dan');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);

-- Not what was given for advice; not to the initiator, where they may not decide; not to somebody who has signed elsewhere.
SELECT wf.deploy('{"key": "two", "nodes": [{"id": "start", "type": "start"},
    {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}]},
    {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["dan"]}], "on_self": "skip", "not_same_as": ["one"]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "end"}]}');
SELECT wf.start('two', actor => 'alice');
SELECT wf.delegate(2000001, 'eve', actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.transfer(2000001, 'bob', actor => 'eve')$$);
SELECT wf.resolve(2000001, actor => 'eve');
SELECT wf.approve(2000001, actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.transfer(2000002, 'alice', actor => 'dan')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(2000002, 'carol', actor => 'dan')$$);
SELECT wf.transfer(2000002, 'eve', actor => 'dan');
SELECT pg_temp.tasks(2);

-- One of a sequence: the new one signs in the same place. One of a group: by a candidate, without a claim.
SELECT pg_temp.deploy('seq', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "sequential"}');
SELECT wf.start('seq', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.transfer(3000002, 'eve', actor => 'dan')$$);
SELECT wf.transfer(3000001, 'eve', actor => 'carol');
SELECT wf.approve(3000001, actor => 'eve');
SELECT pg_temp.tasks(3);
SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT wf.start('group', actor => 'alice');
SELECT wf.transfer(4000001, 'bob', actor => 'dan');
SELECT pg_temp.tasks(4);
-- An administrator gives it to somebody else, when its holder cannot.
SELECT wf.start('all', actor => 'alice');
SELECT wf.transfer(5000001, 'eve', 'she is ill', actor => 'root');
SELECT pg_temp.refused($$SELECT wf.transfer(5000002, 'eve', actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.approve(5000002, actor => 'root')$$);
SELECT pg_temp.tasks(5);
SELECT * FROM pg_temp.story(5);
SELECT pg_temp.unsound();
