-- wf.claim: one of the candidates takes a task of a group.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "board"}]}');
SELECT wf.start('group', actor => 'alice');
SELECT pg_temp.tasks(1);
SELECT 'carol' AS person, task_id, assignee, candidates FROM wf.inbox('carol') UNION ALL
SELECT 'dan', task_id, assignee, candidates FROM wf.inbox('dan');

SELECT wf.claim(task_id => 1000001, actor => 'carol');
SELECT pg_temp.tasks(1);
-- It is theirs alone now.
SELECT 'carol' AS person, task_id, assignee, candidates, claimed_at IS NOT NULL AS claimed FROM wf.inbox('carol') UNION ALL
SELECT 'dan', task_id, assignee, candidates, claimed_at IS NOT NULL FROM wf.inbox('dan');
SELECT pg_temp.refused($$SELECT wf.claim(1000001, actor => 'dan')$$);
SELECT pg_temp.refused($$SELECT wf.claim(1000001, actor => 'carol')$$);
SELECT pg_temp.refused($$SELECT wf.approve(1000001, actor => 'dan')$$);
SELECT wf.approve(1000001, 'fine', actor => 'carol');
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.refused($$SELECT wf.claim(1000001, actor => 'dan')$$);

-- Whoever is not a candidate, has left, or is not meant here cannot claim it; a task of a person is theirs already.
SELECT pg_temp.deploy('strict', '{"approvers": [{"by": "role", "role": "board"}], "on_self": "skip", "claim": "required"}');
SELECT wf.start('strict', actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.claim(2000001, actor => 'bob')$$);
SELECT pg_temp.refused($$SELECT wf.claim(2000001, actor => 'gone')$$);
SELECT pg_temp.refused($$SELECT wf.claim(2000001, actor => 'carol')$$);
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.claim(3000001, actor => 'lena')$$);
SELECT pg_temp.refused($$SELECT wf.claim(2000099, actor => 'dan')$$);
SELECT pg_temp.refused($$SELECT wf.claim(NULL, actor => 'dan')$$);

-- "claim": "required": nobody acts before it is theirs.
SELECT pg_temp.refused($$SELECT wf.approve(2000001, actor => 'dan')$$);
SELECT wf.claim(2000001, actor => 'dan');
SELECT wf.approve(2000001, actor => 'dan');

-- A repeated request claims once; the tail works as everywhere.
SELECT wf.start('group', actor => 'alice');
SELECT wf.claim(4000001, actor => 'eve', request_id => 'r-1'), wf.claim(4000001, actor => 'eve', request_id => 'r-1');
SELECT pg_temp.refused($$SELECT wf.release(4000001, actor => 'eve', expected_version => 1)$$);

-- A task node with several candidates.
SELECT pg_temp.deploy('work', '{"type": "task", "candidates": [{"by": "users", "users": ["bob"]}, {"by": "role", "role": "hr"}]}');
SELECT wf.start('work', actor => 'alice');
SELECT pg_temp.tasks(5);
SELECT wf.claim(5000001, actor => 'bob');
SELECT pg_temp.refused($$SELECT wf.complete(5000001, actor => 'heidi')$$);
SELECT wf.complete(5000001, actor => 'bob');
SELECT pg_temp.unsound();
