-- wf.undo: the state before the last command, by an entry of its own.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT task_id, node, assignee FROM wf.todo;
SELECT wf.approve(1000001, 'fine', '{"days": 9}', actor => 'lena');
SELECT task_id, node, assignee FROM wf.todo;
-- Who gave the command, or an administrator.
SELECT wf.undo(1, actor => 'frank');
SELECT wf.undo(instance_id => 1, comment => 'wrong button', actor => 'lena');
-- The same task, the form as it was; the log only grows.
SELECT task_id, node, assignee FROM wf.todo;
SELECT data FROM wf.instance_list;
SELECT seq, action, actor, comment, source, target FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT node, person_id, state, decision FROM wf.progress WHERE instance_id = 1 AND state = 'current';
SELECT * FROM wf.verify(1);
SELECT wf.undo(1, actor => 'lena');
-- Numbers are not given twice: what comes now are tasks 4 and 5.
SELECT wf.approve(1000001, actor => 'lena');
SELECT task_id, node, assignee FROM wf.todo;
SELECT wf.approve(1000002, actor => 'frank');
-- Somebody else has acted since.
SELECT wf.approve(1000004, actor => 'frank');
SELECT wf.undo(1, actor => 'lena');
-- A comment does not count.
SELECT wf.comment(1, 'in time?', actor => 'alice');
SELECT wf.undo(1, actor => 'frank');
SELECT task_id, node, assignee FROM wf.todo;
SELECT * FROM wf.verify(1);

-- A withdrawal: the instance runs again, with the task that was withdrawn.
SELECT wf.start('leave', '{"days": 1}', actor => 'bob');
SELECT wf.withdraw(2, actor => 'bob');
SELECT status, ended_at IS NOT NULL AS ended FROM wf.instance_list WHERE instance_id = 2;
SELECT wf.undo(2, actor => 'bob');
SELECT status, ended_at IS NOT NULL AS ended FROM wf.instance_list WHERE instance_id = 2;
SELECT task_id, assignee FROM wf.todo WHERE instance_id = 2;
SELECT wf.approve(2000001, actor => 'lena');
SELECT status FROM wf.instance_list WHERE instance_id = 2;
-- The approve that ended it.
SELECT wf.undo(2, actor => 'lena');
SELECT status FROM wf.instance_list WHERE instance_id = 2;
SELECT task_id, assignee FROM wf.todo WHERE instance_id = 2;
SELECT * FROM wf.verify(2);

-- Timers come back as they were.
SELECT wf.deploy('{
    "key": "timed",
    "nodes": [{"id": "start", "type": "start"},
              {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "due": "PT1H", "on_timeout": "reject"},
              {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "due": "PT2H", "on_timeout": "reject"},
              {"id": "call", "type": "message", "throw": true, "message": "done"},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "call"}, {"from": "call", "to": "end"}]}');
SELECT wf.start('timed', actor => 'alice');
SELECT due_at AS due FROM wf.jobs \gset
SELECT wf.approve(3000001, actor => 'bob');
SELECT node FROM wf.jobs;
SELECT wf.undo(3, actor => 'bob');
SELECT node, due_at = :'due' AS as_before FROM wf.jobs;
SELECT task_id, due_at = :'due' AS as_before FROM wf.todo WHERE instance_id = 3;
SELECT * FROM wf.verify(3);
-- A message that is gone cannot be called back.
SELECT wf.approve(3000001, actor => 'bob');
SELECT wf.approve(3000003, actor => 'lena');
SELECT wf.undo(3, actor => 'lena');
-- Nothing but the start.
SELECT wf.start('leave', '{"days": 1}', actor => 'bob');
SELECT wf.undo(4, actor => 'bob');

-- The memento is in the log, where ordinary callers don't look.
SELECT jsonb_path_query(wf.events(events), '$[*].state[*].seats[*].holder') AS holder FROM wf.log WHERE instance_id = 1 AND action = 'undo' ORDER BY seq LIMIT 1;
SET ROLE wf_user;
SELECT wf.events(events) AS events FROM wf.log WHERE action = 'undo';
SELECT count(*) FROM information_schema.columns WHERE table_schema = 'wf' AND table_name = 'history' AND column_name = 'events';
RESET ROLE;
