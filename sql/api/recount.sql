-- Where a recount can begin: at the first entry of all, or where the last partition ended that has left the log.
CREATE FUNCTION wf._recount_since(since timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS MATERIALIZED (SELECT max(a.until_at) AS until_at FROM wf.log_archive a WHERE a.detached_at IS NOT NULL),
    places AS (SELECT '-infinity'::timestamptz AS at
               UNION ALL SELECT c.begun_at FROM wf.rollup_cursor c
               UNION ALL SELECT DISTINCT f.as_of FROM wf.rollup_life f WHERE f.as_of < 'infinity')
    SELECT coalesce((SELECT max(p.at) FROM places p WHERE p.at <= since AND p.at >= coalesce(g.until_at, '-infinity')),
                    (SELECT min(p.at) FROM places p WHERE p.at >= coalesce(g.until_at, '-infinity')))
    FROM gone g
$$;
REVOKE ALL ON FUNCTION wf._recount_since(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._recount_since IS 'The last moment up to since, or else the first one, at which a recount of the log can begin; null: there is none.';

CREATE FUNCTION wf.recount(since timestamptz DEFAULT '-infinity')
RETURNS TABLE (subject text, is_month boolean, period date, tenant_id bigint, definition_id bigint, name text, other text,
               rolled_up bigint[], recounted bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
    WITH begin AS MATERIALIZED (SELECT wf._recount_since(since) AS at, c.rolled_until, c.time_zone FROM wf.rollup_cursor c),
    -- Of a day or month that had begun before, the recount has a part only.
    first AS MATERIALIZED (
        SELECT d.day, (date_trunc('month', d.day::timestamp - interval '1 day') + interval '1 month')::date AS month
        FROM begin b CROSS JOIN LATERAL (SELECT CASE WHEN b.at = '-infinity' THEN '-infinity' ELSE ((b.at AT TIME ZONE b.time_zone) + interval '1 day' - interval '1 microsecond')::date END) AS d (day)),
    found AS (
        SELECT t.subject, t.is_month, t.period, t.tenant_id, t.definition_id, t.key, t.name, t.other, t.counts, t.buckets
        FROM begin b CROSS JOIN LATERAL wf._tally(b.at, b.rolled_until, b.at, b.time_zone) t
        CROSS JOIN first f
        WHERE t.key IS NOT NULL AND t.period >= CASE WHEN t.is_month THEN f.month ELSE f.day END),
    kept AS (
        SELECT r.subject, r.is_month, r.period, r.tenant_id, r.definition_id, r.key, r.name, r.other, r.counts, r.buckets
        FROM wf.rollup r CROSS JOIN first f
        WHERE r.period >= CASE WHEN r.is_month THEN f.month ELSE f.day END)
    SELECT subject, is_month, period, tenant_id, definition_id, coalesce(k.name, n.name), coalesce(k.other, n.other),
           k.counts || k.buckets, n.counts || n.buckets
    FROM kept k FULL JOIN found n USING (subject, is_month, period, tenant_id, definition_id, key)
    WHERE (k.counts, k.buckets) IS DISTINCT FROM (n.counts, n.buckets)
    ORDER BY 1, 2, 3, 4, 5, 6, 7
$$;
REVOKE ALL ON FUNCTION wf.recount(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf.recount IS
'Proves the reports: counts the log anew, as far as wf.maintain() has added it, and gives the rows of wf.rollup that are otherwise; none: they are equal, bit by bit. since: the days from then on; what has left the log cannot be recounted, and keeps its sums; so does what wf.purge() has removed, whose rows differ. Reads the whole log from there. For wf_admin and wf_reader.
Example: SELECT * FROM wf.recount();';
