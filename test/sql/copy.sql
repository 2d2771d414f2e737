-- wf.copy: by those who take part, also when it has ended; the recipient then takes part too.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.copy(1, ARRAY['bob'], actor => 'bob');
SELECT wf.copy(instance_id => 1, people => ARRAY['bob', 'heidi'], comment => 'for your plans', actor => 'alice');
SELECT recipient, node, sent_by, read_at, status FROM wf.cc ORDER BY recipient COLLATE "C";
SELECT wf.copy(1, ARRAY['frank'], actor => 'bob');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.copy(1, ARRAY['grace'], actor => 'lena');
SELECT recipient, node, sent_by FROM wf.cc ORDER BY recipient COLLATE "C", node COLLATE "C" NULLS FIRST;
SELECT wf.copy(1, ARRAY['grace', 'ghost'], actor => 'lena');
SELECT wf.copy(1, '{}', actor => 'lena');
SELECT wf.copy(1, NULL, actor => 'lena');
\set VERBOSITY sqlstate
SELECT wf.copy(1, ARRAY['ghost'], actor => 'lena');
SELECT wf.copy(1, ARRAY['bob'], actor => 'dan');
SELECT * FROM wf.verify(1);
