CREATE FUNCTION wf._earliest_start() RETURNS timestamptz
LANGUAGE c VOLATILE PARALLEL RESTRICTED
AS 'MODULE_PATHNAME', 'wf__earliest_start';
REVOKE ALL ON FUNCTION wf._earliest_start() FROM PUBLIC;
COMMENT ON FUNCTION wf._earliest_start() IS 'When the oldest transaction that runs in this database began: no entry from before can come, but of prepared transactions.';

CREATE FUNCTION wf._earliest_in_doubt(partition regclass) RETURNS timestamptz
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'wf__earliest_in_doubt';
REVOKE ALL ON FUNCTION wf._earliest_in_doubt(regclass) FROM PUBLIC;
COMMENT ON FUNCTION wf._earliest_in_doubt IS 'The time of the oldest entry in a partition of the log, or of the oldest row of wf.purged, that is neither committed nor rolled back; infinity: there is none. Reads all of it.';

CREATE FUNCTION wf._merkle_root(leaves bytea) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__merkle_root';
REVOKE ALL ON FUNCTION wf._merkle_root(bytea) FROM PUBLIC;
COMMENT ON FUNCTION wf._merkle_root IS 'The root of the tree of RFC 6962, in hexadecimal. leaves: their digests, one after the other.';

CREATE FUNCTION wf._merkle_path(leaves bytea, place bigint) RETURNS text[]
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__merkle_path';
REVOKE ALL ON FUNCTION wf._merkle_path(bytea, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._merkle_path IS 'The digests that lead from a leaf, counted from 0, to that root.';

CREATE FUNCTION wf._chain_messages(tenant_id bigint, instance_id bigint, started_at timestamptz)
RETURNS TABLE (seq bigint, message bytea, hash bytea)
LANGUAGE c STABLE
AS 'MODULE_PATHNAME', 'wf__chain_messages';
REVOKE ALL ON FUNCTION wf._chain_messages(bigint, bigint, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._chain_messages IS 'The entries of an instance as they are hashed, from the first whose predecessor is known: the first of all, or a checkpoint.';

-- What has left the log is taken from the row of the instance, or from its checkpoint. That may be wrong (is_certain) if entries after
-- the moment have left too.
CREATE FUNCTION wf._heads(until timestamptz)
RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, hash bytea, is_in_log boolean, is_certain boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS MATERIALIZED (SELECT max(a.until_at) AS until_at FROM wf.log_archive a WHERE a.log = 'log' AND a.detached_at IS NOT NULL AND a.attached_at IS NULL),
    present AS MATERIALIZED (
        -- Backwards in all, as the primary key can be read.
        SELECT DISTINCT ON (l.tenant_id, l.instance_id) l.tenant_id, l.instance_id, l.seq, l.hash
        FROM wf.log l WHERE l.at < until
        ORDER BY l.tenant_id DESC, l.instance_id DESC, l.seq DESC),
    later AS (
        SELECT DISTINCT ON (l.tenant_id, l.instance_id) l.tenant_id, l.instance_id, l.seq, CASE WHEN l.action IN ('checkpoint', 'redact') THEN l.events END AS events
        FROM wf.log l WHERE l.at >= until AND (SELECT g.until_at FROM gone g) IS NOT NULL
        ORDER BY l.tenant_id, l.instance_id, l.seq),
    -- Of what was purged before the moment the tombstone is the last entry; of what was purged later it knows which was.
    purged AS (
        SELECT p.tenant_id, p.instance_id, p.entry_seqs[1] AS first_seq, p.purged_at < until AS is_before,
               CASE WHEN p.purged_at < until THEN p.entries + 1 ELSE e.seq END AS seq, CASE WHEN p.purged_at < until THEN p.hash ELSE e.hash END AS hash
        FROM wf.purged p
        CROSS JOIN LATERAL (SELECT u.seq, u.hash FROM unnest(p.entry_seqs, p.entry_times, p.entry_hashes) AS u (seq, at, hash)
                            WHERE u.at < until ORDER BY u.seq DESC LIMIT 1) e
        WHERE p.started_at < until),
    kept AS (SELECT l.tenant_id, l.instance_id, l.seq, decode(jsonb_path_query_first(wf.events(l.events), '$[*].chain') #>> '{}', 'hex') AS hash FROM later l)
    SELECT p.tenant_id, p.instance_id, p.seq, p.hash, true, true FROM present p
    UNION ALL
    SELECT p.tenant_id, p.instance_id, p.seq, p.hash, false, p.is_before OR p.seq > p.first_seq OR p.seq = 1 FROM purged p
    UNION ALL
    SELECT i.tenant_id, i.instance_id, coalesce(k.seq - 1, i.version), CASE WHEN k.seq IS NULL THEN i.log_hash ELSE k.hash END, false,
           g.until_at <= until AND (k.seq IS NULL OR k.hash IS NOT NULL)
    FROM gone g
    JOIN wf.instance i ON i.started_at < until AND i.started_at < g.until_at
    LEFT JOIN kept k ON k.tenant_id = i.tenant_id AND k.instance_id = i.instance_id
    -- Of one that runs, a checkpoint is in the log; of one that has ended, all that came after the archived partitions.
    WHERE k.seq IS DISTINCT FROM 1 AND (k.seq IS NOT NULL OR i.ended_at < g.until_at)
      AND NOT EXISTS (SELECT FROM present p WHERE p.tenant_id = i.tenant_id AND p.instance_id = i.instance_id)
$$;
REVOKE ALL ON FUNCTION wf._heads(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._heads IS 'The last entry of each instance before a moment.';

CREATE FUNCTION wf._leaf(tenant_id bigint, instance_id bigint, seq bigint, hash bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256('\x00'::bytea || (tenant_id::text || '/' || instance_id::text || '/' || seq::text || '/' || coalesce(encode(hash, 'hex'), ''))::bytea);
REVOKE ALL ON FUNCTION wf._leaf(bigint, bigint, bigint, bytea) FROM PUBLIC;
COMMENT ON FUNCTION wf._leaf IS 'The digest of a leaf of the tree: the head of an instance.';

CREATE FUNCTION wf._anchor_parts(anchor text, OUT at timestamptz, OUT instances bigint, OUT root text, OUT seal_id bigint, OUT seal_hash bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _parts constant text[] := regexp_match(anchor, E'^\\s*wf-anchor-1 (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z) (\\d{1,18}) ([0-9a-f]{64})(?: (\\d{1,18}) ([0-9a-f]{64}))?\\s*$');
BEGIN
    at := _parts[1];
    instances := _parts[2];
    root := _parts[3];
    seal_id := _parts[4];
    seal_hash := decode(_parts[5], 'hex');
    IF root IS NULL THEN
        RAISE datetime_field_overflow;
    END IF;
EXCEPTION WHEN datetime_field_overflow THEN
    RAISE invalid_parameter_value USING
        MESSAGE = format('%s is no anchor', coalesce(quote_literal(left(anchor, 200)), 'null')),
        HINT = 'Pass the whole text that wf.anchor() returned, as in ''wf-anchor-1 2026-11-30T12:00:00.000000Z 1234 <64 digits from 0 to f>''.';
END
$$;
REVOKE ALL ON FUNCTION wf._anchor_parts(text) FROM PUBLIC;
COMMENT ON FUNCTION wf._anchor_parts IS 'Reads what wf.anchor() wrote.';

-- Blocks that have left the log are proven by their hash, and not read.
CREATE FUNCTION wf._sealed_before(seal_id bigint, seal_hash bytea, OUT problem text, OUT unread bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF seal_id IS NOT NULL THEN
        SELECT (array_agg(format('block %s of the state log: %s', v.seal_id, v.message) ORDER BY v.seal_id) FILTER (WHERE NOT v.holds))[1], count(*) FILTER (WHERE v.holds IS NULL)
        INTO problem, unread
        FROM wf.verify_states() v WHERE v.seal_id <= _sealed_before.seal_id;
        IF NOT EXISTS (SELECT FROM wf.state_seal s WHERE s.seal_id = _sealed_before.seal_id AND s.hash = seal_hash) THEN
            problem := format('block %s of the state log is not that of the anchor', seal_id);
        END IF;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._sealed_before(bigint, bytea) FROM PUBLIC;
COMMENT ON FUNCTION wf._sealed_before IS 'What is wrong with the blocks of wf.state_seal up to one that an anchor names, and how many of them cannot be read. null: nothing, or the anchor names none.';

CREATE FUNCTION wf.anchor() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _at timestamptz;
    _found record;
BEGIN
    -- A standby does not know which transactions are running.
    PERFORM wf._check_primary('anchor');
    _at := wf._settled_until('anchor');
    SELECT count(*) AS instances, bool_and(h.is_certain) AS are_certain,
           wf._merkle_root(coalesce(string_agg(wf._leaf(h.tenant_id, h.instance_id, h.seq, h.hash), '' ORDER BY h.tenant_id, h.instance_id), '')) AS root
    INTO _found FROM wf._heads(_at) h;
    IF NOT _found.are_certain THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('a transaction has been running since %s, and later entries have left the log', _at),
            HINT = 'Call wf.anchor() again when it has ended; pg_stat_activity shows it.';
    END IF;
    RETURN concat_ws(' ', 'wf-anchor-1', to_char(_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), _found.instances, _found.root,
                     (SELECT concat_ws(' ', s.seal_id, encode(s.hash, 'hex')) FROM wf.state_seal s ORDER BY s.seal_id DESC LIMIT 1));
END
$$;
REVOKE ALL ON FUNCTION wf.anchor() FROM PUBLIC;
COMMENT ON FUNCTION wf.anchor() IS
'One digest of the whole log, and of the newest block of the state log if there is one, to be kept where nobody of this database can write: wf.check_anchor() shows with it that nothing before it has changed, also if somebody has built the chains anew. It is as of the start of the oldest transaction that is running. Errors: 25001 (isolation level), 25006 (a standby), 55000 (later entries have left the log already). For wf_admin and wf_reader.
Example: SELECT wf.anchor();';

CREATE FUNCTION wf.check_anchor(anchor text) RETURNS TABLE (holds boolean, at timestamptz, instances bigint, message text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _anchor record;
    _found record;
    _broken record;
    _sealed record;
    _purged bigint;
    _is_same boolean;
BEGIN
    SELECT * INTO _anchor FROM wf._anchor_parts(anchor);
    SELECT * INTO _sealed FROM wf._sealed_before(_anchor.seal_id, _anchor.seal_hash);
    SELECT count(*) AS instances, count(*) FILTER (WHERE NOT h.is_in_log) AS gone, count(*) FILTER (WHERE NOT h.is_certain) AS uncertain,
           wf._merkle_root(coalesce(string_agg(wf._leaf(h.tenant_id, h.instance_id, h.seq, h.hash), '' ORDER BY h.tenant_id, h.instance_id), '')) AS root
    INTO _found FROM wf._heads(_anchor.at) h;
    _purged := (SELECT count(*) FROM wf.purged p WHERE p.started_at < _anchor.at);
    SELECT count(*) AS entries,
           (array_agg(format('entry %s of instance %s is %s', p.seq, p.instance_id, p.problem) ORDER BY p.tenant_id, p.instance_id, p.seq))[1] AS first
    INTO _broken FROM wf._problems_before(_anchor.at) p;
    _is_same := _found.root = _anchor.root AND _found.instances = _anchor.instances;
    at := _anchor.at;
    instances := _found.instances;
    holds := CASE WHEN _broken.entries > 0 OR _sealed.problem IS NOT NULL OR _found.instances <> _anchor.instances THEN false WHEN _is_same THEN true WHEN _found.uncertain > 0 THEN NULL ELSE false END;
    message := concat_ws('; ',
        CASE WHEN holds THEN 'nothing before it has changed' END,
        CASE WHEN _broken.entries > 0 THEN _broken.first || CASE WHEN _broken.entries > 1 THEN format(', and %s more: wf.verify_all() shows them', _broken.entries - 1) ELSE '' END END,
        CASE WHEN _found.instances <> _anchor.instances THEN format('%s instances are there, the anchor has %s', _found.instances, _anchor.instances)
             WHEN holds IS NULL THEN format('entries that have left the log are needed for %s of the instances: wf.attach_archive() brings them back', _found.uncertain)
             WHEN NOT _is_same THEN 'the last entries of the instances are not those of the anchor: some were removed or added, or chains were built anew' END,
        _sealed.problem,
        CASE WHEN _sealed.unread > 0 THEN format('not read, because entries of them have left the log: %s blocks of the state log', _sealed.unread) END,
        CASE WHEN _found.gone > _purged THEN format('not read, because they have left the log: the entries before it of %s of the instances', _found.gone - _purged) END,
        CASE WHEN _purged > 0 THEN format('%s of the instances were purged, as wf.purged says', _purged) END);
    RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION wf.check_anchor(text) FROM PUBLIC;
COMMENT ON FUNCTION wf.check_anchor IS
'Whether everything before an anchor is as it was when wf.anchor() made it: the last entry of each instance, and by the chains all before it; and the blocks of the state log up to the one that it names. holds: null, if entries that would show it have left the log. message: what is otherwise. Reads the whole log up to there. Errors: 22023 (no anchor). For wf_admin and wf_reader.
Example: SELECT * FROM wf.check_anchor(''wf-anchor-1 2026-11-30T12:00:00.000000Z 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'');';

CREATE FUNCTION wf._problems_before(until timestamptz) RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.tenant_id, h.instance_id, p.seq, p.problem
    FROM wf._heads(until) h
    LEFT JOIN wf.instance i ON i.tenant_id = h.tenant_id AND i.instance_id = h.instance_id
    CROSS JOIN LATERAL wf._chain_problems(h.tenant_id, h.instance_id,
        coalesce(i.started_at, (SELECT min(l.at) FROM wf.log l WHERE l.tenant_id = h.tenant_id AND l.instance_id = h.instance_id)), h.seq, h.hash) p
    WHERE h.is_in_log AND p.seq <= h.seq
    UNION ALL
    SELECT t.tenant_id, t.instance_id, t.seq, t.problem FROM wf._tombstone_problems(until) t
$$;
REVOKE ALL ON FUNCTION wf._problems_before(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._problems_before IS 'Where the chains do not hold, of entries before a moment.';
