-- A check of wf.health(). Holidays are published year by year: those of a calendar are known until the end of the last year that
-- it says something of, by itself or through a parent whose days of rest it takes.
CREATE FUNCTION wf._check_health_calendars() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE line AS (
        SELECT c.tenant_id, c.calendar_id, c.calendar_id AS said_by, c.parent_id, 'rest' = ANY (c.ignores) AS stops, 0 AS above FROM wf.calendar c
        UNION ALL
        SELECT l.tenant_id, l.calendar_id, p.calendar_id, p.parent_id, 'rest' = ANY (p.ignores), l.above + 1
        FROM line l JOIN wf.calendar p ON p.tenant_id = l.tenant_id AND p.calendar_id = l.parent_id
        WHERE NOT l.stops AND l.above < 16),
    known AS (
        SELECT l.tenant_id, l.calendar_id, max(date_trunc('year', d.day) + interval '1 year') AS until
        FROM line l JOIN wf.calendar_day d ON d.tenant_id = l.tenant_id AND d.calendar_id = l.said_by
        GROUP BY 1, 2)
    SELECT h.status, h.message, h.hint
    FROM (SELECT array_agg(format('calendar %s knows no holidays from %s on', k.calendar_id, to_char(k.until, 'YYYY-MM-DD')) ORDER BY k.until, k.calendar_id) AS problems
          FROM known k WHERE k.until < now() + interval '60 days') AS f
    CROSS JOIN LATERAL wf._health('warning', f.problems,
        'Add those of the next year: wf.set_calendar_days(calendar, days); then SELECT * FROM wf.recompute_dues(calendar) shows what that moves.',
        'all calendars know the holidays of the next 60 days') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_calendars FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_calendars IS 'Of wf.health(): whether working calendars know the next holidays. Calendars without any dates are left out.';
