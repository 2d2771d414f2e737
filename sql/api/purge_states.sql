CREATE FUNCTION wf._is_purging_states(tracked_id bigint, key text) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__is_purging_states';
REVOKE ALL ON FUNCTION wf._is_purging_states(bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._is_purging_states IS 'Whether wf.purge_states() is at work on a record, in this session and just now. For the triggers of the log.';

-- Wherever they are. Meanwhile nothing is moved, and no partition arrives or leaves.
CREATE FUNCTION wf._remove_states(tracked bigint[], key text) RETURNS TABLE (tracked_id bigint, entries bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    _place record;
    _now constant timestamptz := clock_timestamp();
BEGIN
    LOCK TABLE wf.log_archive IN SHARE MODE;
    PERFORM FROM wf.state_queue q ORDER BY q.queue FOR UPDATE;
    FOR _place IN
        SELECT 'wf.state_log' AS name, true AS counts
        UNION ALL SELECT format('wf.%I', q.queue), NOT q.is_moved FROM wf.state_queue q
        UNION ALL SELECT format('%I.%I', a.schema_name, a.table_name), true FROM wf.log_archive a
                  WHERE a.log = 'state_log' AND a.detached_at IS NOT NULL AND a.attached_at IS NULL AND a.left_for <> 'drop' AND a.file IS NULL
    LOOP
        EXECUTE format('WITH gone AS (DELETE FROM %s l WHERE l.tracked_id = ANY ($1) AND l.key = $2 RETURNING l.tracked_id, l.key, l.seq, l.at, l.action, l.source, l.target, '
                       'l.former_key, l.actor, l.reason, l.transition, l.context, l.kept, l.row_count) '
                       'INSERT INTO wf.state_purged (at, seq, tracked_id, leaf, purged_at) SELECT g.at, g.seq, g.tracked_id, wf._state_leaf(g.tracked_id, g.key, g.seq, g.at, '
                       'g.action, g.source, g.target, g.former_key, g.actor, g.reason, g.transition, g.context, g.kept, g.row_count), $3 FROM gone g WHERE $4 ON CONFLICT DO NOTHING', _place.name)
        USING tracked, key, _now, _place.counts;
    END LOOP;
    RETURN QUERY SELECT p.tracked_id, count(*) FROM wf.state_purged p WHERE p.purged_at = _now AND p.tracked_id = ANY (tracked) GROUP BY 1 ORDER BY 1;
END
$$;
REVOKE ALL ON FUNCTION wf._remove_states(bigint[], text) FROM PUBLIC;
COMMENT ON FUNCTION wf._remove_states IS 'Removes the entries of a record, and keeps their digests; returns how many of which column. For wf.purge_states().';

-- What the caller has to look at, too.
CREATE FUNCTION wf._states_elsewhere(tracked bigint[], key text) RETURNS TABLE (message text, detail text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'the row has had other keys', format('Entries are under %s.', string_agg(DISTINCT k.other, ', ' ORDER BY k.other)), 'If they are of the same person, call wf.purge_states() for these keys, too.'
    FROM (SELECT CASE WHEN e.key = _states_elsewhere.key THEN e.former_key ELSE e.key END AS other FROM wf.state_entries e
          WHERE e.tracked_id = ANY (tracked) AND e.former_key IS NOT NULL AND _states_elsewhere.key IN (e.key, e.former_key)) k
    HAVING count(*) > 0
    UNION ALL
    SELECT 'entries may be elsewhere', format('Some of wf.state_log are in %s.', string_agg(coalesce(a.file, format('wf.%I, which is leaving the log', a.table_name)), ', ' ORDER BY a.from_at)),
           'Bring them back with wf.attach_archive(), then call wf.purge_states() again.'
    FROM wf.log_archive a
    WHERE a.log = 'state_log' AND a.attached_at IS NULL AND a.left_for <> 'drop'
      AND (a.file IS NOT NULL OR a.detached_at IS NULL AND NOT EXISTS (SELECT FROM wf._log_partitions('state_log') p WHERE p.table_name = a.table_name AND NOT p.is_detaching))
    HAVING count(*) > 0
$$;
REVOKE ALL ON FUNCTION wf._states_elsewhere(bigint[], text) FROM PUBLIC;
COMMENT ON FUNCTION wf._states_elsewhere IS 'Where more entries may be of a record that wf.purge_states() is to remove.';

CREATE FUNCTION wf._purge_states(tracked bigint[], key text, actor text, reason text) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__purge_states';
REVOKE ALL ON FUNCTION wf._purge_states(bigint[], text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._purge_states IS 'wf._remove_states(), which the log lets nobody else do, and an entry that says so; returns how many. For wf.purge_states().';

CREATE FUNCTION wf.purge_states(table_name text, key text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _tracked constant bigint[] := ARRAY(SELECT t.tracked_id FROM wf.tracked t WHERE t.table_name = purge_states.table_name ORDER BY 1);
    _more record;
BEGIN
    PERFORM wf._check_primary('purge_states');
    IF _tracked = '{}' THEN
        RAISE EXCEPTION 'no column of table % was ever tracked', coalesce(table_name, 'null')
            USING ERRCODE = 'WF216', HINT = 'Pass its name as wf.state_history shows it, as in ''public.customer''.';
    ELSIF key IS NULL OR coalesce(btrim(reason), '') = '' THEN
        RAISE EXCEPTION 'a key and a reason are needed' USING ERRCODE = 'WF504', HINT = 'The reason is what will be left: say who has asked for it, or which rule.';
    ELSIF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
        -- What others have committed since has to be seen.
        RAISE active_sql_transaction USING MESSAGE = 'wf.purge_states() needs the isolation level READ COMMITTED', HINT = 'Call it alone, or after BEGIN ISOLATION LEVEL READ COMMITTED.';
    END IF;
    FOR _more IN SELECT e.message, e.detail, e.hint FROM wf._states_elsewhere(_tracked, key) e LOOP
        RAISE WARNING USING MESSAGE = _more.message, DETAIL = _more.detail, HINT = _more.hint;
    END LOOP;
    RETURN wf._purge_states(_tracked, key, coalesce(wf.current_actor(), 'system'), reason);
END
$$;
REVOKE ALL ON FUNCTION wf.purge_states(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION wf.purge_states IS
'Removes what wf.track() has logged of a record, for good: of all tracked columns of the table, from the log, its queues and archived tables; returns how many entries. An entry of action purge says how many, who and why, not of which record, and wf.verify_states() still holds. The row itself is not touched, and what it does from now on is logged. A WARNING says if the row has had other keys, or entries are in files.
table_name, key: as wf.state_history shows them, so that the table may be gone. For wf_admin. Errors: WF216 (no column of it was ever tracked), WF504 (no reason), 25001 (isolation level), 25006 (a standby).
Example: SELECT wf.purge_states(table_name => ''public.customer'', key => ''42'', reason => ''request of the person, 2026-11-30'');';
