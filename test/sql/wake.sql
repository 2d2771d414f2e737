-- wf.wake: an ended instance runs again.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
\set VERBOSITY default
SELECT wf.wake(1, 'lead', actor => 'root');
SELECT wf.reject(1000001, actor => 'lena');
SELECT wf.wake(1, 'lead', actor => 'lena');
SELECT wf.wake(1, 'nowhere', actor => 'root');
SELECT wf.wake(instance_id => 1, node => 'board', comment => 'it was an error', actor => 'root');
SELECT status, ended_at IS NULL AS runs FROM wf.instance_list;
SELECT node, assignee FROM wf.todo ORDER BY task_id;
SELECT wf.cancel(1, actor => 'alice');
-- Without a node it is the initiator's.
SELECT wf.wake(1, actor => 'root');
SELECT status FROM wf.instance_list;
SELECT node, assignee FROM wf.todo;
SELECT wf.resubmit(1, data => '{"days": 2}', actor => 'alice');
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo;
SELECT seq, action, source, target FROM wf.history ORDER BY seq;
SELECT * FROM wf.verify(1);
