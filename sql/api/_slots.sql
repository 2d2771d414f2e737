-- All slots of the server, since all of them keep its one WAL.
CREATE FUNCTION wf._slots() RETURNS TABLE (slot_name name, is_read boolean, wal_status text, kept_bytes bigint, unread_bytes bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.slot_name, s.active, s.wal_status,
           greatest(pg_wal_lsn_diff(w.lsn, s.restart_lsn), 0)::bigint, greatest(pg_wal_lsn_diff(w.lsn, coalesce(s.confirmed_flush_lsn, s.restart_lsn)), 0)::bigint
    FROM pg_replication_slots s CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS lsn) AS w
$$;
REVOKE ALL ON FUNCTION wf._slots() FROM PUBLIC;
COMMENT ON FUNCTION wf._slots IS 'Replication slots: how much WAL each keeps, and how much its consumer has not confirmed. For wf.metrics and wf.health().';

-- What may be kept: max_slot_wal_keep_size; without it ten times what the server keeps for itself.
CREATE FUNCTION wf._check_health_slots() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH most AS (
        SELECT CASE WHEN k.bytes >= 0 THEN k.bytes ELSE 10 * pg_size_bytes(current_setting('max_wal_size')) END AS bytes
        FROM (SELECT pg_size_bytes(current_setting('max_slot_wal_keep_size')) AS bytes) AS k),
    slot AS (
        SELECT s.slot_name, s.kept_bytes,
               CASE WHEN s.wal_status IN ('lost', 'unreserved') OR s.kept_bytes > m.bytes * 0.75 THEN 'critical'
                    WHEN s.kept_bytes > m.bytes * CASE WHEN s.is_read THEN 0.25 ELSE 0.05 END THEN 'warning' END AS problem,
               CASE s.wal_status WHEN 'lost' THEN format('slot %I has lost WAL that its consumer needs', s.slot_name)
                    WHEN 'unreserved' THEN format('slot %I will lose WAL that its consumer needs at the next checkpoint', s.slot_name)
                    ELSE format('slot %I keeps %s of WAL%s', s.slot_name, pg_size_pretty(s.kept_bytes), CASE WHEN s.is_read THEN '' ELSE ', and nobody reads it' END) END AS what,
               CASE WHEN s.wal_status = 'lost' THEN format('SELECT pg_drop_replication_slot(%L); then let the consumer begin anew with a copy of the log.', s.slot_name)
                    WHEN s.is_read THEN 'See whether its consumer is too slow, or confirms nothing while the log rests: docs/how-to/stream-the-log.md, The heartbeat.'
                    ELSE format('Start its consumer. If it will not come back: SELECT pg_drop_replication_slot(%L);', s.slot_name) END AS help
        FROM wf._slots() s CROSS JOIN most m)
    SELECT h.status, h.message, h.hint
    FROM (SELECT array_agg(s.what ORDER BY s.problem, s.kept_bytes DESC, s.slot_name) FILTER (WHERE s.problem IS NOT NULL) AS problems, min(s.problem) AS worst,
                 (array_agg(s.help ORDER BY s.problem, s.kept_bytes DESC, s.slot_name))[1] AS hint, count(*) AS slots FROM slot s) AS l
    CROSS JOIN LATERAL wf._health(l.worst, l.problems, l.hint, CASE l.slots WHEN 0 THEN 'there is no replication slot' ELSE format('none of %s replication slots is far behind', l.slots) END) h
$$;
REVOKE ALL ON FUNCTION wf._check_health_slots FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_slots IS 'Of wf.health(): whether a replication slot keeps too much WAL, or has lost what it needs.';
