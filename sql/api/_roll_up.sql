-- Where the next step of it ends: where all is settled, or a partition of the log ends, for what is open there is kept, or after so many entries.
CREATE FUNCTION wf._end_of_roll_up(since timestamptz, settled timestamptz, max_entries integer) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH stretch AS MATERIALIZED (SELECT least(settled, (SELECT min(p.until_at) FROM wf._log_partitions() p WHERE p.until_at > since)) AS until)
    SELECT coalesce((SELECT l.at FROM wf.log l WHERE l.at > since AND l.at < s.until ORDER BY l.at OFFSET max_entries LIMIT 1), s.until) FROM stretch s
$$;
REVOKE ALL ON FUNCTION wf._end_of_roll_up(timestamptz, timestamptz, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._end_of_roll_up IS 'Where the next step of wf._roll_up() ends.';

CREATE FUNCTION wf._roll_up(max_entries integer DEFAULT 500000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    _cursor wf.rollup_cursor;
    _settled timestamptz;
    _until timestamptz;
    _entries bigint;
BEGIN
    -- One at a time; and only then a look at what is running.
    SELECT * INTO STRICT _cursor FROM wf.rollup_cursor FOR UPDATE;
    _settled := wf._settled_until('maintain');
    IF _cursor.rolled_until = '-infinity' THEN
        _cursor.rolled_until := coalesce((SELECT min(l.at) FROM wf.log l WHERE l.at < _settled), _settled);
        _cursor.begun_at := coalesce((SELECT max(a.until_at) FROM wf.log_archive a WHERE a.detached_at IS NOT NULL AND a.attached_at IS NULL), '-infinity');
        UPDATE wf.rollup_cursor c SET rolled_until = _cursor.rolled_until, begun_at = _cursor.begun_at;
    END IF;
    _until := wf._end_of_roll_up(_cursor.rolled_until, _settled, max_entries);
    IF _until <= _cursor.rolled_until THEN
        RETURN 0;
    END IF;
    -- Planned anew each time: a plan from when wf.rollup_life was empty goes through all of it for each instance.
    EXECUTE 'SELECT wf._add_to_rollup($1, $2, $3)' INTO _entries USING _cursor.rolled_until, _until, _cursor.time_zone;
    IF _until IN (SELECT p.until_at FROM wf._log_partitions() p) THEN
        INSERT INTO wf.rollup_life (as_of, tenant_id, instance_id, life)
        SELECT _until, f.tenant_id, f.instance_id, f.life FROM wf.rollup_life f WHERE f.as_of = 'infinity';
        DELETE FROM wf.rollup_life f WHERE f.as_of < (SELECT max(a.until_at) FROM wf.log_archive a WHERE a.detached_at IS NOT NULL);
    END IF;
    UPDATE wf.rollup_cursor c SET rolled_until = _until, entries = c.entries + _entries;
    RETURN _entries;
END
$$;
REVOKE ALL ON FUNCTION wf._roll_up(integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._roll_up IS 'Adds the entries of the log that are settled and not in wf.rollup yet, or the first of them; returns how many. For wf.maintain().';

CREATE FUNCTION wf._add_to_rollup(since timestamptz, until timestamptz, time_zone text) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH t AS MATERIALIZED (SELECT y.subject, y.is_month, y.period, y.tenant_id, y.definition_id, y.key, y.name, y.other, y.counts, y.buckets, y.instance_id, y.life FROM wf._tally(since, until, 'infinity', time_zone) y),
    over AS (
        DELETE FROM wf.rollup_life f USING t
        WHERE f.as_of = 'infinity' AND f.tenant_id = t.tenant_id AND f.instance_id = t.instance_id AND t.subject = 'life' AND t.life IS NULL),
    open AS (
        INSERT INTO wf.rollup_life (as_of, tenant_id, instance_id, life)
        SELECT 'infinity', t.tenant_id, t.instance_id, t.life FROM t WHERE t.subject = 'life' AND t.life IS NOT NULL
        ON CONFLICT (as_of, tenant_id, instance_id) DO UPDATE SET life = excluded.life),
    added AS (
        INSERT INTO wf.rollup AS r (subject, is_month, period, tenant_id, definition_id, key, name, other, counts, buckets)
        SELECT t.subject, t.is_month, t.period, t.tenant_id, t.definition_id, t.key, t.name, t.other, t.counts, t.buckets
        FROM t WHERE t.key IS NOT NULL ORDER BY t.subject, t.is_month, t.period, t.tenant_id, t.definition_id, t.key
        ON CONFLICT (subject, is_month, period, tenant_id, definition_id, key)
        DO UPDATE SET counts = wf._add_counts(r.counts, excluded.counts), buckets = wf._add_buckets(r.buckets, excluded.buckets))
    SELECT t.counts[1] FROM t WHERE t.subject = 'entries'
$$;
REVOKE ALL ON FUNCTION wf._add_to_rollup(timestamptz, timestamptz, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._add_to_rollup IS 'Adds the entries between two moments to wf.rollup, once; returns how many.';

CREATE FUNCTION wf._roll_up_towards(until timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _before timestamptz;
    _now timestamptz;
BEGIN
    LOOP
        SELECT c.rolled_until INTO _before FROM wf.rollup_cursor c;
        EXIT WHEN _before >= until OR _before = _now;
        _now := _before;
        PERFORM wf._roll_up();
    END LOOP;
    RETURN _before;
END
$$;
REVOKE ALL ON FUNCTION wf._roll_up_towards(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._roll_up_towards IS 'Adds all entries from before a moment to wf.rollup, except what may still come; returns the moment before which all have been added.';

-- Sums outlive the entries; what has left cannot be added any more.
CREATE FUNCTION wf._roll_up_until(until timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _rolled constant timestamptz := wf._roll_up_towards(until);
BEGIN
    IF _rolled < until THEN
        RAISE lock_not_available USING
            MESSAGE = 'entries that are to leave the log may still come',
            DETAIL = format('A transaction has been running since %s, and what is from before %s is to leave.', _rolled, until),
            HINT = 'Try again when it has ended; pg_stat_activity shows it.';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._roll_up_until(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._roll_up_until IS 'Adds all entries from before a moment to wf.rollup. For what is about to leave the log.';
