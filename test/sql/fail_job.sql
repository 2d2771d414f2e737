-- wf.fail_job: another try, later or at once; none left is an incident; a BPMN error is caught by the process.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set jobs :abs_srcdir /sql/jobs.psql
\i :jobs
\set ECHO all

SELECT wf.start('mailing', '{"to": "ann"}', actor => 'alice');
SELECT job_id, tries_left FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT wf.fail_job(job_id => 1000001, error => 'no answer', retry_after => '10 min');
SELECT job_id, error, tries_left, incident, due_at > now() + interval '9 minutes' AS later, leased_until IS NULL AS free FROM wf.jobs;
SELECT count(*) AS not_yet FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT * FROM wf.verify(1);
UPDATE wf.job SET due_at = now();
SELECT job_id, tries_left FROM wf.fetch_jobs('send_mail', worker => 'w2');
SELECT wf.fail_job(1000001, 'no answer again');
SELECT job_id, error, tries_left, incident, attempts FROM wf.jobs;
SELECT count(*) AS none FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT status, jsonb_path_query(wf.state(1), '$.tokens[*].held') AS held FROM wf.instance_list;
SELECT wf.fail_job(1000001, 'still no answer');
-- A BPMN error: what the process is drawn for.
SELECT wf.start('mailing', '{"to": "nobody"}', actor => 'alice');
SELECT wf.fail_job(2000001, 'unknown recipient', error_code => 'BOUNCED');
SELECT task_id, node FROM wf.todo;
SELECT count(*) AS jobs FROM wf.jobs WHERE instance_id = 2;
-- One that nobody catches.
SELECT wf.start('mailing', '{"to": "nobody"}', actor => 'alice');
SELECT wf.fail_job(3000001, 'disk full', error_code => 'DISK');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
