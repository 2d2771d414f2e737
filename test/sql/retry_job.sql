-- wf.retry_job: an administrator ends an incident.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set jobs :abs_srcdir /sql/jobs.psql
\i :jobs
\set ECHO all

SELECT wf.start('mailing', '{"to": "ann"}', actor => 'alice');
SELECT wf.fail_job(1000001, 'no answer'), wf.fail_job(1000001, 'no answer');
SELECT job_id, tries_left, incident FROM wf.jobs;
SELECT wf.retry_job(1000001, actor => 'alice');
SELECT wf.retry_job(job_id => 1000001, actor => 'root');
SELECT job_id, tries_left, incident, error FROM wf.jobs;
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT wf.complete_job(1000001);
SELECT seq, action, actor, node FROM wf.history ORDER BY seq;
\set VERBOSITY sqlstate
SELECT wf.retry_job(1000001, actor => 'root');
SELECT * FROM wf.verify(1);
