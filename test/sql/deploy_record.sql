-- Final states (S004), by examples/deploy_record.sql: refused, canceled, stopped, broken and half done never stand for each other, neither in the
-- instance nor in the record; statistics with the clock, equal to a recount of the log; old records migrated.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS deploy CASCADE;
\set example :abs_srcdir /../examples/deploy_record.sql
\o /dev/null
\i :example
\o
RESET client_min_messages;
\set ECHO all

-- Nobody has submitted them: for 30 minutes that is no failure, from then on it is.
INSERT INTO deploy.record (record_id, requested_by, version, created_at) SELECT n, 'alice', '1.' || n, '2026-11-01 10:00Z' FROM generate_series(1, 11) AS n;
SELECT deploy.statistics('2026-11-01 10:30Z'), deploy.statistics('2026-11-01 10:30:00.000001Z') - 'successCount' AS a_moment_later;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM deploy.overdue('2026-11-01 12:00Z');
RESET enable_seqscan;

-- 1 refused, 2 canceled by its initiator, 3 stopped by hand, 4 broken, 5 done, 6 done on some hosts only, 7 forgotten until its time was over, 8 runs, 9 and 10 wait, 11 withdrawn.
UPDATE deploy.record SET outcome = 'SUBMITTED' WHERE record_id NOT IN (9, 10);
SELECT state, count(*) FROM deploy.record GROUP BY 1 ORDER BY 1;
SELECT wf.reject(1000001, comment => 'not before the holidays', actor => 'lena') > 0 AS refused;
SELECT wf.cancel(2, actor => 'alice') > 0 AS canceled;
SELECT wf.terminate(3, actor => 'root') > 0 AS stopped;
SELECT wf.approve(instance_id * 1000000 + 1, actor => 'lena') > 0 AS approved FROM generate_series(4, 6) AS instance_id;
SELECT wf.fail_job(job_id, 'disk full', error_code => 'DISK') > 0 AS broken FROM wf.jobs WHERE instance_id = 4 AND kind = 'service';
SELECT wf.complete_job(job_id) > 0 AS installed FROM wf.jobs WHERE instance_id = 5 AND kind = 'service';
SELECT wf.complete_job(job_id, '{"hosts_failed": 2}') > 0 AS partly FROM wf.jobs WHERE instance_id = 6 AND kind = 'service';
SELECT wf.approve(8000001, actor => 'lena') > 0 AS approved;
SELECT wf.withdraw(instance_id, actor => 'alice') > 0 AS withdrawn FROM wf.instance_list WHERE business_key = '11';
SELECT wf.run_due_jobs(now() + interval '73 hours');
SELECT r.record_id, r.state, s.label ->> 'zh' AS label, s.is_final, s.counts_as_failure, i.status
FROM deploy.record r JOIN deploy.state s ON s.code = r.state LEFT JOIN wf.instance_list i ON i.business_table = 'deploy.record' AND i.business_key = r.record_id::text ORDER BY 1;

SELECT instance_id, action, actor, target FROM wf.history WHERE target <> 'running' ORDER BY 1;
-- A final state accepts no further transition.
SELECT wf.cancel(1, actor => 'alice');
SELECT wf.terminate(2, actor => 'root');

-- failedCount: FAILED, REJECTED, two CANCELLED, TERMINATED, PARTIAL_SUCCESS; and both that wait, once they have waited for too long.
SELECT deploy.statistics('2026-11-01 10:10Z') AS soon, deploy.statistics('2026-11-01 10:31Z') AS late;
SELECT state, records, failures FROM deploy.counts('2026-11-01 10:31Z') ORDER BY state;
-- The same, counted over the log.
SELECT deploy.statistics('2026-11-01 10:31Z', from_log => true) = deploy.statistics('2026-11-01 10:31Z') AS is_equal;
SELECT * FROM deploy.counts('2026-11-01 10:31Z') EXCEPT SELECT * FROM deploy.counts('2026-11-01 10:31Z', from_log => true);
SELECT r.record_id, r.state, l.state AS by_log FROM deploy.record r JOIN deploy.by_log l USING (record_id) WHERE r.state <> l.state;

-- A success that nobody has approved.
UPDATE deploy.record SET outcome = 'SUCCESS' WHERE record_id = 9;
UPDATE deploy.record SET outcome = 'PARTIAL_SUCCESS' WHERE record_id = 9;
UPDATE deploy.record SET outcome = 'DONE' WHERE record_id = 9;

-- A new state needs no change of those who read.
INSERT INTO deploy.state (code, label, is_final, counts_as_failure) VALUES ('EXPIRED', '{"en": "Expired", "zh": "已过期"}', true, true);
UPDATE deploy.record SET outcome = 'EXPIRED' WHERE record_id = 10;
SELECT deploy.statistics('2026-11-01 10:31Z') AS the_same_number;
INSERT INTO wf.status (code, label, is_final, counts_as_failure) VALUES ('expired', '{"en": "Expired"}', true, true);
SELECT count(*) AS readers_still_read FROM wf.instance_list i JOIN wf.status s ON s.code = i.status;
UPDATE deploy.record SET outcome = 'CREATED' WHERE record_id = 10;

-- Old records: 1 was refused, and says CANCELLED as 2 and 7 do.
UPDATE deploy.record SET outcome = 'CANCELLED' WHERE record_id = 1;
SELECT r.record_id, r.state, l.state AS by_log FROM deploy.record r JOIN deploy.by_log l USING (record_id) WHERE r.state <> l.state;
SELECT * FROM deploy.migrate_refused('A', dry_run => false);
SELECT * FROM deploy.migrate_refused('B');
SELECT record_id, state FROM deploy.record WHERE record_id IN (1, 2, 7) ORDER BY 1;
SELECT * FROM deploy.migrate_refused('B', dry_run => false, actor => 'root');
SELECT record_id, state FROM deploy.record WHERE record_id IN (1, 2, 7) ORDER BY 1;
SELECT instance_id, actor, action, comment FROM wf.history WHERE action = 'comment';
SELECT count(*) AS left_over FROM deploy.migrate_refused('B', dry_run => false, actor => 'root');
SELECT * FROM deploy.migrate_refused('C');
SELECT deploy.statistics('2026-11-01 10:31Z', from_log => true) = deploy.statistics('2026-11-01 10:31Z') AS is_equal;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
SELECT wf.terminate(8, actor => 'root') > 0 AS stopped;
SELECT wf.deploy('{"key": "deployment", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "end"}]}');
SELECT wf.unbind('deploy.record', 'deployment');
SET client_min_messages = warning;
DROP SCHEMA deploy CASCADE;
