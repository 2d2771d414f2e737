-- wf.cancel: by the initiator or an administrator, at any time while it runs.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8}', actor => 'alice');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.cancel(1, actor => 'lena');
SELECT wf.cancel(instance_id => 1, comment => 'the trip is off', actor => 'alice');
SELECT status FROM wf.instance_list WHERE instance_id = 1;
SELECT count(*) AS open_tasks FROM wf.todo;
SELECT seq, action, actor, comment, source, target FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT wf.start('leave', '{"days": 8}', actor => 'alice');
SELECT wf.cancel(2, 'company holiday', actor => 'root');
SELECT status FROM wf.instance_list WHERE instance_id = 2;
\set VERBOSITY sqlstate
SELECT wf.cancel(2, actor => 'root');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
