CREATE FUNCTION wf._tally(since timestamptz, until timestamptz, seeds timestamptz, time_zone text)
RETURNS TABLE (subject text, is_month boolean, period date, tenant_id bigint, definition_id bigint, key bytea, name text, other text, counts bigint[], buckets bigint[],
               instance_id bigint, life bytea)
LANGUAGE c STABLE ROWS 10000 SET work_mem = '64MB' SET jit = off
AS 'MODULE_PATHNAME', 'wf__tally';
REVOKE ALL ON FUNCTION wf._tally(timestamptz, timestamptz, timestamptz, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._tally IS 'Rows for wf.rollup and wf.rollup_life (subject life; life null: nothing is open any more) of the entries between two moments, and how many entries these were (subject entries). seeds: as_of of the rows of wf.rollup_life to begin with; null: with none.';

-- Its caller may be anybody: it gives what wf._reported_definitions() says they may see.
CREATE FUNCTION wf._recent_sums()
RETURNS TABLE (subject text, is_month boolean, period date, tenant_id bigint, definition_id bigint, name text, other text, counts bigint[], buckets bigint[])
LANGUAGE c STABLE PARALLEL UNSAFE ROWS 1000 SET jit = off
AS 'MODULE_PATHNAME', 'wf__recent_sums';
COMMENT ON FUNCTION wf._recent_sums() IS 'What is not in wf.rollup yet, of definitions whose reports the caller may see.';

CREATE FUNCTION wf._add_counts(one bigint[], other bigint[]) RETURNS bigint[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__add_counts';
COMMENT ON FUNCTION wf._add_counts IS 'Counts of wf.rollup, added place by place.';

CREATE FUNCTION wf._add_buckets(one bigint[], other bigint[]) RETURNS bigint[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__add_buckets';
COMMENT ON FUNCTION wf._add_buckets IS 'Buckets of wf.rollup, added bucket by bucket.';

CREATE AGGREGATE wf._sum_counts(bigint[]) (SFUNC = wf._add_counts, STYPE = bigint[], INITCOND = '{}', COMBINEFUNC = wf._add_counts, PARALLEL = SAFE);
COMMENT ON AGGREGATE wf._sum_counts(bigint[]) IS 'Counts of wf.rollup, added place by place.';

CREATE AGGREGATE wf._sum_buckets(bigint[]) (SFUNC = wf._add_buckets, STYPE = bigint[], INITCOND = '{}', COMBINEFUNC = wf._add_buckets, PARALLEL = SAFE);
COMMENT ON AGGREGATE wf._sum_buckets(bigint[]) IS 'Buckets of wf.rollup, added bucket by bucket.';

CREATE FUNCTION wf._microseconds(buckets bigint[], percent integer) RETURNS bigint
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__percentile';
COMMENT ON FUNCTION wf._microseconds IS 'The duration that so many per cent of those in the buckets do not exceed, off by 1 % at most; null: there are none.';

-- Days as long as hours: nobody wants to know how long a month is.
CREATE FUNCTION wf._duration(microseconds bigint) RETURNS interval
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT justify_hours(date_trunc('seconds', microseconds * interval '1 microsecond')) $$;
COMMENT ON FUNCTION wf._duration IS 'So many microseconds, in days, hours, minutes and whole seconds.';
