-- wf.restore: an administrator makes an earlier state the state.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT wf.approve(1000001, 'fine', '{"days": 9}', actor => 'lena');
SELECT wf.state(1) - 'version' - 'last_at' - 'last_seat' - 'last_token' - 'last_wait' AS then \gset
SELECT wf.approve(1000002, actor => 'frank');
SELECT wf.approve(1000003, data => '{"days": 10}', actor => 'grace');
SELECT task_id, node, assignee FROM wf.todo ORDER BY 1;
SELECT wf.restore(1, 2, actor => 'grace');
SELECT wf.restore(1, 9, actor => 'root');
SELECT wf.restore(instance_id => 1, seq => 2, comment => 'grace was in a hurry', actor => 'root');
-- Exactly that state, except the numbers that are never given twice.
SELECT wf.state(1) - 'version' - 'last_at' - 'last_seat' - 'last_token' - 'last_wait' = :'then' AS is_that_state;
SELECT task_id, node, assignee FROM wf.todo ORDER BY 1;
SELECT data FROM wf.instance_list;
SELECT seq, action, actor, comment FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT * FROM wf.verify(1);
-- It goes on from there; and the restore can be undone.
SELECT wf.approve(1000002, actor => 'frank');
SELECT wf.undo(1, actor => 'frank'), wf.undo(1, actor => 'root');
SELECT task_id, node, assignee FROM wf.todo ORDER BY 1;
SELECT * FROM wf.verify(1);
