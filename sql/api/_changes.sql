-- Neither a number nor the clock says what is new: a transaction may commit long after it has numbered and dated its entries. So the place is
-- a transaction id, before which all are over, and with it the moment before which nothing can be that is not told yet.
CREATE FUNCTION wf._changes(after text DEFAULT NULL, max_changes integer DEFAULT 1000) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    _after bigint;
    _since timestamptz;
    _settled timestamptz;
    _until bigint;
    _changes jsonb := '[]';
BEGIN
    -- A standby does not know what still runs on the primary.
    PERFORM wf._check_primary('_changes');
    IF after !~ '^[0-9]{1,18}-[0-9]{1,17}$' THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('"%s" is not a place in the log', left(after, 60)), HINT = 'Give one that was told before, as it was, or none.';
    END IF;
    _after := split_part(after, '-', 1);
    _since := timestamptz 'epoch' + split_part(after, '-', 2)::bigint * interval '1 microsecond';
    -- In this order: what is over after the first look has begun after the moment.
    _settled := wf._settled_until('_changes');
    _until := pg_snapshot_xmin(pg_current_snapshot())::text;
    IF after IS NULL THEN
        NULL;
    ELSIF _after = _until THEN
        _settled := _since;
    ELSIF _after > _until OR _since <= _settled - interval '1 day' THEN
        _changes := NULL;
    ELSE
        SELECT coalesce(jsonb_agg(jsonb_build_array(c.transaction, c.tenant_id, c.instance_id, c.seq) ORDER BY c.at, c.tenant_id, c.instance_id, c.seq), '[]') INTO _changes
        FROM (SELECT _until - 1 - x.back AS transaction, l.tenant_id, l.instance_id, l.seq, l.at
              FROM wf.log l CROSS JOIN LATERAL (SELECT (_until - 1 - l.xmin::text::bigint) & 4294967295) AS x (back)
              WHERE l.at >= _since AND x.back < _until - _after AND l.action <> 'checkpoint' LIMIT max_changes + 1) c
        HAVING count(*) <= max_changes;
        -- Committed, but begun after a transaction, of this database or another, that still runs: told when that is over.
        SELECT least(_settled, min(l.at)) INTO _settled
        FROM wf.log l CROSS JOIN LATERAL (SELECT (l.xmin::text::bigint - _until) & 4294967295) AS x (ahead)
        WHERE l.at >= _since AND x.ahead < 2147483648;
    END IF;
    RETURN jsonb_build_object('after', format('%s-%s', _until, (extract(epoch FROM _settled) * 1000000)::bigint), 'changes', _changes);
END
$$;
REVOKE ALL ON FUNCTION wf._changes(text, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._changes IS
'What has been committed to the log since a place in it: {"after": the place to go on from, "changes": [[transaction, tenant, instance, seq], ...]}, none twice and none left out. Changes null: more than max_changes, or the place is too old or of another server; read again what you have. after null: only the place. For wf-gateway.';
