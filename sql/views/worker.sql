CREATE OR REPLACE VIEW wf.worker WITH (security_barrier) AS
SELECT current_database() AS database, w.pid, w.started_at, w.last_run, w.next_run,
       greatest(now() - (SELECT min(first.at) FROM (
           (SELECT greatest(j.due_at, j.retry_at) AS at FROM wf.job j WHERE j.kind IN ('timer', 'start') ORDER BY greatest(j.due_at, j.retry_at), j.job_id LIMIT 1)
           UNION ALL
           (SELECT greatest(j.due_at, j.retry_at) FROM wf.job j WHERE j.kind = 'command' ORDER BY greatest(j.due_at, j.retry_at), j.job_id LIMIT 1)) AS first),
           interval '0') AS lag,
       w.runs, w.jobs, w.failures, w.last_failure, w.last_failure_at, w.last_upkeep
FROM wf._worker() w;

COMMENT ON VIEW wf.worker IS 'The background worker of this database. No row: it has none, because the library is not in shared_preload_libraries or the database is not in wf_engine.databases. Counted since the server has started.';
COMMENT ON COLUMN wf.worker.pid IS 'Its process; null: it is not running now, on a standby for example.';
COMMENT ON COLUMN wf.worker.last_run IS 'When it did last what was due.';
COMMENT ON COLUMN wf.worker.next_run IS 'When it will look again, unless a command wakes it; null: it is at work.';
COMMENT ON COLUMN wf.worker.lag IS 'How long the oldest timer or queued command has been due.';
COMMENT ON COLUMN wf.worker.jobs IS 'Delegations, timers and commands that it has done.';
COMMENT ON COLUMN wf.worker.failures IS 'Jobs and runs that have failed.';
COMMENT ON COLUMN wf.worker.last_upkeep IS 'When it began the daily upkeep last.';
