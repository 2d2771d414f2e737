-- wf.terminate: by administrators only.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8}', actor => 'alice');
SELECT wf.terminate(1, actor => 'alice');
SELECT wf.terminate(instance_id => 1, comment => 'duplicate', actor => 'root');
SELECT status FROM wf.instance_list;
SELECT count(*) AS open_tasks FROM wf.todo;
\set VERBOSITY sqlstate
SELECT wf.terminate(1, actor => 'root');
-- Administrators intervene, but without a seat they cannot approve.
SELECT wf.start('leave', '{"days": 8}', actor => 'alice');
SELECT wf.approve(2000001, actor => 'root');
SELECT wf.terminate(2, actor => 'lena');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
