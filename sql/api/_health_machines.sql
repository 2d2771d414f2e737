CREATE FUNCTION wf._check_health_machines() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT coalesce(array_agg(p.what ORDER BY p.what COLLATE "C"), '{}') AS problems, (array_agg(p.hint ORDER BY p.what COLLATE "C"))[1] AS hint FROM wf._machine_trigger_problems() p) l
    CROSS JOIN LATERAL wf._health('critical', l.problems, l.hint, format('the triggers of %s state machines are in place', (SELECT count(*) FROM wf.machine_attachment))) h
$$;
REVOKE ALL ON FUNCTION wf._check_health_machines FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_machines IS 'Of wf.health(): whether columns with a state machine are watched.';
