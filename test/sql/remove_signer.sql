-- wf.remove_signer: by the person who added them, or an administrator; the votes are counted anew at once.
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

-- The last one that a countersign waited for: it completes, and the vote that was given stays.
SELECT wf.start('all', actor => 'alice');
SELECT wf.approve(1000001, actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.remove_signer(1000002, 'dan', actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.remove_signer(1000002, 'carol', actor => 'root')$$);
SELECT pg_temp.refused($$SELECT wf.remove_signer(1000002, 'eve', actor => 'root')$$);
SELECT wf.remove_signer(task_id => 1000002, person => 'dan', comment => 'he is on leave', actor => 'root');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);
SELECT person_id, state, decision FROM wf.progress WHERE instance_id = 1;
SELECT pg_temp.refused($$SELECT wf.remove_signer(1000002, 'dan', actor => 'root')$$);

-- Whose turn it is in a sequence: the next one follows. The very last: on_no_approver.
SELECT wf.start('seq', actor => 'alice');
SELECT wf.remove_signer(2000001, 'carol', actor => 'root');
SELECT pg_temp.tasks(2);
SELECT wf.remove_signer(2000002, 'dan', actor => 'root');
SELECT pg_temp.tasks(2);

-- People who were added, by the person who added them; the host's task comes back, or their approval counts now.
SELECT wf.start('one', actor => 'alice');
SELECT wf.add_signer(3000001, ARRAY['eve'], 'before', actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.remove_signer(3000002, 'eve', actor => 'eve')$$);
SELECT wf.remove_signer(3000002, 'eve', actor => 'carol');
SELECT pg_temp.tasks(3);
SELECT wf.add_signer(3000001, ARRAY['bob', 'heidi'], 'after', actor => 'carol');
SELECT wf.approve(3000001, actor => 'carol');
SELECT wf.remove_signer(3000003, 'bob', actor => 'carol');
SELECT pg_temp.tasks(3);
SELECT wf.remove_signer(3000004, 'heidi', actor => 'carol');
SELECT pg_temp.tasks(3);

-- With them go those who sign only before or after them, not those who sign beside them.
SELECT wf.start('all', actor => 'alice');
SELECT wf.add_signer(4000001, ARRAY['bob'], 'parallel', actor => 'carol');
SELECT wf.add_signer(4000001, ARRAY['eve'], 'before', actor => 'carol');
SELECT wf.remove_signer(4000001, 'carol', actor => 'root');
SELECT pg_temp.tasks(4);
SELECT pg_temp.unsound();
