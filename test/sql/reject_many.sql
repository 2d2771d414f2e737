-- wf.reject_many: as wf.approve_many.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 2}', actor => 'alice') FROM generate_series(1, 2);
SELECT wf.start('leave', '{"days": 2}', actor => 'lena');
SELECT task_id, version, sqlstate, message FROM wf.reject_many(ARRAY[1000001, 3000001, 2000001], 'not this year', actor => 'lena');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
