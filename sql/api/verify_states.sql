-- With the settings of its caller, who has to have set the time zone: it is asked of every entry.
CREATE FUNCTION wf._state_leaf(tracked_id bigint, key text, seq bigint, at timestamptz, action text, source text, target text, former_key text, actor text, reason text,
                               transition text, context jsonb, kept jsonb, row_count bigint) RETURNS bytea
LANGUAGE sql STABLE
RETURN sha256('\x00'::bytea || convert_to(jsonb_build_array(tracked_id, key, seq, at, action, source, target, former_key, actor, reason, transition, context, kept, row_count)::text, 'UTF8'));
REVOKE ALL ON FUNCTION wf._state_leaf(bigint, text, bigint, timestamptz, text, text, text, text, text, text, text, jsonb, jsonb, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._state_leaf IS 'The digest of an entry of wf.state_log in the tree of its block.';

CREATE FUNCTION wf._state_block(from_at timestamptz, until_at timestamptz, OUT entries bigint, OUT purged bigint, OUT root text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT count(*), count(*) FILTER (WHERE e.is_purged), wf._merkle_root(coalesce(string_agg(e.leaf, '' ORDER BY e.seq), ''))
    FROM (SELECT l.seq, false AS is_purged, wf._state_leaf(l.tracked_id, l.key, l.seq, l.at, l.action, l.source, l.target, l.former_key, l.actor, l.reason, l.transition, l.context, l.kept, l.row_count) AS leaf
          FROM wf.state_log l WHERE l.at >= from_at AND l.at < until_at
          UNION ALL
          SELECT p.seq, true, p.leaf FROM wf.state_purged p WHERE p.at >= from_at AND p.at < until_at) e
$$;
REVOKE ALL ON FUNCTION wf._state_block(timestamptz, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._state_block IS 'How many entries of wf.state_log there are from one moment to before another, how many of them were purged, and the root of the tree over all of them.';

CREATE FUNCTION wf._seal_hash(previous bytea, seal_id bigint, from_at timestamptz, until_at timestamptz, entries bigint, root text) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT sha256(coalesce(previous, '') || convert_to(jsonb_build_array(seal_id, from_at, until_at, entries, root)::text, 'UTF8'))
$$;
REVOKE ALL ON FUNCTION wf._seal_hash(bytea, bigint, timestamptz, timestamptz, bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._seal_hash IS 'The hash of a block of wf.state_seal.';

-- An entry is never older than the start of its transaction: what is from before the oldest that runs is settled, except for what was prepared,
-- and for what waits in a queue. In this order: what is committed meanwhile is younger than the first look, or seen by the last.
CREATE FUNCTION wf._states_settled_until(since timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _settled timestamptz := wf._earliest_start();
    _queue name;
    _first_at timestamptz;
BEGIN
    IF EXISTS (SELECT FROM pg_prepared_xacts p WHERE p.database = current_database()) THEN
        _settled := least(_settled, (SELECT min(wf._earliest_in_doubt(t.relid)) FROM wf._log_partitions('state_log') p CROSS JOIN LATERAL pg_partition_tree(p.relation) t WHERE p.until_at > since AND t.isleaf),
                          (SELECT min(wf._earliest_in_doubt(format('wf.%I', q.queue)::regclass)) FROM wf.state_queue q));
    END IF;
    FOR _queue IN SELECT q.queue FROM wf.state_queue q WHERE NOT q.is_moved AND (q.is_logged OR NOT pg_is_in_recovery()) LOOP
        EXECUTE format('SELECT min(q.at) FROM wf.%I q', _queue) INTO _first_at;
        _settled := least(_settled, _first_at);
    END LOOP;
    RETURN _settled;
END
$$;
REVOKE ALL ON FUNCTION wf._states_settled_until(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._states_settled_until IS 'All entries of wf.state_log from before this moment are there, and none can come any more. since: what is from before is known to be.';

CREATE FUNCTION wf._seal_states(max_entries integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _last wf.state_seal;
    _from timestamptz;
    _settled timestamptz;
    _until timestamptz;
    _block record;
BEGIN
    -- Elsewhere what was committed meanwhile is not seen.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN 0;
    END IF;
    PERFORM wf._lock('seal states', 0);
    SELECT * INTO _last FROM wf.state_seal s ORDER BY s.seal_id DESC LIMIT 1;
    _from := coalesce(_last.until_at, '-infinity');
    _settled := wf._states_settled_until(_from);
    SELECT l.at INTO _until FROM wf.state_log l WHERE l.at >= _from AND l.at < _settled ORDER BY l.at OFFSET max_entries LIMIT 1;
    -- All of a statement have one time.
    IF _until = (SELECT min(l.at) FROM wf.state_log l WHERE l.at >= _from) THEN
        SELECT min(l.at) INTO _until FROM wf.state_log l WHERE l.at > _until AND l.at < _settled;
    END IF;
    _until := coalesce(_until, _settled);
    SELECT * INTO _block FROM wf._state_block(_from, _until);
    IF _block.entries > 0 THEN
        INSERT INTO wf.state_seal (seal_id, from_at, until_at, entries, root, hash, sealed_at)
        SELECT n.id, _from, _until, _block.entries, _block.root, wf._seal_hash(_last.hash, n.id, _from, _until, _block.entries, _block.root), clock_timestamp()
        FROM (SELECT coalesce(_last.seal_id, 0) + 1 AS id) n;
    END IF;
    RETURN _block.entries;
END
$$;
REVOKE ALL ON FUNCTION wf._seal_states(integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._seal_states IS 'Makes a block of what is settled of wf.state_log and in no block yet, about so many entries; returns how many. For wf.maintain().';

CREATE FUNCTION wf.verify_states() RETURNS TABLE (seal_id bigint, from_at timestamptz, until_at timestamptz, entries bigint, holds boolean, message text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    WITH checked AS (
        SELECT s.*, b.entries AS found, b.root AS found_root, b.purged,
               s.hash = wf._seal_hash(lag(s.hash) OVER w, s.seal_id, s.from_at, s.until_at, s.entries, s.root) AS is_own,
               s.seal_id = coalesce(lag(s.seal_id) OVER w, 0) + 1 AND s.from_at = coalesce(lag(s.until_at) OVER w, '-infinity') AS is_next,
               EXISTS (SELECT FROM wf.log_archive a WHERE a.log = 'state_log' AND a.detached_at IS NOT NULL AND a.attached_at IS NULL AND a.from_at < s.until_at AND a.until_at > s.from_at) AS has_left
        FROM wf.state_seal s CROSS JOIN LATERAL wf._state_block(s.from_at, s.until_at) b
        WINDOW w AS (ORDER BY s.seal_id))
    SELECT c.seal_id, c.from_at, c.until_at, c.entries,
           CASE WHEN NOT c.is_own OR NOT c.is_next THEN false WHEN c.found_root = c.root AND c.found = c.entries THEN true WHEN c.has_left THEN NULL ELSE false END,
           CASE WHEN NOT c.is_next THEN 'a block before it was removed' WHEN NOT c.is_own THEN 'the block itself was changed' WHEN c.found_root = c.root AND c.found = c.entries THEN concat('nothing has changed', CASE WHEN c.purged > 0 THEN format('; %s of its entries were purged', c.purged) END)
                WHEN c.has_left THEN 'entries of it have left the log: wf.attach_archive() brings them back'
                WHEN c.found = c.entries THEN 'entries of it were changed' ELSE format('it has %s entries now: some were %s', c.found, CASE WHEN c.found < c.entries THEN 'removed' ELSE 'added' END) END
    FROM checked c
    UNION ALL
    SELECT NULL, t.since, NULL, count(l.seq), NULL, 'not sealed yet: wf.maintain() does it'
    FROM (SELECT coalesce(max(s.until_at), '-infinity') AS since FROM wf.state_seal s) t LEFT JOIN wf.state_entries l ON l.at >= t.since
    GROUP BY t.since
    ORDER BY 1
$$;
REVOKE ALL ON FUNCTION wf.verify_states() FROM PUBLIC;
COMMENT ON FUNCTION wf.verify_states IS
'Whether the entries of wf.state_log are those that were sealed: a row for each block of wf.state_seal, and a last one (seal_id null) for what is not sealed yet. holds: null, if it cannot be said. It reads the whole state log. wf.anchor() has the hash of the newest block: kept outside of the database, it shows that nobody has made all blocks anew. For wf_admin and wf_reader.
Example: SELECT * FROM wf.verify_states() WHERE NOT holds;';
