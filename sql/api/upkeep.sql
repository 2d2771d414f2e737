-- What is due, from the catalog alone: whoever is stopped in the middle of it finds the rest here again.
CREATE FUNCTION wf.upkeep(at timestamptz DEFAULT now())
RETURNS TABLE (step text, target text, statement text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
    SELECT 'premake', format('wf.%I', p.log), format('SELECT wf._premake(%L%s)', wf._period_start(at, p.partition_interval), CASE WHEN p.log <> 'log' THEN format(', %L', p.log) END)
    FROM wf._log_policies() p
    WHERE EXISTS (SELECT FROM generate_series(0, p.premake) AS n (ahead)
                  CROSS JOIN LATERAL (SELECT at + n.ahead * wf._period_length(p.partition_interval)) AS m (moment)
                  WHERE NOT EXISTS (SELECT FROM wf._log_partitions(p.log) l WHERE m.moment >= l.from_at AND m.moment < l.until_at))
    UNION ALL
    (SELECT u.step, format('wf.%I', l.table_name), u.statement
     FROM wf._log_policies() p
     CROSS JOIN wf._log_partitions(p.log) l
     CROSS JOIN LATERAL (
        SELECT e.step, e.statement FROM wf._due_leaving(l.relation, l.from_at, l.until_at, l.is_detaching, l.until_at + p.retention <= at, p.log) e
        UNION ALL
        SELECT c.step, c.statement FROM wf._due_when_cold(l.relation, p.log) c WHERE l.until_at + p.cold_after <= at AND NOT l.is_detaching) u
     WHERE l.until_at <= at
     ORDER BY p.log, l.from_at)
    UNION ALL
    SELECT 'finish leaving', format('%I.%I', a.schema_name, a.table_name), format('SELECT wf._finish_leaving(%L)', a.table_name)
    FROM wf.log_archive a
    WHERE a.detached_at IS NULL AND NOT EXISTS (SELECT FROM wf._log_partitions(a.log) l WHERE l.table_name = a.table_name)
    UNION ALL
    SELECT 'remove old rows', 'wf.' || r.table_name, format('SELECT wf._remove_old_rows(%L, 10000)', r.table_name)
    FROM wf.retention r
    WHERE wf._has_old_rows(r.table_name, at)
    UNION ALL
    SELECT 'move states', 'wf.state_queue', 'SELECT wf._move_states()'
    WHERE EXISTS (SELECT FROM wf._queue_steps(at))
    UNION ALL
    SELECT 'seal', 'wf.state_log', 'SELECT wf._seal_states(100000)'
    FROM (SELECT coalesce(max(s.until_at), '-infinity') AS until_at FROM wf.state_seal s) s
    -- So that there are not more blocks than is worth it.
    WHERE EXISTS (SELECT FROM wf.state_log l WHERE l.at >= s.until_at AND l.at < least(upkeep.at, now()) - interval '1 hour')
      AND EXISTS (SELECT FROM wf.state_log l WHERE l.at >= s.until_at AND l.at < (SELECT wf._states_settled_until(s.until_at)))
    UNION ALL
    SELECT 'roll up', 'wf.log', 'SELECT wf._roll_up()'
    FROM wf.rollup_cursor c
    -- Elsewhere nobody can say what is settled.
    WHERE CASE WHEN current_setting('transaction_isolation') = 'read committed' THEN c.rolled_until < wf._settled_until('maintain') - interval '1 hour' END
      AND (c.rolled_until > '-infinity' OR EXISTS (SELECT FROM wf.log l WHERE l.at < now() - interval '1 hour'))
$$;
REVOKE ALL ON FUNCTION wf.upkeep(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf.upkeep IS
'What CALL wf.maintain() would do now, in order: step, target, and the statement that does it. Statements with CONCURRENTLY and VACUUM run by themselves only, not in a transaction block; psql runs them all with \gexec, as wf_owner or a superuser.
at: is used as the present time.
Example: SELECT * FROM wf.upkeep();';

-- Where somebody has built one by another name, it counts.
CREATE FUNCTION wf._due_when_cold(partition oid, log name) RETURNS TABLE (step text, statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    -- A concurrent build that was stopped leaves an index that nobody can use.
    SELECT 'drop broken index', format('DROP INDEX CONCURRENTLY %s', x.indexrelid::regclass)
    FROM pg_index x WHERE x.indrelid = partition AND NOT x.indisvalid AND NOT x.indisprimary
    UNION ALL
    SELECT 'index', format('CREATE INDEX CONCURRENTLY ON %s %s', partition::regclass, w.definition)
    FROM wf._log_policies() p
    JOIN (VALUES ('log', 'USING gin (wf.events(events) jsonb_path_ops)'), ('log', 'USING btree (at) WITH (fillfactor=''100'')'),
                 ('log', 'USING btree (node, at) WITH (fillfactor=''100'')'), ('state_log', 'USING btree (at) WITH (fillfactor=''100'')')) AS w (log, definition) ON w.log = p.log
    WHERE p.log = _due_when_cold.log AND p.cold_indexes AND (SELECT c.relkind FROM pg_class c WHERE c.oid = partition) = 'r'
      AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = partition AND x.indisvalid AND x.indpred IS NULL
                                               AND strpos(pg_get_indexdef(x.indexrelid), split_part(w.definition, ' WITH ', 1)) > 0)
    UNION ALL
    SELECT 'move', format('ALTER %s %s SET TABLESPACE %I', CASE c.relkind WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, c.oid::regclass, t.spcname)
    FROM wf._log_policies() p
    JOIN pg_tablespace t ON t.spcname = p.cold_tablespace
    JOIN pg_class c ON c.oid = partition OR c.oid IN (SELECT x.indexrelid FROM pg_index x WHERE x.indrelid = partition)
    WHERE p.log = _due_when_cold.log AND c.relkind IN ('r', 'i')
      AND c.reltablespace <> CASE WHEN t.oid = (SELECT d.dattablespace FROM pg_database d WHERE d.datname = current_database()) THEN 0 ELSE t.oid END
    UNION ALL
    SELECT 'freeze', format('VACUUM (FREEZE, ANALYZE) %s', partition::regclass)
    FROM pg_class c
    WHERE c.oid = partition AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0
      AND (pg_relation_size(c.oid) > c.relallvisible::bigint * current_setting('block_size')::bigint OR age(c.relfrozenxid) > 10000000)
$$;
REVOKE ALL ON FUNCTION wf._due_when_cold(oid, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._due_when_cold IS 'What is due at a partition of a log that has gone cold.';

CREATE FUNCTION wf._due_leaving(partition oid, from_at timestamptz, until_at timestamptz, is_detaching boolean, is_past boolean, log name) RETURNS TABLE (step text, statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'finish detaching', format('ALTER TABLE wf.%I DETACH PARTITION %s FINALIZE', log, partition::regclass)
    WHERE is_detaching
    UNION ALL
    SELECT s.step, s.statement
    FROM wf._log_policies() p
    CROSS JOIN pg_class c
    -- Brought back, by whatever name; or prepared for what the policy says now.
    LEFT JOIN wf.log_archive a ON (a.log, a.from_at, a.until_at) = (p.log, _due_leaving.from_at, _due_leaving.until_at)
        AND (a.attached_at IS NOT NULL OR a.detached_at IS NULL AND a.table_name = c.relname AND a.left_for = p.at_retention
                                          AND a.schema_name = CASE p.at_retention WHEN 'archive' THEN p.archive_schema ELSE 'wf' END)
    CROSS JOIN LATERAL (VALUES
        (a.table_name IS NULL, 'prepare leaving', format('SELECT wf._prepare_leaving(%L, 1000)', c.relname)),
        (a.table_name IS NOT NULL, p.at_retention, format('ALTER TABLE wf.%I DETACH PARTITION %s CONCURRENTLY', _due_leaving.log, partition::regclass)))
        AS s (is_due, step, statement)
    WHERE p.log = _due_leaving.log AND c.oid = partition AND is_past AND NOT is_detaching AND p.at_retention <> 'keep' AND s.is_due AND a.attached_at IS NULL
$$;
REVOKE ALL ON FUNCTION wf._due_leaving(oid, timestamptz, timestamptz, boolean, boolean, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._due_leaving IS 'What is due at a partition of a log that is to leave it.';
