CREATE FUNCTION wf.stat_statuses(
    definition text DEFAULT NULL,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (status text, label text, is_final boolean, counts_as_failure boolean, instances bigint, average interval, p50 interval, p90 interval, p95 interval, as_of timestamptz)
LANGUAGE sql STABLE ROWS 11 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT c.code, coalesce(wf._in_language(c.label, current_setting('wf_engine.language', true)), c.code), c.is_final, c.counts_as_failure,
           coalesce(sum(s.counts[1] - s.counts[2]), 0)::bigint,
           CASE WHEN c.is_final THEN wf._duration((sum(s.counts[3]) / nullif(sum(s.counts[1]), 0))::bigint) END,
           wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 50)), wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 90)),
           wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 95)), wf._counted_until(tail)
    FROM wf.status c
    LEFT JOIN wf._sums('status', definition, from_day, until_day, false, tail, tenant_id) s ON s.name = c.code
    WHERE wf._reported_definitions() IS DISTINCT FROM '{}'
    GROUP BY c.code, c.label, c.is_final, c.counts_as_failure
    ORDER BY c.is_final, c.counts_as_failure, c.code COLLATE "C"
$$;
COMMENT ON FUNCTION wf.stat_statuses IS
'How many instances came into each status (and did not come back out of it after their end), with the labels and flags of wf.status: a status of your own is counted without a change. The sum of those with counts_as_failure is the number of failures. Parameters, durations and who may call it: as of wf.stat_instances. Errors: 22023.
Example: SELECT label, instances FROM wf.stat_statuses(''leave'') WHERE is_final;';
