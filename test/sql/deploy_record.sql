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
-- The record's own log: each change with the transition that it was, by whom and why; its end is what the record says.
SELECT transition, source, target, count(*), string_agg(DISTINCT actor, ' ' ORDER BY actor) AS actors, string_agg(DISTINCT reason, '; ') AS reasons
FROM wf.state_history WHERE table_name = 'deploy.record' GROUP BY 1, 2, 3 ORDER BY min(seq);
SELECT count(*) AS same FROM deploy.record r WHERE r.outcome = (SELECT h.target FROM wf.state_history h WHERE h.table_name = 'deploy.record' AND h.key = r.record_id::text ORDER BY h.seq DESC LIMIT 1);
SELECT state, count(*) FILTER (WHERE total IS NOT NULL) AS were_there, count(*) FILTER (WHERE total IS NULL) AS never, count(since) AS are_there
FROM wf.time_in_state('deploy.record', 'outcome', groups => '{"waiting": ["SUBMITTED", "RUNNING"], "refused": ["REJECTED"]}') GROUP BY 1 ORDER BY 1;
-- A final state accepts no further transition, neither by a command nor by hand.
UPDATE deploy.record SET outcome = 'CREATED' WHERE record_id = 1;
SELECT transition, target FROM wf.transitions('deploy.record', '8') ORDER BY 1;
SELECT wf.cancel(1, actor => 'alice');
SELECT wf.terminate(2, actor => 'root');

-- failedCount: FAILED, REJECTED, two CANCELLED, TERMINATED, PARTIAL_SUCCESS; and both that wait, once they have waited for too long.
SELECT deploy.statistics('2026-11-01 10:10Z') AS soon, deploy.statistics('2026-11-01 10:31Z') AS late;
SELECT state, records, failures FROM deploy.counts('2026-11-01 10:31Z') ORDER BY state;
-- The same, counted over the log.
SELECT deploy.statistics('2026-11-01 10:31Z', from_log => true) = deploy.statistics('2026-11-01 10:31Z') AS is_equal;
SELECT * FROM deploy.counts('2026-11-01 10:31Z') EXCEPT SELECT * FROM deploy.counts('2026-11-01 10:31Z', from_log => true);
SELECT r.record_id, r.state, l.state AS by_log FROM deploy.record r JOIN deploy.by_log l USING (record_id) WHERE r.state <> l.state;

-- A success that nobody has approved, or for which it was never submitted; a state that there is not.
UPDATE deploy.record SET outcome = 'SUCCESS' WHERE record_id = 8;
UPDATE deploy.record SET outcome = 'SUCCESS' WHERE record_id = 9;
UPDATE deploy.record SET outcome = 'DONE' WHERE record_id = 9;
INSERT INTO deploy.record (record_id, requested_by, version, outcome) VALUES (99, 'alice', '2.0', 'SUCCESS');

-- A new state needs no change of those who read.
INSERT INTO deploy.state (code, label, is_final, counts_as_failure) VALUES ('EXPIRED', '{"en": "Expired", "zh": "已过期"}', true, true);
INSERT INTO deploy.transition (name, from_state, to_state) VALUES ('expire', 'CREATED', 'EXPIRED'), ('reopen', 'EXPIRED', 'CREATED');
SELECT deploy.hold_states() AS version;
UPDATE deploy.record SET outcome = 'EXPIRED' WHERE record_id = 10;
SELECT deploy.statistics('2026-11-01 10:31Z') AS the_same_number;
INSERT INTO wf.status (code, label, is_final, counts_as_failure) VALUES ('expired', '{"en": "Expired"}', true, true);
SELECT count(*) AS readers_still_read FROM wf.instance_list i JOIN wf.status s ON s.code = i.status;
UPDATE deploy.record SET outcome = 'CREATED' WHERE record_id = 10;

-- Old records, from before there was a state machine: 1 was refused, and says CANCELLED as 2 and 7 do.
SELECT wf.detach_state_machine('deploy.record');
UPDATE deploy.record SET outcome = 'CANCELLED' WHERE record_id = 1;
SELECT deploy.hold_states() AS version;
SELECT r.record_id, r.state, l.state AS by_log FROM deploy.record r JOIN deploy.by_log l USING (record_id) WHERE r.state <> l.state;
SELECT * FROM deploy.migrate_refused('A', dry_run => false);
SELECT * FROM deploy.migrate_refused('B');
SELECT record_id, state FROM deploy.record WHERE record_id IN (1, 2, 7) ORDER BY 1;
SELECT * FROM deploy.migrate_refused('B', dry_run => false, actor => 'root');
SELECT record_id, state FROM deploy.record WHERE record_id IN (1, 2, 7) ORDER BY 1;
SELECT instance_id, actor, action, comment FROM wf.history WHERE action = 'comment';
SELECT key, source, target, transition, actor FROM wf.state_history WHERE table_name = 'deploy.record' ORDER BY seq DESC LIMIT 1;
-- Nobody else may correct one.
SELECT wf.transition('deploy.record', '2', 'correct', actor => 'alice');
SELECT count(*) AS left_over FROM deploy.migrate_refused('B', dry_run => false, actor => 'root');
SELECT * FROM deploy.migrate_refused('C');
SELECT deploy.statistics('2026-11-01 10:31Z', from_log => true) = deploy.statistics('2026-11-01 10:31Z') AS is_equal;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
SELECT wf.terminate(8, actor => 'root') > 0 AS stopped;
SELECT wf.deploy('{"key": "deployment", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "end"}]}');
SELECT wf.unbind('deploy.record', 'deployment');
SELECT wf.detach_state_machine('deploy.record');
SELECT wf.untrack('deploy.record', 'outcome');
SET client_min_messages = warning;
DROP SCHEMA deploy CASCADE;
