-- Start times of other roles' transactions are hidden from whoever is not in pg_read_all_stats; what they hold back is not.
CREATE FUNCTION wf._held_back() RETURNS TABLE (xids integer, since timestamptz, holder text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH holder AS MATERIALIZED (
        SELECT age(coalesce(a.backend_xmin, a.backend_xid)) AS xids, a.xact_start AS since, format('session %s of %s', a.pid, coalesce(a.usename, a.backend_type)) AS name,
               format('SELECT pg_terminate_backend(%s); if nobody needs it, and set idle_in_transaction_session_timeout.', a.pid) AS hint
        FROM pg_stat_activity a WHERE a.datname = current_database()
        UNION ALL
        SELECT age(p.transaction), p.prepared, format('prepared transaction %L', p.gid), format('ROLLBACK PREPARED %L; or COMMIT PREPARED, in database %I.', p.gid, p.database)
        FROM pg_prepared_xacts p
        UNION ALL
        SELECT greatest(age(s.xmin), age(s.catalog_xmin)), NULL, format('replication slot %L', s.slot_name),
               format('SELECT pg_drop_replication_slot(%L); if its replica does not come back.', s.slot_name)
        FROM pg_replication_slots s)
    SELECT coalesce(max(h.xids), 0), min(h.since),
           (SELECT o.name FROM holder o ORDER BY o.since NULLS LAST, o.xids DESC NULLS LAST LIMIT 1), (SELECT o.hint FROM holder o ORDER BY o.since NULLS LAST, o.xids DESC NULLS LAST LIMIT 1)
    FROM holder h
$$;
REVOKE ALL ON FUNCTION wf._held_back() FROM PUBLIC;
COMMENT ON FUNCTION wf._held_back IS 'What keeps vacuum from removing old versions: for how many transactions, since when, the oldest holder as far as it can be seen, and what ends it. For wf.metrics and wf.health().';
