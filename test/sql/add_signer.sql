-- wf.add_signer: before, after and beside who adds them; all, any or one after the other.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('one', '{"approvers": [{"by": "users", "users": ["carol"]}]}');
SELECT pg_temp.deploy('all', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "all"}');
SELECT pg_temp.deploy('seq', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "sequential"}');
SELECT pg_temp.deploy('board', '{"approvers": [{"by": "role", "role": "board"}]}');

-- Before: the task leaves the work list, nobody can act on it, and it comes back with the same number.
SELECT wf.start('one', actor => 'alice');
SELECT wf.add_signer(task_id => 1000001, people => ARRAY['eve', 'heidi'], place => 'before', comment => 'please check', actor => 'carol');
SELECT pg_temp.tasks(1);
SELECT step, person_id, state FROM wf.progress WHERE instance_id = 1;
SELECT pg_temp.refused($$SELECT wf.approve(1000001, actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.transfer(1000001, 'bob', actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(1000001, ARRAY['bob'], actor => 'carol')$$);
SELECT wf.approve(1000003, 'correct', actor => 'heidi');
SELECT wf.approve(1000002, actor => 'eve');
SELECT pg_temp.tasks(1);
SELECT wf.approve(1000001, actor => 'carol');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);
SELECT e ->> 'type' AS event, e -> 'seats' AS seats FROM wf.log, jsonb_array_elements(wf.events(events)) e WHERE instance_id = 1 AND seq = 2;

-- A refusal by an added signer is one of the node's rule: here it decides.
SELECT wf.start('all', actor => 'alice');
SELECT wf.add_signer(2000001, ARRAY['eve'], 'before', actor => 'carol');
SELECT wf.reject(2000003, 'no budget', actor => 'eve');
SELECT pg_temp.tasks(2);

-- After: they are asked when the host has approved, before the next of a sequence; one of them is enough.
SELECT wf.start('seq', actor => 'alice');
SELECT wf.add_signer(3000001, ARRAY['eve', 'bob'], mode => 'any', actor => 'carol');
SELECT pg_temp.tasks(3);
SELECT pg_temp.refused($$SELECT wf.approve(3000003, actor => 'eve')$$);
SELECT wf.approve(3000001, actor => 'carol');
SELECT pg_temp.tasks(3);
SELECT wf.approve(3000004, actor => 'bob');
SELECT pg_temp.refused($$SELECT wf.approve(3000003, actor => 'eve')$$);
SELECT pg_temp.tasks(3);

-- Parallel: next in a sequence, at once elsewhere; one after the other among themselves.
SELECT wf.add_signer(3000002, ARRAY['frank'], 'parallel', actor => 'dan');
SELECT wf.approve(3000002, actor => 'dan');
SELECT pg_temp.tasks(3);
SELECT wf.approve(3000005, actor => 'frank');
SELECT pg_temp.tasks(3);
SELECT wf.start('all', actor => 'alice');
SELECT wf.add_signer(4000002, ARRAY['eve', 'bob'], 'parallel', 'sequential', actor => 'dan');
SELECT pg_temp.tasks(4);
SELECT wf.approve(4000003, actor => 'eve');
SELECT wf.approve(4000004, actor => 'bob');
SELECT wf.approve(4000001, actor => 'carol');
SELECT wf.approve(4000002, actor => 'dan');
SELECT pg_temp.tasks(4);

-- The task of a group stays the group's.
SELECT wf.start('board', actor => 'alice');
SELECT wf.add_signer(5000001, ARRAY['heidi'], 'before', actor => 'dan');
SELECT pg_temp.tasks(5);
SELECT wf.approve(5000002, actor => 'heidi');
SELECT pg_temp.tasks(5);

-- Added signers add signers, three deep.
SELECT pg_temp.refused($$SELECT wf.add_signer(5000001, ARRAY['heidi'], 'before', actor => 'eve')$$);
SELECT wf.add_signer(5000001, ARRAY['bob'], 'before', actor => 'eve');
SELECT wf.add_signer(5000003, ARRAY['frank'], 'before', actor => 'bob');
SELECT wf.add_signer(5000004, ARRAY['lena'], 'before', actor => 'frank');
SELECT pg_temp.refused($$SELECT wf.add_signer(5000005, ARRAY['grace'], actor => 'lena')$$);
SELECT pg_temp.tasks(5);

-- Refused.
SELECT wf.start('all', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['dan'], actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['carol'], actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['eve', 'eve'], actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['gone'], actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['ghost'], actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, '{}', actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, NULL, actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['eve'], 'below', actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['eve'], mode => 'vote', actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['eve'], actor => 'dan')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['eve'], actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.add_signer(6000099, ARRAY['eve'], actor => 'carol')$$);
SELECT wf.delegate(6000001, 'eve', actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.add_signer(6000001, ARRAY['bob'], actor => 'eve')$$);
SELECT pg_temp.unsound();
