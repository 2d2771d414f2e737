-- The period that a moment belongs to begins then.
CREATE FUNCTION wf._period_start(at timestamptz, partition_interval text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'SELECT date_trunc(partition_interval, at, ''UTC'')';
COMMENT ON FUNCTION wf._period_start IS 'The first moment of the week, month or quarter (UTC) that a moment is in.';
REVOKE ALL ON FUNCTION wf._period_start(timestamptz, text) FROM PUBLIC;

CREATE FUNCTION wf._period_length(partition_interval text) RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'SELECT CASE partition_interval WHEN ''quarter'' THEN interval ''3 months'' ELSE (''1 '' || partition_interval)::interval END';
COMMENT ON FUNCTION wf._period_length IS 'How long a week, month or quarter is.';
REVOKE ALL ON FUNCTION wf._period_length(text) FROM PUBLIC;

-- A partition is prepared as a table of its own and then attached: ATTACH takes ShareUpdateExclusive on the log, which
-- lets everybody go on reading and writing; CREATE TABLE ... PARTITION OF would take AccessExclusive.
CREATE FUNCTION wf._make_partition(from_at timestamptz, until_at timestamptz, log name DEFAULT 'log') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET default_tablespace = '' AS $$
DECLARE
    _base constant text := CASE WHEN from_at = date_trunc('month', from_at) AND until_at = from_at + interval '1 month'
                                THEN log || to_char(from_at, '_YYYY_MM') ELSE log || to_char(from_at, '_YYYY_MM_DD') END;
    _name text := _base;
    _number integer := 1;
    _root record;
BEGIN
    SELECT c.relowner::regrole AS owner, t.spcname, a.amname,
           t.oid IS NULL OR has_tablespace_privilege(t.oid, 'CREATE') AS may_use
    INTO _root
    FROM pg_class c LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace LEFT JOIN pg_am a ON a.oid = c.relam
    WHERE c.oid = format('wf.%I', log)::regclass;
    WHILE to_regclass(format('wf.%I', _name)) IS NOT NULL LOOP
        _number := _number + 1;
        _name := _base || '_' || _number;
    END LOOP;
    IF NOT _root.may_use THEN
        RAISE WARNING USING
            MESSAGE = format('the new partition wf.%I is not in tablespace %I of wf.%I', _name, _root.spcname, log),
            HINT = format('GRANT CREATE ON TABLESPACE %I TO %s, then move it.', _root.spcname, _root.owner);
    END IF;
    EXECUTE format('CREATE TABLE wf.%I (LIKE wf.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION, '
                   'CONSTRAINT %I CHECK (at >= %L AND at < %L))%s%s',
                   _name, log, _name || '_bounds', from_at, until_at, ' USING ' || quote_ident(_root.amname),
                   CASE WHEN _root.may_use THEN ' TABLESPACE ' || quote_ident(_root.spcname) END);
    EXECUTE format('ALTER TABLE wf.%I ATTACH PARTITION wf.%I FOR VALUES FROM (%L) TO (%L)', log, _name, from_at, until_at);
    EXECUTE format('ALTER TABLE wf.%I DROP CONSTRAINT %I', _name, _name || '_bounds');
    PERFORM wf._adopt_partitions();
    EXECUTE format('COMMENT ON TABLE wf.%I IS %L', _name, format('Entries of wf.%I from %s to before %s (UTC).', log, from_at::date, until_at::date));
END
$$;
REVOKE ALL ON FUNCTION wf._make_partition(timestamptz, timestamptz, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._make_partition IS 'Makes a partition of a log with these bounds, in its tablespace and with its compression.';

-- By bounds, never by name: what somebody else has made, of whatever length, counts, and gaps are filled exactly.
CREATE FUNCTION wf._fill_partitions(from_at timestamptz, until_at timestamptz, log name DEFAULT 'log') RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    _interval constant text := (SELECT p.partition_interval FROM wf._log_policies() p WHERE p.log = _fill_partitions.log);
    _at timestamptz := from_at;
    _end timestamptz;
    _is_locked boolean := false;
    _created integer := 0;
BEGIN
    WHILE _at < until_at LOOP
        SELECT p.until_at INTO _end FROM wf._log_partitions(log) p WHERE p.from_at <= _at AND p.until_at > _at AND NOT p.is_detaching;
        IF FOUND THEN
            _at := _end;
        ELSIF NOT _is_locked THEN
            -- Two who miss the same one: the second waits, then finds it made.
            EXECUTE format('LOCK TABLE wf.%I IN SHARE UPDATE EXCLUSIVE MODE', log);
            _is_locked := true;
        ELSE
            SELECT least(wf._period_start(_at, _interval) + wf._period_length(_interval), min(p.from_at)) INTO _end
            FROM wf._log_partitions(log) p WHERE p.from_at > _at;
            PERFORM wf._make_partition(
                (SELECT greatest(wf._period_start(_at, _interval), max(p.until_at)) FROM wf._log_partitions(log) p WHERE p.until_at <= _at), _end, log);
            _created := _created + 1;
            _at := _end;
        END IF;
    END LOOP;
    RETURN _created;
END
$$;
REVOKE ALL ON FUNCTION wf._fill_partitions(timestamptz, timestamptz, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._fill_partitions IS 'Makes what is missing of the partitions of a log from one moment to before another; returns how many it made.';

CREATE FUNCTION wf._premake(at timestamptz, log name DEFAULT 'log') RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT wf._check_primary('ensure_partitions');
    SELECT wf._fill_partitions(at, wf._period_start(at, p.partition_interval) + (p.premake + 1) * wf._period_length(p.partition_interval), log)
    FROM wf._log_policies() p WHERE p.log = _premake.log
$$;
REVOKE ALL ON FUNCTION wf._premake(timestamptz, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._premake IS 'Makes the partitions of a log that a moment needs, and those ahead of it, as wf.log_policy says; returns how many it made.';

CREATE FUNCTION wf.ensure_partitions(first_month timestamptz DEFAULT now(), months integer DEFAULT 4) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT wf._check_primary('ensure_partitions');
    SELECT wf._fill_partitions(date_trunc('month', first_month, 'UTC'),
                               date_trunc('month', first_month, 'UTC') + make_interval(months => months))
$$;
REVOKE ALL ON FUNCTION wf.ensure_partitions(timestamptz, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf.ensure_partitions IS
'Creates what is missing of the partitions of wf.log for so many months from the month of first_month (UTC) on; returns how many it created. Of what length they are says wf.log_policy. Partitions that somebody else has made count, whatever they are called. Commands call it themselves when they meet a moment that has none, and ahead of time; wf.maintain() does it too.
Example: SELECT wf.ensure_partitions(months => 12);';
