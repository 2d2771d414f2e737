-- Numbers as 8 bytes, most significant first; times in microseconds since 2000.
CREATE FUNCTION wf._tombstone_hash(
    log_hash bytea, tenant_id bigint, instance_id bigint, definition_key text, definition_version integer, started_at timestamptz, ended_at timestamptz, entries bigint,
    purged_at timestamptz, purged_by text, db_role text, reason text, entry_seqs bigint[], entry_times timestamptz[], entry_hashes bytea[]
) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN sha256(
    int4send(coalesce(length(log_hash), 0)) || coalesce(log_hash, '')
    || int8send(tenant_id) || int8send(instance_id)
    || int4send(octet_length(convert_to(definition_key, 'UTF8'))) || convert_to(definition_key, 'UTF8') || int8send(definition_version)
    || timestamptz_send(started_at) || timestamptz_send(ended_at) || int8send(entries) || timestamptz_send(purged_at)
    || int4send(octet_length(convert_to(purged_by, 'UTF8'))) || convert_to(purged_by, 'UTF8')
    || int4send(octet_length(convert_to(db_role, 'UTF8'))) || convert_to(db_role, 'UTF8')
    || int4send(octet_length(convert_to(reason, 'UTF8'))) || convert_to(reason, 'UTF8')
    || coalesce((SELECT string_agg(int8send(e.seq) || timestamptz_send(e.at) || int4send(coalesce(length(e.hash), 0)) || coalesce(e.hash, ''), '' ORDER BY e.place)
                 FROM unnest(entry_seqs, entry_times, entry_hashes) WITH ORDINALITY AS e (seq, at, hash, place)), ''));
REVOKE ALL ON FUNCTION wf._tombstone_hash(bytea, bigint, bigint, text, integer, timestamptz, timestamptz, bigint, timestamptz, text, text, text, bigint[], timestamptz[], bytea[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._tombstone_hash IS 'The hash of a row of wf.purged: docs/reference/chain.md has its bytes.';

CREATE FUNCTION wf._tombstone_problems(until timestamptz)
RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.tenant_id, p.instance_id, p.entries + 1, 'changed'
    FROM wf.purged p
    WHERE p.started_at < until
      AND p.hash <> wf._tombstone_hash(p.log_hash, p.tenant_id, p.instance_id, p.definition_key, p.definition_version, p.started_at, p.ended_at, p.entries,
                                       p.purged_at, p.purged_by, p.db_role, p.reason, p.entry_seqs, p.entry_times, p.entry_hashes)
    UNION ALL
    SELECT i.tenant_id, i.instance_id, 1, 'inserted'
    FROM wf.purged p JOIN wf.instance i ON i.tenant_id = p.tenant_id AND i.instance_id = p.instance_id
    WHERE p.started_at < until
$$;
REVOKE ALL ON FUNCTION wf._tombstone_problems(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._tombstone_problems IS 'Rows of wf.purged, of instances that began before a moment, that are not as they were written, and purged instances that are there again.';

CREATE FUNCTION wf._remove_instances(tenant_id bigint, instances bigint[]) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__remove_instances';
REVOKE ALL ON FUNCTION wf._remove_instances(bigint, bigint[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._remove_instances IS 'Removes all rows of instances that wf.purged has. For wf.purge().';

-- A called instance goes with its caller, one that revokes with what it revokes.
CREATE FUNCTION wf._family(tenant_id bigint, instance_id bigint) RETURNS bigint[]
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE family (id) AS (
        SELECT instance_id
        UNION
        SELECT n.instance_id
        FROM family f
        CROSS JOIN LATERAL (
            SELECT i.instance_id FROM wf.instance i WHERE i.tenant_id = _family.tenant_id AND i.parent_instance_id = f.id
            UNION ALL
            SELECT i.instance_id FROM wf.instance i WHERE i.tenant_id = _family.tenant_id AND i.revokes_instance_id = f.id) n)
    SELECT array_agg(id ORDER BY id) FROM family
$$;
REVOKE ALL ON FUNCTION wf._family(bigint, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._family IS 'An instance, what it has called, what revokes any of these, and so on.';

-- Archived partitions are as large as others: each is read once for all.
CREATE FUNCTION wf._entries_of(instances text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(format('SELECT l.tenant_id, l.instance_id, l.seq, l.at, l.hash, l.action, l.events FROM %s l WHERE l.tenant_id = $1 AND l.instance_id = ANY (%s)', t.name, instances), ' UNION ALL ')
    FROM (SELECT 'wf.log' UNION ALL
          SELECT format('%I.%I', a.schema_name, a.table_name) FROM wf.log_archive a
          WHERE a.log = 'log' AND a.detached_at IS NOT NULL AND a.attached_at IS NULL AND a.left_for <> 'drop' AND a.file IS NULL) AS t (name)
$$;
REVOKE ALL ON FUNCTION wf._entries_of(text) FROM PUBLIC;
COMMENT ON FUNCTION wf._entries_of IS 'A query for the entries of instances of tenant $1, in the log and in archived tables. instances: an expression for their ids.';

CREATE FUNCTION wf._out_of_reach() RETURNS TABLE (name text, from_at timestamptz, until_at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(a.file, format('wf.%I, which is leaving the log', a.table_name)), a.from_at, a.until_at
    FROM wf.log_archive a
    WHERE a.log = 'log' AND (a.file IS NOT NULL OR a.detached_at IS NULL) AND a.attached_at IS NULL
$$;
REVOKE ALL ON FUNCTION wf._out_of_reach() FROM PUBLIC;
COMMENT ON FUNCTION wf._out_of_reach IS 'Partitions of the log whose entries are neither in the log nor in an archived table.';

-- Entries of an instance are in the order of their time: those that are missing are between their neighbours.
CREATE FUNCTION wf._where_else(tenant_id bigint, instances bigint[]) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _where text;
BEGIN
    IF NOT EXISTS (SELECT FROM wf._out_of_reach()) THEN
        RETURN NULL;
    END IF;
    EXECUTE format($query$
        WITH known AS (
            SELECT e.instance_id, e.seq, e.at FROM (%s) e
            UNION ALL SELECT i.instance_id, 0, i.started_at FROM wf.instance i WHERE i.tenant_id = $1 AND i.instance_id = ANY ($2)
            UNION ALL SELECT i.instance_id, i.version + 1, 'infinity' FROM wf.instance i WHERE i.tenant_id = $1 AND i.instance_id = ANY ($2)),
        step AS (SELECT k.seq, k.at, lead(k.seq) OVER w AS next_seq, lead(k.at) OVER w AS next_at FROM known k WINDOW w AS (PARTITION BY k.instance_id ORDER BY k.seq))
        SELECT string_agg(o.name, ', ' ORDER BY o.from_at) FROM wf._out_of_reach() o
        WHERE EXISTS (SELECT FROM step s WHERE s.next_seq > s.seq + 1 AND o.until_at > s.at AND o.from_at <= s.next_at)$query$, wf._entries_of('$2'))
    INTO _where USING tenant_id, instances;
    RETURN _where;
END
$$;
REVOKE ALL ON FUNCTION wf._where_else(bigint, bigint[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._where_else IS 'Where entries of instances may be that neither the log nor an archived table has; null: nowhere.';

-- Of an instance of which the first entries have left the log, the checkpoint or the redaction behind them knows the hash of the last of these; of one without
-- any the row does.
CREATE FUNCTION wf._leave_tombstones(tenant_id bigint, instances bigint[], purged_by text, reason text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format($query$
        WITH kept AS MATERIALIZED (SELECT l.instance_id, l.seq, l.at, l.hash, CASE WHEN l.action IN ('checkpoint', 'redact') THEN l.events END AS events FROM (%s) l),
        first AS (SELECT DISTINCT ON (k.instance_id) k.* FROM kept k ORDER BY k.instance_id, k.seq),
        entry AS (
            SELECT k.instance_id, k.seq, k.at, k.hash FROM kept k
            UNION ALL
            SELECT f.instance_id, f.seq - 1, i.started_at, decode(jsonb_path_query_first(wf.events(f.events), '$[*].chain') #>> '{}', 'hex')
            FROM first f JOIN wf.instance i ON i.tenant_id = $1 AND i.instance_id = f.instance_id WHERE f.seq > 1 AND f.events IS NOT NULL
            UNION ALL
            SELECT i.instance_id, i.version, i.started_at, i.log_hash FROM wf.instance i
            WHERE i.tenant_id = $1 AND i.instance_id = ANY ($2) AND NOT EXISTS (SELECT FROM first f WHERE f.instance_id = i.instance_id)),
        entries AS (SELECT e.instance_id, array_agg(e.seq ORDER BY e.seq) AS seqs, array_agg(e.at ORDER BY e.seq) AS times, array_agg(e.hash ORDER BY e.seq) AS hashes FROM entry e GROUP BY 1),
        purged AS (SELECT i.tenant_id, i.instance_id, d.key, d.version AS definition_version, i.started_at, i.ended_at, i.version, i.log_hash, clock_timestamp() AS at, e.seqs, e.times, e.hashes
                   FROM entries e JOIN wf.instance i ON i.tenant_id = $1 AND i.instance_id = e.instance_id
                   JOIN wf.definition d ON d.tenant_id = i.tenant_id AND d.definition_id = i.definition_id)
        INSERT INTO wf.purged
        SELECT p.tenant_id, p.instance_id, p.key, p.definition_version, p.started_at, p.ended_at, p.version, p.log_hash, p.at, $3, session_user, $4, p.seqs, p.times, p.hashes,
               wf._tombstone_hash(p.log_hash, p.tenant_id, p.instance_id, p.key, p.definition_version, p.started_at, p.ended_at, p.version, p.at, $3, session_user, $4, p.seqs, p.times, p.hashes)
        FROM purged p$query$, wf._entries_of('$2'))
    USING tenant_id, instances, purged_by, reason;
END
$$;
REVOKE ALL ON FUNCTION wf._leave_tombstones(bigint, bigint[], text, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._leave_tombstones IS 'What is left of instances that are about to be removed. For wf.purge().';

-- The family, locked, if all of it may go: nobody is changing it, and nobody has called or revoked anything meanwhile.
CREATE FUNCTION wf._lock_to_purge(tenant_id bigint, instance_id bigint, before timestamptz, rolled_until timestamptz) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _family constant bigint[] := wf._family(tenant_id, instance_id);
    _locked bigint;
BEGIN
    PERFORM FROM wf.instance i
    WHERE i.tenant_id = _lock_to_purge.tenant_id AND i.instance_id = ANY (_family) AND i.ended_at < before
    ORDER BY i.instance_id FOR UPDATE SKIP LOCKED;
    GET DIAGNOSTICS _locked = ROW_COUNT;
    IF _locked < cardinality(_family) OR _family <> wf._family(tenant_id, instance_id)
        OR EXISTS (SELECT FROM wf.log l WHERE l.tenant_id = _lock_to_purge.tenant_id AND l.instance_id = ANY (_family) AND l.at >= rolled_until) THEN
        RETURN NULL;
    END IF;
    RETURN _family;
END
$$;
REVOKE ALL ON FUNCTION wf._lock_to_purge(bigint, bigint, timestamptz, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._lock_to_purge IS 'Locks an instance and its family for wf.purge(); null: not all of it has ended before that moment, the sums behind the reports have not got all of its entries, or somebody is at work on it.';

CREATE FUNCTION wf._check_purge(definition text, older_than interval, reason text, max_instances integer, tenant_id bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM wf.definition d WHERE d.tenant_id = _check_purge.tenant_id AND d.key = definition) THEN
        RAISE EXCEPTION 'there is no definition "%"', definition
            USING ERRCODE = 'WF201', HINT = 'SELECT key, version, status FROM wf.definition_list shows which there are.';
    ELSIF older_than IS NULL OR older_than NOT BETWEEN interval '0' AND interval '1000 years' THEN
        RAISE EXCEPTION 'older_than is not a time span' USING ERRCODE = 'WF504', HINT = 'Pass how long ago they have to have ended, as in interval ''10 years''.';
    ELSIF coalesce(btrim(reason), '') = '' THEN
        RAISE EXCEPTION 'a reason is needed' USING ERRCODE = 'WF504', HINT = 'It is all that will be left: say who has asked for it, or which rule.';
    ELSIF max_instances IS NULL OR max_instances < 1 THEN
        RAISE EXCEPTION 'max_instances is not a number of instances' USING ERRCODE = 'WF504', HINT = 'Pass at least 1.';
    ELSIF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
        -- What others have committed since has to be seen.
        RAISE active_sql_transaction USING MESSAGE = 'wf.purge() needs the isolation level READ COMMITTED', HINT = 'Call it alone, or after BEGIN ISOLATION LEVEL READ COMMITTED.';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._check_purge(text, interval, text, integer, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._check_purge IS 'Refuses arguments of wf.purge().';

CREATE FUNCTION wf.purge(definition text, older_than interval, reason text, max_instances integer DEFAULT 10000, dry_run boolean DEFAULT false, tenant_id bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _tenant constant bigint := coalesce(tenant_id, wf.current_tenant());
    _before timestamptz;
    _rolled timestamptz := 'infinity';
    _root bigint;
    _family bigint[];
    _elsewhere text;
    _all bigint[] := '{}';
BEGIN
    PERFORM wf._check_primary('purge');
    PERFORM wf._check_purge(definition, older_than, reason, max_instances, _tenant);
    _before := now() - older_than;
    -- Sums outlive the entries; what is removed cannot be added any more.
    IF NOT dry_run THEN
        _rolled := wf._roll_up_towards('infinity');
    END IF;
    -- No partition arrives or leaves meanwhile.
    LOCK TABLE wf.log_archive IN SHARE MODE;
    FOR _root IN
        SELECT i.instance_id FROM wf.instance i JOIN wf.definition d USING (tenant_id, definition_id)
        WHERE i.tenant_id = _tenant AND d.key = definition AND i.ended_at < _before AND i.parent_instance_id IS NULL AND i.revokes_instance_id IS NULL
        ORDER BY i.instance_id
    LOOP
        EXIT WHEN cardinality(_all) >= max_instances;
        _family := wf._lock_to_purge(_tenant, _root, _before, _rolled);
        CONTINUE WHEN _family IS NULL;
        EXIT WHEN _all <> '{}' AND cardinality(_all) + cardinality(_family) > max_instances;
        _elsewhere := wf._where_else(_tenant, _family);
        IF _elsewhere IS NOT NULL THEN
            RAISE WARNING 'instance % is not purged: entries are elsewhere', _root
                USING DETAIL = format('They may be in %s.', _elsewhere), HINT = 'Bring them back with wf.attach_archive(), then call wf.purge() again.';
        ELSE
            _all := _all || _family;
        END IF;
    END LOOP;
    IF _all <> '{}' AND NOT dry_run THEN
        PERFORM wf._leave_tombstones(_tenant, _all, coalesce(wf.current_actor(), 'system'), reason);
        PERFORM wf._remove_instances(_tenant, _all);
    END IF;
    RETURN cardinality(_all);
END
$$;
REVOKE ALL ON FUNCTION wf.purge(text, interval, text, integer, boolean, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.purge IS
'Removes instances of a process that ended so long ago, with all their rows, for good; with each goes what it has called and what revokes it, once all of it has ended so long ago. A row of wf.purged says who, when and why, and holds the place in the chain. Returns how many; call it again while there are more. All entries are added to the sums behind the reports before. What somebody is at work on, and what has entries since the beginning of a transaction that is still running, is left for the next time, what has entries in a file with a WARNING. dry_run: only counts. For wf_admin. Errors: WF201, WF504, 25001 (isolation level), 25006 (a standby).
Example: SELECT wf.purge(definition => ''leave'', older_than => interval ''10 years'', reason => ''retention of HR files'');';
