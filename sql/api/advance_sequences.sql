-- Logical replication brings rows and no sequences. What is found is the truth: a sequence is never set back.
CREATE FUNCTION wf.advance_sequences() RETURNS TABLE (sequence_name text, last_number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _used text;
    _owner name;
BEGIN
    PERFORM wf._check_primary('advance_sequences');
    PERFORM wf._lock('setup', 0);
    FOR sequence_name, _used IN
        SELECT s.oid::regclass::text, format('SELECT max(%I) FROM %s', a.attname, d.refobjid::regclass)
        FROM pg_class s
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('i', 'a') AND d.refobjsubid > 0
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE s.relkind = 'S' AND s.relnamespace = 'wf'::regnamespace
        UNION ALL
        -- It also numbers queued commands (src/pg/jobs/command_queue.cpp).
        SELECT 'wf.instance_id_seq', 'SELECT greatest((SELECT max(instance_id) FROM wf.instance), (SELECT max(instance_id) FROM wf.purged), (SELECT max(job_id) / 1000000 FROM wf.job))'
        UNION ALL
        SELECT 'wf.state_log_seq', 'SELECT max(seq) FROM wf.state_entries'
        UNION ALL
        -- Serial numbers that may have holes; those without are in wf.serial itself.
        SELECT format('wf.serial_%s_%s', n.tenant_id, md5(n.stem)), format(
            'SELECT nullif(greatest(max(substr(serial_no, %s)::bigint), %s), %2$s) FROM wf.instance WHERE tenant_id = %s AND starts_with(serial_no, %L) AND substr(serial_no, %1$s) ~ ''^[0-9]{1,18}$''',
            length(n.stem) + 1, n.last_number, n.tenant_id, n.stem)
        FROM wf.serial n
        ORDER BY 1
    LOOP
        EXECUTE _used INTO last_number;
        CONTINUE WHEN last_number IS NULL;
        IF to_regclass(sequence_name) IS NULL THEN
            SELECT pg_get_userbyid(relowner) INTO _owner FROM pg_class WHERE oid = 'wf.instance'::regclass;
            EXECUTE format('CREATE SEQUENCE %s MAXVALUE 9007199254740991', sequence_name);
            EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', sequence_name, _owner);
        END IF;
        CONTINUE WHEN last_number <= coalesce(pg_sequence_last_value(sequence_name::regclass), 0);
        PERFORM setval(sequence_name::regclass, last_number);
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf.advance_sequences IS
'For a database that takes over what logical replication has brought: sets every sequence of the engine to the last number that its tables have, so that none is given twice; returns the sequences that were behind. Call it when nothing comes any more, before anybody works there.
Example: SELECT * FROM wf.advance_sequences();';
REVOKE ALL ON FUNCTION wf.advance_sequences() FROM PUBLIC;
