CREATE FUNCTION wf.stat_nodes(
    definition text DEFAULT NULL,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (definition_key text, node text, visits bigint, again bigint, rejected bigint, returned bigint, overdue bigint, automatic bigint, nobody bigint, same_person bigint,
                 tasks bigint, decided bigint, claimed bigint, delegated bigint, transferred bigint, for_others bigint, waiting interval, working interval,
                 average interval, p50 interval, p90 interval, p95 interval, task_p50 interval, task_p90 interval, share numeric, bottleneck bigint, as_of timestamptz)
LANGUAGE sql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH visits AS MATERIALIZED (
        SELECT s.definition_key, s.name, wf._sum_counts(s.counts) AS n, wf._sum_buckets(s.buckets) AS b
        FROM wf._sums('node', definition, from_day, until_day, false, tail, tenant_id) s GROUP BY 1, 2),
    work AS MATERIALIZED (
        SELECT s.definition_key, s.name, wf._sum_counts(s.counts) AS n, wf._sum_buckets(s.buckets) AS b
        FROM wf._sums('work', definition, from_day, until_day, false, tail, tenant_id) s GROUP BY 1, 2),
    both_of AS (
        SELECT definition_key, name, v.n AS v, v.b AS vb, w.n AS w, w.b AS wb,
               w.n[2] + w.n[3] + w.n[4] + w.n[5] + w.n[6] AS decided,
               sum(w.n[12] + w.n[13]) OVER (PARTITION BY definition_key) AS all_time
        FROM visits v FULL JOIN work w USING (definition_key, name))
    SELECT x.definition_key, x.name, coalesce(x.v[1], 0), coalesce(x.v[2], 0), coalesce(x.v[4], 0), coalesce(x.v[5], 0), coalesce(x.v[6], 0), coalesce(x.v[7], 0), coalesce(x.v[10], 0), coalesce(x.v[9], 0),
           coalesce(x.w[1], 0), coalesce(x.decided, 0), coalesce(x.w[8], 0), coalesce(x.w[9], 0), coalesce(x.w[10], 0), coalesce(x.w[11], 0),
           wf._duration(x.w[12] / nullif(x.decided, 0)), wf._duration(x.w[13] / nullif(x.decided, 0)),
           wf._duration(x.v[8] / nullif(x.v[3], 0)), wf._duration(wf._microseconds(x.vb, 50)), wf._duration(wf._microseconds(x.vb, 90)), wf._duration(wf._microseconds(x.vb, 95)),
           wf._duration(wf._microseconds(x.wb, 50)), wf._duration(wf._microseconds(x.wb, 90)),
           round((x.w[12] + x.w[13]) / nullif(x.all_time, 0), 3),
           CASE WHEN x.w IS NOT NULL THEN rank() OVER (PARTITION BY x.definition_key ORDER BY x.w[12] + x.w[13] DESC NULLS LAST) END,
           wf._counted_until(tail)
    FROM both_of x
    ORDER BY x.definition_key COLLATE "C", x.w[12] + x.w[13] DESC NULLS LAST, x.name COLLATE "C"
$$;
COMMENT ON FUNCTION wf.stat_nodes IS
'Where the time goes: for each node its visits (again: not the first of the instance), rejections, returns from it, deadlines that passed, decisions that nobody made by hand, visits for which no approver was found (nobody), decisions by the person who had made the one before, at another node (same_person); its tasks, how many were decided, by whom they were claimed, given away, done for others; waiting: from opening to claiming, or to the decision, on average; working: from claiming to the decision. average to p95: of a visit; task_p50, task_p90: from the opening of a task to its decision. share: of all the time that tasks took. bottleneck: 1 is where most of it was lost. Parameters and who may call it: as of wf.stat_instances. Errors: 22023.
Example: SELECT node, visits, p90, share FROM wf.stat_nodes(''leave'') ORDER BY bottleneck;';
