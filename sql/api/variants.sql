CREATE FUNCTION wf.variants(
    definition text,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (variant bigint, nodes text[], status text, instances bigint, share numeric, average interval, p50 interval, p90 interval, as_of timestamptz)
LANGUAGE sql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH ways AS MATERIALIZED (
        SELECT s.name, s.other, wf._sum_counts(s.counts) AS n, wf._sum_buckets(s.buckets) AS b
        FROM wf._sums('variant', definition, from_day, until_day, false, tail, tenant_id) s GROUP BY 1, 2)
    SELECT row_number() OVER (ORDER BY w.n[1] DESC, w.name COLLATE "C", w.other), string_to_array(nullif(w.name, ''), chr(31)), w.other, w.n[1],
           round(w.n[1] / sum(w.n[1]) OVER (), 4), wf._duration(w.n[2] / nullif(w.n[1], 0)),
           wf._duration(wf._microseconds(w.b, 50)), wf._duration(wf._microseconds(w.b, 90)), wf._counted_until(tail)
    FROM ways w
    ORDER BY 1
$$;
COMMENT ON FUNCTION wf.variants IS
'The ways that instances have gone from their start to their end: the activities in the order in which they were entered (the first 200), and the status at the end; how often, and how long that took. from_day, until_day: when they ended; the first day that does not count any more. Other parameters, and who may call it: as of wf.stat_instances. Errors: 22023.
Example: SELECT nodes, status, instances, p50 FROM wf.variants(''leave'') WHERE share >= 0.01;';
