-- wf.recall: who approved takes it back, as long as nobody has acted on it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT wf.approve(1000001, actor => 'lena');
SELECT task_id, node, assignee FROM wf.todo ORDER BY task_id;
\set VERBOSITY default
SELECT wf.recall(1, 'lead', actor => 'frank');
SELECT wf.recall(instance_id => 1, node => 'lead', comment => 'too early', actor => 'lena');
SELECT task_id, node, round, assignee FROM wf.todo ORDER BY task_id;
SELECT step, node, round, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
-- The form can be edited again.
SELECT wf.approve(1000004, data => '{"days": 7}', actor => 'lena');
SELECT wf.approve(task_id, actor => 'frank') FROM wf.todo;
SELECT wf.recall(1, 'lead', actor => 'lena');
-- Within a sequence, the next waits again.
SELECT wf.recall(1, 'line', actor => 'frank');
SELECT node, assignee FROM wf.todo;
SELECT wf.approve(task_id, actor => 'frank') FROM wf.todo;
SELECT wf.approve(task_id, actor => 'grace') FROM wf.todo;
-- Out of a vote that is still open.
SELECT wf.approve(task_id, actor => 'carol') FROM wf.todo WHERE assignee = 'carol';
SELECT wf.recall(1, 'board', actor => 'carol');
SELECT node, assignee FROM wf.todo ORDER BY task_id;
SELECT wf.recall(1, 'nowhere', actor => 'carol');
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo WHERE assignee <> 'eve' ORDER BY task_id;
SELECT wf.recall(1, 'board', actor => 'carol');
SELECT action, actor, node FROM wf.history ORDER BY seq;
SELECT * FROM wf.verify(1);
