-- wf.redo: what was undone is done again.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT wf.redo(1, actor => 'lena');
SELECT wf.approve(1000001, 'fine', actor => 'lena');
SELECT ended_at AS ended FROM wf.instance_list \gset
SELECT wf.undo(1, actor => 'lena');
SELECT status, ended_at FROM wf.instance_list;
SELECT wf.redo(1, actor => 'alice');
SELECT wf.redo(instance_id => 1, comment => 'it was right', actor => 'lena');
SELECT status, ended_at = :'ended' AS ended_then FROM wf.instance_list;
SELECT seq, action, actor, source, target FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT count(*) AS tasks FROM wf.todo;
SELECT * FROM wf.verify(1);
-- There and back again.
SELECT wf.undo(1, actor => 'lena'), wf.redo(1, actor => 'lena'), wf.undo(1, actor => 'lena');
SELECT task_id, assignee FROM wf.todo;
-- Another command, and it is over.
SELECT wf.reject(1000001, 'no', actor => 'lena');
SELECT wf.redo(1, actor => 'lena');
SELECT * FROM wf.verify(1);
