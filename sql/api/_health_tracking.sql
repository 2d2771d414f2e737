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
