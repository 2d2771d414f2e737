-- A partition is prepared as a table of its own and then attached: ATTACH takes ShareUpdateExclusive on the log, which
-- lets everybody go on reading and writing; CREATE TABLE ... PARTITION OF would take AccessExclusive.
CREATE FUNCTION wf.ensure_partitions(first_month timestamptz DEFAULT now(), months integer DEFAULT 4) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    _month timestamptz;
    _name text;
    _created integer := 0;
    _owner name;
BEGIN
    SELECT pg_get_userbyid(relowner) INTO _owner FROM pg_class WHERE oid = 'wf.log'::regclass;
    FOR _number IN 0 .. months - 1 LOOP
        _month := date_trunc('month', first_month) + make_interval(months => _number);
        _name := 'log_' || to_char(_month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(format('wf.%I', _name)) IS NOT NULL;
        -- Two who miss the same month: the second waits, then finds it made.
        LOCK TABLE wf.log IN SHARE UPDATE EXCLUSIVE MODE;
        CONTINUE WHEN to_regclass(format('wf.%I', _name)) IS NOT NULL;
        EXECUTE format('CREATE TABLE wf.%I (LIKE wf.log INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE, '
                       'CONSTRAINT %I CHECK (at >= %L AND at < %L))',
                       _name, _name || '_bounds', _month, _month + interval '1 month');
        EXECUTE format('ALTER TABLE wf.log ATTACH PARTITION wf.%I FOR VALUES FROM (%L) TO (%L)',
                       _name, _month, _month + interval '1 month');
        EXECUTE format('ALTER TABLE wf.%I DROP CONSTRAINT %I', _name, _name || '_bounds');
        -- A truncate trigger is not inherited by partitions; the row triggers are.
        EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change()', _name);
        EXECUTE format('ALTER TABLE wf.%I ENABLE ALWAYS TRIGGER append_only_truncate', _name);
        EXECUTE format('ALTER TABLE wf.%I OWNER TO %I', _name, _owner);
        EXECUTE format('COMMENT ON TABLE wf.%I IS %L', _name, 'Entries of wf.log from ' || _month::date || ' on, for one month (UTC).');
        _created := _created + 1;
    END LOOP;
    RETURN _created;
END
$$;
REVOKE ALL ON FUNCTION wf.ensure_partitions(timestamptz, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf.ensure_partitions IS
'Creates the missing monthly partitions of wf.log from the month of first_month (UTC) on; returns how many it created. Commands call it themselves when they meet a month that has none, and ahead of time; a scheduler may.
Example: SELECT wf.ensure_partitions(months => 12);';
