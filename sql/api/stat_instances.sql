CREATE FUNCTION wf._check_words(parameter text, given text[], known text[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _wrong text;
BEGIN
    SELECT coalesce(g.word, 'null') INTO _wrong FROM unnest(given) AS g (word) WHERE g.word IS NULL OR g.word <> ALL (known) LIMIT 1;
    IF FOUND OR given IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('%s cannot be "%s"', parameter, coalesce(_wrong, 'null')), HINT = format('It can be %s.', array_to_string(known, ', '));
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_words IS 'Refuses words that a parameter does not know: 22023.';

CREATE FUNCTION wf.stat_instances(
    definition text DEFAULT NULL,
    split_by text[] DEFAULT '{definition}',
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (definition_key text, definition_version integer, department_id text, period date, started bigint, ended bigint, completed bigint, failed bigint,
                 average interval, p50 interval, p90 interval, p95 interval, as_of timestamptz)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM wf._check_words('split_by', split_by, '{definition,version,department,day,month}');
    RETURN QUERY
    SELECT CASE WHEN split_by && '{definition,version}' THEN s.definition_key END,
           CASE WHEN 'version' = ANY (split_by) THEN s.definition_version END,
           CASE WHEN 'department' = ANY (split_by) THEN nullif(s.name, '') END,
           CASE WHEN 'day' = ANY (split_by) THEN s.period WHEN 'month' = ANY (split_by) THEN date_trunc('month', s.period::timestamp)::date END,
           coalesce(sum(s.counts[1]) FILTER (WHERE c.code = 'created'), 0)::bigint,
           coalesce(sum(s.counts[1] - s.counts[2]) FILTER (WHERE c.is_final), 0)::bigint,
           coalesce(sum(s.counts[1] - s.counts[2]) FILTER (WHERE c.code = 'completed'), 0)::bigint,
           coalesce(sum(s.counts[1] - s.counts[2]) FILTER (WHERE c.counts_as_failure), 0)::bigint,
           wf._duration((sum(s.counts[3]) FILTER (WHERE c.is_final) / nullif(sum(s.counts[1]) FILTER (WHERE c.is_final), 0))::bigint),
           wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 50)), wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 90)),
           wf._duration(wf._microseconds(wf._sum_buckets(s.buckets), 95)), wf._counted_until(tail)
    FROM wf._sums(CASE WHEN 'department' = ANY (split_by) THEN 'origin' ELSE 'status' END, stat_instances.definition, from_day, until_day, 'day' = ANY (split_by), tail, stat_instances.tenant_id) s
    JOIN wf.status c ON c.code = CASE WHEN 'department' = ANY (split_by) THEN s.other ELSE s.name END
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4;
END
$$;
COMMENT ON FUNCTION wf.stat_instances IS
'How many instances were started and how they ended, and how long that took. split_by: definition, version, department (of the initiator, at the start or end), day or month; or several of them. from_day, until_day: when they were started, or ended; the first day that does not count any more. failed: by counts_as_failure of wf.status. average to p95: of those that ended, from their start; percentiles are off by 1 % at most. tail: with what has come since the last wf.maintain(). as_of: until when it counts. For wf_admin, wf_reader and wf_app, and for people of the definitions that they administer. Errors: 22023.
Example: SELECT definition_key, started, completed, failed, p90 FROM wf.stat_instances();';
