-- For wf.partitions. All partitions are counted at once, since it reads wf.instance from one end to the other: nothing finds those that run, as an
-- index on ended_at would make the last step of each write all indexes anew. One array is the result, so that the reading can be parallel; and
-- compiling a plan for it takes longer than running it.
CREATE FUNCTION wf._needed_before(ends timestamptz[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT array_agg(s.instances ORDER BY s.place)
    FROM (SELECT e.place, coalesce(sum(n.instances) OVER (ORDER BY e.place), 0)::bigint AS instances
          FROM generate_series(1, cardinality(ends)) AS e (place)
          LEFT JOIN (SELECT width_bucket(coalesce(i.checkpoint_at, i.started_at), ends) + 1 AS place, count(*) AS instances
                     FROM wf.instance i WHERE i.ended_at IS NULL GROUP BY 1) AS n ON n.place = e.place) AS s
$$;
REVOKE ALL ON FUNCTION wf._needed_before(timestamptz[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._needed_before IS 'For each of these moments, in order: how many running instances have entries from before it and no checkpoint since. For wf.partitions.';
