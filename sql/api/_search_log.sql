-- One partition after the other, newest first: each by the index that leads to its rows, and no more of them than the page needs.
CREATE FUNCTION wf._search_log(
    tenant_id bigint, person text, usable bigint[], query jsonb, from_at timestamptz, until_at timestamptz, filter jsonb,
    page_size integer, after text)
RETURNS TABLE (instance_id bigint, seq bigint, at timestamptz, action text, actor text, on_behalf_of text, node text, task_id bigint, comment text,
               source text, target text, context jsonb, definition_id bigint, definition_key text, title text, events jsonb, cursor text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _filter jsonb := jsonb_strip_nulls(coalesce(filter, '{}'));
    _query jsonb := nullif(jsonb_strip_nulls(query), '{}');
    _known constant jsonb := '{"definition": "d.key = ANY ($5)", "action": "l.action = ANY ($6)", "actor": "l.actor = ANY ($7)", "node": "l.node = ANY ($8)",
        "instance_ids": "l.instance_id = ANY ($9::bigint[])", "context": "l.context @> $10"}';
    _unknown text;
    _conditions text;
    _mine bigint[];
    _partition record;
    -- What it has may be newer than other partitions, or older: all of them are searched as one.
    _has_default constant boolean := EXISTS (SELECT FROM wf._log_partitions() l WHERE l.from_at IS NULL);
    _left integer := page_size;
    _seen bigint;
    _until timestamptz := least(_search_log.until_at, (timestamptz 'epoch' + split_part(after, '.', 1)::bigint * interval '1 microsecond') + interval '1 microsecond');
BEGIN
    IF jsonb_typeof(_query) <> 'object' OR jsonb_typeof(_filter) <> 'object' OR jsonb_typeof(_filter -> 'context') <> 'object' THEN
        RAISE EXCEPTION 'query, filter and its context must be objects' USING
            ERRCODE = 'WF504', HINT = 'Pass keys and values, as in {"type": "SeatApproved"}.';
    END IF;
    _unknown := (SELECT min(k COLLATE "C") FROM jsonb_object_keys(_filter) AS k WHERE NOT _known ? k);
    IF _unknown IS NOT NULL THEN
        RAISE EXCEPTION 'the log has no filter "%"', _unknown USING
            ERRCODE = 'WF504', HINT = format('The filters are %s.', (SELECT string_agg(k, ', ' ORDER BY k COLLATE "C") FROM jsonb_object_keys(_known) AS k));
    END IF;
    IF EXISTS (SELECT FROM unnest(wf._texts(_filter -> 'instance_ids')) AS t WHERE t !~ '^[0-9]{1,18}$') THEN
        RAISE EXCEPTION 'instance_ids must be numbers of instances' USING ERRCODE = 'WF504', HINT = 'Pass one instance_id of wf.instance_list, or an array of them.';
    END IF;
    IF _query IS NULL AND _search_log.from_at IS NULL AND _search_log.until_at IS NULL AND NOT _filter ? 'instance_ids' THEN
        RAISE EXCEPTION 'this would read the whole log' USING
            ERRCODE = 'WF504', HINT = 'Pass query (what an event has), from_at or until_at, or the filter instance_ids.';
    END IF;
    SELECT string_agg(' AND ' || (_known ->> k), '') INTO _conditions FROM jsonb_object_keys(_filter) AS k;
    IF person IS NOT NULL THEN
        _mine := ARRAY(SELECT DISTINCT l.instance_id FROM wf._list(_search_log.tenant_id, person, false, usable, 'all', '{}', NULL, NULL) l);
        _conditions := concat(_conditions, ' AND l.instance_id = ANY ($11)');
    END IF;
    IF usable IS NOT NULL THEN
        _conditions := concat(_conditions, ' AND i.definition_id = ANY ($12)');
    END IF;
    IF after IS NOT NULL THEN
        _conditions := concat(_conditions, ' AND (l.at, l.instance_id, l.seq) < (timestamptz ''epoch'' + $13[1] * interval ''1 microsecond'', $13[2], $13[3])');
    END IF;
    FOR _partition IN
        SELECT p.relation::regclass AS name,
               -- What an index has is asked as the index has it; elsewhere an entry that cannot be read is none.
               CASE WHEN EXISTS (SELECT FROM pg_index x WHERE x.indrelid = p.relation AND x.indisvalid AND x.indpred IS NULL
                                                          AND strpos(pg_get_indexdef(x.indexrelid), 'gin (wf.events(events)') > 0)
                    THEN 'wf.events(l.events)' ELSE 'wf._readable_events(l.events)' END AS events
        FROM (SELECT l.relation, l.from_at, l.until_at FROM wf._log_partitions() l WHERE NOT _has_default
              UNION ALL SELECT 'wf.log'::regclass, NULL, NULL WHERE _has_default) p
        WHERE (p.until_at > _search_log.from_at AND p.from_at < _until) IS NOT FALSE
        ORDER BY p.from_at DESC
    LOOP
        RETURN QUERY EXECUTE format(
            'SELECT l.instance_id, l.seq, l.at, l.action, l.actor, l.on_behalf_of, l.node, l.task_id, l.comment, l.source, l.target, l.context,
                    i.definition_id, d.key, i.title, (SELECT jsonb_agg(e) FROM jsonb_array_elements(wf._readable_events(l.events)) AS e WHERE $2 IS NULL OR e @> $2),
                    concat_ws(''.'', (extract(epoch FROM l.at) * 1000000)::bigint, l.instance_id, l.seq)
             FROM %s l
             JOIN wf.instance i ON i.tenant_id = l.tenant_id AND i.instance_id = l.instance_id
             JOIN wf.definition d ON d.tenant_id = i.tenant_id AND d.definition_id = i.definition_id
             WHERE l.tenant_id = $1 AND l.at >= coalesce($3, ''-infinity'') AND l.at < coalesce($4, ''infinity'')%s%s
             ORDER BY l.at DESC, l.instance_id DESC, l.seq DESC LIMIT $14',
            _partition.name, CASE WHEN _query IS NOT NULL THEN format(' AND %s @> jsonb_build_array($2)', _partition.events) END, _conditions)
        USING _search_log.tenant_id, _query, _search_log.from_at, _until, wf._texts(_filter -> 'definition'), wf._texts(_filter -> 'action'), wf._texts(_filter -> 'actor'),
            wf._texts(_filter -> 'node'), wf._texts(_filter -> 'instance_ids'), _filter -> 'context', _mine, usable, string_to_array(after, '.')::bigint[], _left;
        GET DIAGNOSTICS _seen = ROW_COUNT;
        _left := _left - _seen;
        EXIT WHEN _left <= 0;
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._search_log IS
'The entries that wf.search_log() gives, newest first, before fields that are hidden from somebody count. person: entries of what they may see; null: of everything. Reads the tables, so only the engine can call it: wf.search_log knows who asks.';
REVOKE ALL ON FUNCTION wf._search_log(bigint, text, bigint[], jsonb, timestamptz, timestamptz, jsonb, integer, text) FROM PUBLIC;

CREATE FUNCTION wf._readable_events(bytes bytea) RETURNS jsonb
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'wf_readable_events';
COMMENT ON FUNCTION wf._readable_events IS 'As wf.events(), and null of what is damaged: one entry must not end a search.';
REVOKE ALL ON FUNCTION wf._readable_events(bytea) FROM PUBLIC;
