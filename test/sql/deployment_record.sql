-- Final states (S004): a deployment that has to be approved. Rejected, canceled, terminated and failed never stand for each other,
-- neither in the instance nor in the host's record.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE TABLE deployment_record (record_id integer PRIMARY KEY, requested_by text NOT NULL, state text NOT NULL DEFAULT 'NEW');
SELECT wf.deploy('{"key": "deployment", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "release", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "due": "PT72H", "on_timeout": "cancel"},
    {"id": "install", "type": "service", "topic": "install"},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "release"}, {"from": "release", "to": "install"}, {"from": "install", "to": "end"}]}');
SELECT wf.bind('deployment_record', 'deployment', '{"start": "insert", "initiator": "requested_by", "status": {"column": "state", "codes":
    {"running": "RUNNING", "completed": "SUCCESS", "partially_completed": "PARTIAL_SUCCESS", "rejected": "REJECTED", "canceled": "CANCELLED",
     "terminated": "TERMINATED", "failed": "FAILED", "withdrawn": "WITHDRAWN"}}}');
INSERT INTO deployment_record SELECT n, 'alice' FROM generate_series(1, 7) AS n;
SELECT DISTINCT state FROM deployment_record;

-- 1 refused, 2 canceled by its initiator, 3 stopped by hand, 4 broken, 5 done, 6 forgotten until its time was over, 7 withdrawn.
SELECT wf.reject(1000001, comment => 'not before the holidays', actor => 'lena') > 0 AS refused;
SELECT wf.cancel(2, actor => 'alice') > 0 AS canceled;
SELECT wf.terminate(3, actor => 'root') > 0 AS stopped;
SELECT wf.approve(4000001, actor => 'lena') > 0 AS approved;
SELECT wf.fail_job(job_id, 'disk full', error_code => 'DISK') > 0 AS broken FROM wf.jobs WHERE instance_id = 4 AND kind = 'service';
SELECT wf.approve(5000001, actor => 'lena') > 0 AS approved;
SELECT wf.complete_job(job_id) > 0 AS installed FROM wf.jobs WHERE instance_id = 5 AND kind = 'service';
SELECT wf.withdraw(7, actor => 'alice') > 0 AS withdrawn;
SELECT wf.run_due_jobs(now() + interval '73 hours');

-- S004-1 to 4, 8 to 10, 14: each has its own state, in the instance and in the record, and keeps its name on the way down.
SELECT r.record_id, i.status, r.state, s.label ->> 'zh' AS label, s.is_final, s.counts_as_failure
FROM deployment_record r
JOIN wf.instance_list i ON i.business_table = 'public.deployment_record' AND i.business_key = r.record_id::text
JOIN wf.status s ON s.code = i.status
ORDER BY 1;
SELECT instance_id, action, actor, target FROM wf.history WHERE target NOT IN ('running') ORDER BY 1;

-- S004-13: a final state accepts no further transition.
SELECT wf.cancel(1, actor => 'alice');
SELECT wf.terminate(2, actor => 'root');

-- S004-19: a new state needs no change of those who read.
INSERT INTO wf.status (code, label, is_final, counts_as_failure) VALUES ('expired', '{"en": "Expired"}', true, true);
SELECT code, label ->> 'en' AS label FROM wf.status WHERE code = 'expired';
SELECT count(*) AS readers_still_read FROM wf.instance_list i JOIN wf.status s ON s.code = i.status;

-- S004-20, 21: old records that say CANCELLED for both. A: they stay. B: those with a logged refusal become REJECTED, which the log of
-- their instances says.
CREATE TABLE old_record AS SELECT record_id, CASE state WHEN 'REJECTED' THEN 'CANCELLED' ELSE state END AS state FROM deployment_record;
SELECT record_id, state FROM old_record WHERE state = 'CANCELLED' ORDER BY 1;
WITH refused AS (
    UPDATE old_record o SET state = 'REJECTED'
    FROM wf.instance_list i
    WHERE o.state = 'CANCELLED' AND i.business_table = 'public.deployment_record' AND i.business_key = o.record_id::text
      AND EXISTS (SELECT FROM wf.history h WHERE h.instance_id = i.instance_id AND h.action = 'reject')
    RETURNING o.record_id, i.instance_id)
SELECT record_id, wf.comment(instance_id, format('record %s: CANCELLED becomes REJECTED', record_id), actor => 'root') > 0 AS logged FROM refused;
SELECT record_id, state FROM old_record WHERE record_id <= 2 ORDER BY 1;
SELECT instance_id, action, comment FROM wf.history WHERE comment LIKE 'record %';
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP TABLE deployment_record, old_record;
