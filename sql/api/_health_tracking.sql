-- A check of wf.health(): tables of the host whose changes are logged.
CREATE FUNCTION wf._check_health_tracking() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH problem AS (
        SELECT format('table %s, whose column %I is tracked, is gone or another one', t.table_name, t.column_name) AS what
        FROM wf.tracked t WHERE t.untracked_at IS NULL AND wf._stored_table(t.table_name) IS DISTINCT FROM t.table_id
        UNION ALL
        SELECT format('trigger %I of table %s %s', w.trigger_name, w.relation::regclass, CASE WHEN w.present_as IS NULL THEN 'is missing' ELSE 'is not ENABLE ALWAYS' END)
        FROM wf.tracked t CROSS JOIN wf._track_triggers(t.tracked_id) w
        WHERE t.untracked_at IS NULL AND w.present_as IS DISTINCT FROM 'A')
    SELECT h.status, h.message, h.hint
    FROM wf._health('critical', ARRAY(SELECT p.what FROM problem p ORDER BY p.what COLLATE "C"),
        'SELECT wf.setup(); as a superuser makes its triggers anew. What was changed meanwhile is not in wf.state_log.', 'all tracked columns are logged') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_tracking FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_tracking IS 'Of wf.health(): whether changes of tracked columns are logged.';

CREATE FUNCTION wf._check_health_state_queue(after interval DEFAULT '1 hour') RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN w.since < now() - 24 * after THEN 'critical' WHEN w.since < now() - after THEN 'warning' ELSE 'ok' END,
           CASE WHEN w.since IS NULL THEN 'nothing waits to be moved to wf.state_log'
                ELSE format('entries wait to be moved to wf.state_log since %s', to_char(w.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')) END,
           CASE WHEN w.since < now() - after THEN 'CALL wf.maintain(); every minute, or have the worker do it. If it says "locked", a transaction that has written a tracked table is open, or one that reads: SELECT pid, relation::regclass, mode FROM pg_locks WHERE relation::regclass::text LIKE ''wf.state_queue%''; and check vacuum.' END
    FROM (SELECT min(wf._queued_since(q.queue)) AS since FROM wf.state_queue q WHERE NOT q.is_moved) w
$$;
REVOKE ALL ON FUNCTION wf._check_health_state_queue FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_state_queue IS 'Of wf.health(): whether entries of asynchronous tracking come into the log.';
