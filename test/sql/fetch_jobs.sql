-- wf.fetch_jobs: each job goes to one worker at a time, for the time of the lease.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set jobs :abs_srcdir /sql/jobs.psql
\i :jobs
\set ECHO all

SELECT count(wf.start('mailing', jsonb_build_object('to', n), actor => 'alice')) FROM unnest(ARRAY['ann', 'ben', 'cid']) n;
SELECT job_id, instance_id, node, kind, topic, tries_left, incident FROM wf.jobs ORDER BY 1;
SELECT job_id, instance_id, definition_key, node, data, business_table, tries_left, leased_until > now() AS leased FROM wf.fetch_jobs('send_mail', worker => 'w1', max_jobs => 2);
SELECT job_id, data ->> 'to' AS "to" FROM wf.fetch_jobs('send_mail', worker => 'w2');
SELECT count(*) AS left FROM wf.fetch_jobs('send_mail', worker => 'w3');
SELECT count(*) AS other_topic FROM wf.fetch_jobs('print', worker => 'w3');
SELECT job_id, worker, attempts FROM wf.jobs ORDER BY 1;
-- A lease that has ended.
UPDATE wf.job SET leased_until = now() WHERE job_id = 1000001;
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w3');
SELECT job_id, worker, attempts FROM wf.jobs ORDER BY 1;
-- With the row it is about.
CREATE TABLE letter (id integer PRIMARY KEY);
INSERT INTO letter VALUES (5);
SELECT wf.start('mailing', '{"to": "dot"}', business_table => 'letter', business_key => '5', actor => 'alice');
SELECT job_id, business_table, business_key FROM wf.fetch_jobs('send_mail', worker => 'w1');
-- In a multi-instance activity each job knows its own item.
SELECT wf.deploy('{
    "key": "letters", "form": {"fields": [{"name": "people", "type": "list"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "post", "type": "service", "multi": {"collection": "people", "element": "person"}}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "post"}, {"from": "post", "to": "end"}]}');
SELECT wf.start('letters', '{"people": ["ann", "ben"]}', actor => 'alice');
SELECT job_id, node, data ->> 'person' AS person, data ->> 'loopCounter' AS loop_counter, data -> 'people' AS people FROM wf.fetch_jobs('post', worker => 'w1');
SELECT wf.complete_job(job_id) FROM (SELECT job_id FROM wf.jobs WHERE topic = 'post' ORDER BY 1) j;
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT wf.fetch_jobs('send_mail', worker => NULL);
SELECT wf.fetch_jobs('send_mail', worker => 'w1', lease => '-1 s');
SELECT wf.fetch_jobs('send_mail', worker => 'w1', max_jobs => -1);
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP TABLE letter;
-- For trusted programs.
CREATE ROLE regress_wf_worker;
GRANT wf_user TO regress_wf_worker;
SET ROLE regress_wf_worker;
SELECT wf.fetch_jobs('send_mail', worker => 'w1');
SELECT wf.complete_job(1000001);
SELECT wf.run_due_jobs();
SELECT count(*) AS of_others FROM wf.jobs;
RESET ROLE;
GRANT wf_app TO regress_wf_worker;
SET ROLE regress_wf_worker;
SELECT count(*) AS all_of_them FROM wf.jobs;
SELECT wf.complete_job(2000001);
RESET ROLE;
SELECT action, actor FROM wf.history WHERE instance_id = 2 ORDER BY seq;
DROP ROLE regress_wf_worker;
