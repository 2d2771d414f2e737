CREATE FUNCTION wf.stat_people(
    definition text DEFAULT NULL,
    by text DEFAULT 'person',
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (person_id text, department_id text, received bigint, decided bigint, approved bigint, rejected bigint, abstained bigint, done bigint, returned bigint,
                 claimed bigint, delegated bigint, transferred bigint, for_others bigint, waiting interval, working interval,
                 average interval, p50 interval, p90 interval, p95 interval, as_of timestamptz)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM wf._check_words('by', ARRAY[by], '{person,department}');
    RETURN QUERY
    WITH sums AS MATERIALIZED (
        SELECT s.name, wf._sum_counts(s.counts) AS n, wf._sum_buckets(s.buckets) AS b
        FROM wf._sums(stat_people.by, stat_people.definition, from_day, until_day, false, tail, stat_people.tenant_id) s GROUP BY 1),
    x AS (SELECT sums.name, sums.n, sums.b, sums.n[2] + sums.n[3] + sums.n[4] + sums.n[5] + sums.n[6] AS decided FROM sums)
    SELECT CASE by WHEN 'person' THEN x.name END, CASE by WHEN 'department' THEN nullif(x.name, '') END,
           x.n[1], x.decided, x.n[2], x.n[3], x.n[4], x.n[5], x.n[6], x.n[8], x.n[9], x.n[10], x.n[11],
           wf._duration(x.n[12] / nullif(x.decided, 0)), wf._duration(x.n[13] / nullif(x.decided, 0)), wf._duration((x.n[12] + x.n[13]) / nullif(x.decided, 0)),
           wf._duration(wf._microseconds(x.b, 50)), wf._duration(wf._microseconds(x.b, 90)), wf._duration(wf._microseconds(x.b, 95)), wf._counted_until(tail)
    FROM x
    ORDER BY x.decided DESC, x.name COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf.stat_people IS
'Load and speed of approvers, by person or department (that they were in when they decided): tasks received (of groups: claimed), decided and how, given away, and done for others; from when a task was theirs to their decision, and of that waiting (until they claimed it, or decided) and working. Parameters and who may call it: as of wf.stat_instances. Errors: 22023.
Example: SELECT person_id, received, decided, p90 FROM wf.stat_people(''leave'');';
