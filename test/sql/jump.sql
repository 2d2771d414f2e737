-- wf.jump: an administrator moves everything to one node.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
\set VERBOSITY default
SELECT wf.jump(1, 'board', actor => 'lena');
SELECT wf.jump(1, 'nowhere', actor => 'root');
SELECT wf.jump(instance_id => 1, node => 'board', comment => 'urgent', actor => 'root');
SELECT task_id, node, assignee FROM wf.todo ORDER BY task_id;
SELECT step, node, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
SELECT action, actor, node, comment FROM wf.history ORDER BY seq;
-- And back again: each node has one round more, nobody has two tasks.
SELECT wf.jump(1, 'lead', actor => 'root');
SELECT task_id, node, round, assignee FROM wf.todo ORDER BY task_id;
SELECT wf.jump(1, 'end', actor => 'root');
SELECT status FROM wf.instance_list;
SELECT wf.jump(1, 'lead', actor => 'root');
SELECT * FROM wf.verify(1);
