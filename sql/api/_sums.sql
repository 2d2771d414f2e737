-- Whole months by their sums, the rest day by day: a report over years reads few rows.
CREATE FUNCTION wf._periods(from_day date, until_day date) RETURNS TABLE (is_month boolean, first date, past date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3 SET search_path = pg_catalog, pg_temp AS $$
    WITH months AS (
        SELECT CASE WHEN from_day IS NULL THEN '-infinity' ELSE (date_trunc('month', from_day::timestamp - interval '1 day') + interval '1 month')::date END AS first,
               CASE WHEN until_day IS NULL THEN 'infinity' ELSE date_trunc('month', until_day::timestamp)::date END AS past)
    SELECT p.is_month, p.first, p.past
    FROM months m
    CROSS JOIN LATERAL (VALUES
        (true, m.first, m.past),
        (false, from_day, CASE WHEN m.first < m.past THEN m.first ELSE until_day END),
        (false, CASE WHEN m.first < m.past THEN m.past END, until_day)) AS p (is_month, first, past)
    WHERE p.first < p.past
$$;
COMMENT ON FUNCTION wf._periods IS 'The months that lie between two days (null: no end), and the days that are left over; past: the first one after.';

CREATE FUNCTION wf._sums(subject text, definition text, from_day date, until_day date, daily boolean, tail boolean, of_tenant bigint)
RETURNS TABLE (period date, tenant_id bigint, definition_key text, definition_version integer, name text, other text, counts bigint[], buckets bigint[])
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    _tenant constant bigint := coalesce(of_tenant, wf.current_tenant());
    -- Of people there are sums of months in all definitions, for those who see all of them.
    _in_all constant boolean := subject = 'person' AND definition IS NULL AND NOT daily AND wf._reported_definitions() IS NULL;
    _stretch record;
BEGIN
    IF from_day >= until_day THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'the report ends before it begins', DETAIL = format('from_day is %s, until_day %s.', from_day, until_day),
            HINT = 'until_day is the first day that does not count any more.';
    END IF;
    -- Months are found by timestamps, which do not reach as far as dates.
    IF EXISTS (SELECT FROM unnest(ARRAY[from_day, until_day]) AS d (day) WHERE isfinite(d.day) AND d.day NOT BETWEEN '0001-01-01' AND '9999-12-31') THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'a day of the report is outside of the years 1 to 9999', HINT = 'Leave out from_day or until_day where the report is to have no end.';
    END IF;
    -- One by one: a plan for all of them at once would read all sums.
    FOR _stretch IN
        SELECT p.is_month, p.first, p.past FROM wf._periods(from_day, until_day) p WHERE NOT daily
        UNION ALL SELECT false, coalesce(from_day, '-infinity'), coalesce(until_day, 'infinity') WHERE daily
    LOOP
        RETURN QUERY
        SELECT r.period, r.tenant_id, r.definition_key, r.definition_version, r.name, r.other, r.counts, r.buckets
        FROM wf.rollups r
        WHERE NOT r.is_recent AND r.subject = _sums.subject AND r.is_month = _stretch.is_month AND r.period >= _stretch.first AND r.period < _stretch.past
          AND r.tenant_id = _tenant AND (definition IS NULL AND (r.definition_id = 0) = (_in_all AND r.is_month) OR r.definition_key = definition);
    END LOOP;
    IF tail THEN
        RETURN QUERY
        SELECT r.period, r.tenant_id, r.definition_key, r.definition_version, r.name, r.other, r.counts, r.buckets
        FROM wf.rollups r
        WHERE r.is_recent AND r.subject = _sums.subject AND NOT r.is_month AND r.period >= coalesce(from_day, '-infinity') AND r.period < coalesce(until_day, 'infinity')
          AND r.tenant_id = _tenant AND (definition IS NULL OR r.definition_key = definition);
    END IF;
END
$$;
COMMENT ON FUNCTION wf._sums IS 'The rows of wf.rollups for a report. definition, from_day, until_day: null: all. of_tenant: null: that of the caller. daily: not by months. tail: with what has come since the last wf.maintain().';

CREATE FUNCTION wf._counted_until(tail boolean) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS 'SELECT CASE WHEN tail THEN statement_timestamp() ELSE s.rolled_until END FROM wf.rollup_state s';
COMMENT ON FUNCTION wf._counted_until IS 'The moment as of which a report is.';
