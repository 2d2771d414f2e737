CREATE FUNCTION wf._proof(tenant_id bigint, instance_id bigint, anchor text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _anchor record;
    _tree record;
    _head record;
    _entries jsonb;
BEGIN
    SELECT * INTO _anchor FROM wf._anchor_parts(anchor);
    SELECT string_agg(wf._leaf(h.tenant_id, h.instance_id, h.seq, h.hash), '' ORDER BY h.tenant_id, h.instance_id) AS leaves,
           count(*) FILTER (WHERE (h.tenant_id, h.instance_id) < (_proof.tenant_id, _proof.instance_id)) AS place,
           max(h.seq) FILTER (WHERE (h.tenant_id, h.instance_id) = (_proof.tenant_id, _proof.instance_id)) AS seq,
           max(encode(h.hash, 'hex')) FILTER (WHERE (h.tenant_id, h.instance_id) = (_proof.tenant_id, _proof.instance_id)) AS hash
    INTO _tree FROM wf._heads(_anchor.at) h;
    IF wf._merkle_root(coalesce(_tree.leaves, '')) <> _anchor.root THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = 'the log is not that of the anchor', HINT = 'wf.check_anchor() says what is otherwise.';
    ELSIF _tree.seq IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('instance %s began after the anchor', instance_id), HINT = 'Pass one that wf.anchor() made later.';
    END IF;
    -- Of an entry that was blanked the hash that it had is all that leads on; who has changed one is told by the entry itself.
    SELECT jsonb_agg(CASE WHEN sha256(m.message) = m.hash OR c.seq IS NOT NULL THEN to_jsonb(encode(m.message, 'hex'))
                     ELSE jsonb_build_object('redacted', encode(m.message, 'hex'), 'hash', encode(m.hash, 'hex')) END ORDER BY m.seq) INTO _entries
    FROM wf.instance i
    CROSS JOIN LATERAL wf._chain_messages(i.tenant_id, i.instance_id, i.started_at) m
    LEFT JOIN LATERAL (SELECT p.seq FROM wf._chain_problems(i.tenant_id, i.instance_id, i.started_at, i.version, i.log_hash) p) c ON c.seq = m.seq
    WHERE i.tenant_id = _proof.tenant_id AND i.instance_id = _proof.instance_id AND m.seq <= _tree.seq AND m.hash IS NOT NULL;
    IF _entries IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('the entries of instance %s before the anchor are not in the log', instance_id),
            HINT = 'The view wf.partitions shows which partitions have left the log; wf.attach_archive() brings them back.';
    END IF;
    RETURN jsonb_build_object(
        'anchor', btrim(anchor, E' \n\r\t'),
        'leaf', jsonb_build_object('tenant_id', tenant_id, 'instance_id', instance_id, 'seq', _tree.seq, 'hash', _tree.hash),
        'place', _tree.place, 'path', to_jsonb(wf._merkle_path(_tree.leaves, _tree.place)), 'entries', _entries);
END
$$;
REVOKE ALL ON FUNCTION wf._proof(bigint, bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._proof IS 'What wf.prove() gives, of an instance that the caller may see.';

CREATE FUNCTION wf.prove(instance_id bigint, anchor text, tenant_id bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_prove';
REVOKE ALL ON FUNCTION wf.prove(bigint, text, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.prove IS
'What an auditor needs to see without this database that the entries of one instance are those of an anchor: its last entry before the anchor, the path from there to the root, and the entries up to it as they are hashed. examples/verify_proof.py checks it and shows them. For whoever may see the instance and sees everything. Errors: 22023 (no anchor), 55000 (the log is not that of the anchor, or the entries have left it), WF202, WF306.
Example: SELECT wf.prove(1, wf.anchor());';
