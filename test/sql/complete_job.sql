-- wf.complete_job: a service worker has done its work.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set jobs :abs_srcdir /sql/jobs.psql
\i :jobs
\set ECHO all

SELECT wf.start('mailing', '{"to": "ann"}', actor => 'alice');
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT wf.complete_job(job_id => 1000001, data => '{"sent": "yes"}');
SELECT wf.complete_job(job_id => 1000001, data => '{"sent": true}');
SELECT seq, action, actor, node, data FROM wf.history ORDER BY seq;
SELECT status FROM wf.instance_list;
SELECT count(*) AS jobs FROM wf.jobs;
-- Done is done, and what never was cannot be done.
SELECT wf.complete_job(1000001);
SELECT wf.complete_job(1000009);
SELECT wf.complete_job(9000001);
SELECT wf.complete_job(-1);
SELECT wf.complete_job(NULL);
-- With a name, and once for each request.
SELECT wf.start('mailing', '{"to": "ben"}', actor => 'alice');
SELECT wf.complete_job(2000001, actor => 'bob', request_id => 'c-1');
SELECT wf.complete_job(2000001, actor => 'bob', request_id => 'c-1');
SELECT action, actor FROM wf.history WHERE instance_id = 2 ORDER BY seq;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
