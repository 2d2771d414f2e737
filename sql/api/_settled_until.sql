-- Not a number and not the clock: a transaction may commit long after it has numbered and dated its entries.
CREATE FUNCTION wf._settled_until(caller text) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _earliest constant timestamptz := wf._earliest_start();
BEGIN
    -- The snapshot has to be younger than the look at what is running.
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
        RAISE active_sql_transaction USING MESSAGE = format('wf.%s() needs the isolation level READ COMMITTED', caller), HINT = 'Call it alone, or after BEGIN ISOLATION LEVEL READ COMMITTED.';
    END IF;
    RETURN (
        SELECT least(_earliest, min(wf._earliest_in_doubt(c.oid)))
        FROM (SELECT t.relid FROM pg_partition_tree('wf.log') t UNION ALL SELECT 'wf.purged'::regclass) AS t
        JOIN pg_class c ON c.oid = t.relid AND c.relkind = 'r'
        WHERE c.oid IN (SELECT l.relation FROM pg_locks l WHERE l.pid IS NULL AND l.mode = 'RowExclusiveLock'
                                                          AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())));
END
$$;
REVOKE ALL ON FUNCTION wf._settled_until(text) FROM PUBLIC;
COMMENT ON FUNCTION wf._settled_until IS 'All entries of the log from before this moment are committed, and none can come any more.';
