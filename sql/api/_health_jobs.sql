-- Checks of wf.health(): what should go on by itself.
CREATE FUNCTION wf._health_late(job_kind text, job_name text, what_to_do text) RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM wf._due_jobs() d
    CROSS JOIN LATERAL wf._health(CASE WHEN d.oldest > now() - interval '1 hour' THEN 'warning' ELSE 'critical' END,
        CASE WHEN d.late > 0 THEN ARRAY[format('%s %ss have been due for more than five minutes, since %s', d.late, job_name, to_char(d.oldest AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))] END,
        what_to_do, format('no %s is late', job_name)) h
    WHERE d.kind = job_kind
$$;
REVOKE ALL ON FUNCTION wf._health_late FROM PUBLIC;
COMMENT ON FUNCTION wf._health_late IS 'A row of wf.health(): whether jobs of a kind are late.';

-- Whether a worker is asked for at all says the server: a scheduler that calls wf.run_jobs() is as good.
CREATE FUNCTION wf._check_health_worker(after interval DEFAULT '5 minutes') RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH worker AS MATERIALIZED (
        SELECT w.pid, w.failures, w.last_failure, w.last_failure_at,
               greatest(w.last_run, w.started_at) + current_setting('wf_engine.worker_interval')::interval + after < now() AS is_stuck,
               greatest(w.last_run, w.started_at) AS last_run
        FROM wf._worker() w),
    problem AS (
        SELECT 1 AS weight, 'critical' AS status, 'no worker is running for this database' AS message,
               'The server starts it again within a minute. If it does not: its log says why; max_worker_processes may have to be raised.' AS hint
        FROM worker w WHERE w.pid IS NULL
        UNION ALL
        SELECT 2, 'critical', format('the worker, process %s, has done nothing since %s', w.pid, to_char(w.last_run AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
               format('SELECT wait_event, query FROM pg_stat_activity WHERE pid = %1$s; SELECT pg_terminate_backend(%1$s); starts it again.', w.pid)
        FROM worker w WHERE w.is_stuck
        UNION ALL
        SELECT 3, 'warning', format('%s failures of the worker, the last on %s: %s', w.failures, to_char(w.last_failure_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), w.last_failure),
               'Remove the cause; SELECT job_id, kind, error FROM wf.jobs WHERE error IS NOT NULL; if it is a job.'
        FROM worker w WHERE w.last_failure_at > now() - interval '1 hour'
        UNION ALL
        SELECT 4, 'warning', 'wf_engine.databases names this database, and it has no worker',
               'Put wf_engine into shared_preload_libraries and restart the server; or take the database out of wf_engine.databases and call wf.run_jobs().'
        WHERE wf._worker_is_wanted() AND NOT pg_is_in_recovery() AND NOT EXISTS (SELECT FROM worker))
    SELECT coalesce(p.status, 'ok'),
           coalesce(p.message, (SELECT format('the worker is process %s', w.pid) FROM worker w), 'this database has no worker: something else has to call wf.run_jobs() and wf.maintain()'),
           p.hint
    FROM (SELECT) AS one LEFT JOIN (SELECT f.status, f.message, f.hint FROM problem f ORDER BY f.weight LIMIT 1) AS p ON true
$$;
REVOKE ALL ON FUNCTION wf._check_health_worker FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_worker IS 'Of wf.health(): whether the background worker runs, if there should be one.';

CREATE FUNCTION wf._check_health_timers() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint FROM wf._health_late('timer', 'timer', 'SELECT wf.run_due_jobs(max_jobs => 1000); then have it called every few seconds: docs/how-to/let-timers-run.md.') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_timers FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_timers IS 'Of wf.health(): whether somebody runs timers.';

CREATE FUNCTION wf._check_health_commands() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint FROM wf._health_late('command', 'queued command', 'SELECT wf.run_due_jobs(max_jobs => 1000); then have it called every few seconds: docs/how-to/let-timers-run.md.') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_commands FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_commands IS 'Of wf.health(): whether somebody runs queued commands.';

CREATE FUNCTION wf._check_health_services() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint FROM wf._health_late('service', 'service job', 'SELECT topic, count(*) FROM wf.jobs WHERE kind = ''service'' AND due_at <= now() GROUP BY topic; then start a worker that calls wf.fetch_jobs(topic).') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_services FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_services IS 'Of wf.health(): whether somebody runs service jobs.';

CREATE FUNCTION wf._check_health_failed_jobs() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT count(*) AS jobs, min(j.error) AS error
          FROM (SELECT e.error, e.kind, e.tries_left FROM wf.job e WHERE e.error IS NOT NULL LIMIT 10000) j WHERE (j.kind = 'service' AND j.tries_left = 0) IS NOT TRUE) AS f
    CROSS JOIN LATERAL wf._health('warning', CASE WHEN f.jobs > 0 THEN ARRAY[format('%s jobs failed the last time; one of them: %s', f.jobs, f.error)] END,
        'SELECT job_id, kind, error, attempts, retry_at FROM wf.jobs WHERE error IS NOT NULL AND NOT incident; they are tried again, less and less often: remove the cause, or wf.cancel_job().',
        'no job has failed') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_failed_jobs FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_failed_jobs IS 'Of wf.health(): whether jobs fail.';

CREATE FUNCTION wf._check_health_incidents() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT count(*) AS jobs, min(j.error) AS error
          FROM (SELECT e.error, e.kind, e.tries_left FROM wf.job e WHERE e.error IS NOT NULL LIMIT 10000) j WHERE j.kind = 'service' AND j.tries_left = 0) AS f
    CROSS JOIN LATERAL wf._health('warning', CASE WHEN f.jobs > 0 THEN ARRAY[format('%s services have no tries left; one of them: %s', f.jobs, f.error)] END,
        'SELECT job_id, instance_id, node, error FROM wf.jobs WHERE incident; remove the cause, then SELECT wf.retry_job(job_id);',
        'no service has used up its tries') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_incidents FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_incidents IS 'Of wf.health(): whether instances wait for somebody to look at a service.';

CREATE FUNCTION wf._check_health_held() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT count(*) AS held, (array_agg(s.instance_id ORDER BY s.since))[1] AS first FROM (SELECT h.instance_id, h.since FROM wf.held h LIMIT 10000) s) AS f
    CROSS JOIN LATERAL wf._health('warning', CASE WHEN f.held > 0 THEN ARRAY[format('%s instances have a node that nobody can go on with; the oldest is instance %s', f.held, f.first)] END,
        format('SELECT jsonb_path_query(wf.state(%s), ''$.tokens[*] ? (exists (@.held))''); says why. Then wf.refresh_approvers, wf.retry_job, wf.jump or wf.cancel.', f.first),
        'no instance is held') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_held FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_held IS 'Of wf.health(): whether instances wait for an administrator.';

CREATE FUNCTION wf._check_health_leavers() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT count(*) AS tasks, min(t.assignee) AS person FROM (SELECT s.tenant_id, s.assignee FROM wf.task s WHERE s.assignee IS NOT NULL LIMIT 100000) t
          JOIN wf.person p ON p.tenant_id = t.tenant_id AND p.person_id = t.assignee AND NOT p.active) AS f
    CROSS JOIN LATERAL wf._health('warning', CASE WHEN f.tasks > 0 THEN ARRAY[format('%s tasks are with persons who have left; one of them with %s', f.tasks, f.person)] END,
        'SELECT wf.run_due_jobs(); replaces who left within a day; others: wf.transfer(task_id, person).',
        'no task is with a person who has left') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_leavers FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_leavers IS 'Of wf.health(): whether tasks wait for persons who will not act. Looks at 100,000 tasks at most.';

CREATE FUNCTION wf._check_health_outbox() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN o.oldest < now() - interval '1 day' THEN 'warning' ELSE 'ok' END,
           CASE WHEN o.oldest IS NULL THEN 'no notification waits' ELSE format('%s notifications wait, the oldest since %s', o.notifications, to_char(o.oldest AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')) END,
           CASE WHEN o.oldest < now() - interval '1 day' THEN 'Have a program deliver the rows of wf.outbox and delete them. If nobody wants them: UPDATE wf.retention SET keep_for = ''1 day'' WHERE table_name = ''outbox''; SET wf_engine.notify asks for fewer.' END
    FROM wf._outbox_lag() o
$$;
REVOKE ALL ON FUNCTION wf._check_health_outbox FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_outbox IS 'Of wf.health(): whether somebody delivers notifications.';
