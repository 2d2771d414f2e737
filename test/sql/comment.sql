-- wf.comment: by those who take part, also when it has ended.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.comment(instance_id => 1, comment => 'the invoice follows', actor => 'alice');
SELECT wf.comment(1, 'which invoice?', actor => 'lena');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.comment(1, 'this one 发票', actor => 'alice');
SELECT seq, action, actor, comment FROM wf.history ORDER BY seq;
SELECT wf.comment(1, 'me too', actor => 'dan');
SELECT wf.comment(1, '', actor => 'alice');
SELECT wf.comment(1, NULL, actor => 'alice');
SELECT * FROM wf.verify(1);
