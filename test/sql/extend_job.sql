-- wf.extend_job: more time for the worker that has a job, and for nobody else.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set jobs :abs_srcdir /sql/jobs.psql
\i :jobs
\set ECHO all

SELECT wf.start('mailing', '{"to": "ann"}', actor => 'alice');
-- Nobody has it.
SELECT wf.extend_job(1000001, worker => 'w1');
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w1', lease => '1 min');
SELECT wf.extend_job(1000001, worker => 'w1', lease => '1 hour') - now() > interval '59 min' AS longer;
SELECT worker, leased_until - now() > interval '59 min' AS longer, attempts FROM wf.jobs;
SELECT wf.extend_job(1000001, worker => 'w2');
SELECT wf.extend_job(1000001, worker => 'w1', lease => '-1 s');
SELECT wf.extend_job(1000001, worker => 'w1', lease => NULL);
SELECT wf.extend_job(1000001, worker => NULL);
SELECT wf.extend_job(NULL, worker => 'w1');
SELECT wf.extend_job(99, worker => 'w1');
-- The lease has ended: it is w1's until somebody else fetches it.
UPDATE wf.job SET leased_until = now();
SELECT wf.extend_job(1000001, worker => 'w1', lease => '1 min') > now() AS still;
UPDATE wf.job SET leased_until = now();
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w2');
SELECT wf.extend_job(1000001, worker => 'w1');
SELECT wf.extend_job(1000001, worker => 'w2') > now() AS hers;
-- What has failed is free again, and what is done is over.
SELECT wf.fail_job(1000001, 'no answer');
SELECT wf.extend_job(1000001, worker => 'w2');
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w2');
SELECT wf.complete_job(1000001);
SELECT wf.extend_job(1000001, worker => 'w2');
-- A limited application keeps its own jobs only; people keep none.
SELECT wf.start('mailing', '{"to": "ben"}', actor => 'alice');
CREATE ROLE regress_wf_worker;
GRANT wf_app TO regress_wf_worker;
SELECT wf.grant_app('regress_wf_worker', '{leave}') FROM (SELECT wf.deploy('{"key": "leave", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "end"}]}')) d;
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w1');
SET ROLE regress_wf_worker;
SELECT wf.extend_job(2000001, worker => 'w1');
RESET ROLE;
SELECT wf.grant_app('regress_wf_worker', '{mailing}');
SET ROLE regress_wf_worker;
SELECT wf.extend_job(2000001, worker => 'w1') > now() AS allowed;
RESET ROLE;
REVOKE wf_app FROM regress_wf_worker;
GRANT wf_user TO regress_wf_worker;
SET ROLE regress_wf_worker;
SELECT wf.extend_job(2000001, worker => 'w1');
RESET ROLE;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
SELECT wf.revoke_app('regress_wf_worker', '{leave,mailing}');
DROP ROLE regress_wf_worker;
