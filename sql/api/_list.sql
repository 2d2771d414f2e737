CREATE FUNCTION wf._list(
    tenant_id bigint, person text, sees_all boolean, usable bigint[],
    scope text, filter jsonb, page_size integer, after text)
RETURNS TABLE (instance_id bigint, task_id bigint, cursor text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _filter jsonb := jsonb_strip_nulls(coalesce(filter, '{}'));
    _groups text[] := wf._groups(_list.tenant_id, person);
    _administered bigint[] := CASE WHEN scope = 'all' AND NOT sees_all THEN wf._administered_by(_list.tenant_id, person) ELSE '{}' END;
    _from record;
    _by_time boolean;
    _after_at timestamptz;
    _after_id bigint;
    _page text := '';
    _query text;
BEGIN
    IF page_size < 1 THEN
        RAISE EXCEPTION 'page_size must be at least 1, not %', page_size USING ERRCODE = 'WF504';
    END IF;
    IF jsonb_typeof(_filter) <> 'object' THEN
        RAISE EXCEPTION 'filter must be an object' USING ERRCODE = 'WF504';
    END IF;
    _from := wf._list_sources(scope, sees_all, _administered <> '{}');
    _by_time := _from.at NOT LIKE 'NULL%';
    IF after !~ (CASE WHEN _by_time THEN '^[0-9]{1,18}\.[0-9]{1,18}$' ELSE '^[0-9]{1,18}$' END) THEN
        RAISE EXCEPTION 'after is not a cursor of list %', scope USING
            ERRCODE = 'WF504',
            HINT = 'Pass the column cursor of the last row of the page before.';
    END IF;
    _after_at := timestamptz 'epoch' + split_part(after, '.', 1)::bigint * interval '1 microsecond';
    _after_id := split_part(after, '.', CASE WHEN _by_time THEN 2 ELSE 1 END)::bigint;
    -- Each source comes out of its own index in order, so that a page of a long list costs no more than a page.
    IF after IS NOT NULL THEN
        _page := format(CASE WHEN _by_time THEN ' AND %1$s <= $4 AND (%1$s, %2$s) < ($4, $5)' ELSE ' AND %2$s < $5' END, _from.at, _from.id);
    END IF;
    IF usable IS NOT NULL THEN
        _page := _page || ' AND i.definition_id = ANY ($17)';
    END IF;
    IF page_size IS NOT NULL THEN
        _page := _page || format(' ORDER BY %s%s DESC LIMIT $16', CASE WHEN _by_time THEN _from.at || ' DESC, ' END, _from.id);
    END IF;
    SELECT string_agg(format('(SELECT i.instance_id, %s AS task_id, %s AS at, %s AS id FROM %s%s%s)',
                             CASE WHEN scope = 'todo' THEN 't.task_id' ELSE 'NULL::bigint' END, _from.at, _from.id, s,
                             wf._list_conditions(_filter, scope), _page),
                      CASE WHEN scope = 'all' THEN ' UNION ' ELSE ' UNION ALL ' END)
    INTO _query FROM unnest(_from.sources) AS s;
    _query := 'SELECT p.instance_id, p.task_id, concat_ws(''.'', (extract(epoch FROM p.at) * 1000000)::bigint, p.id) FROM (' || _query || ') AS p';
    IF page_size IS NOT NULL THEN
        _query := _query || ' ORDER BY p.at DESC, p.id DESC LIMIT $16';
    END IF;
    RETURN QUERY EXECUTE _query USING
        _list.tenant_id, person, _groups, _after_at, _after_id,
        wf._texts(_filter -> 'definition'), wf._texts(_filter -> 'status'), wf._texts(_filter -> 'nodes'), wf._texts(_filter -> 'instance_ids'),
        '%' || regexp_replace(_filter ->> 'text', '([\\%_])', '\\\1', 'g') || '%', wf._texts(_filter -> 'initiator'),
        (_filter ->> 'started_from')::timestamptz, (_filter ->> 'started_to')::timestamptz,
        _filter ->> 'business_table', wf._texts(_filter -> 'business_key'), page_size, usable, _administered;
END
$$;
COMMENT ON FUNCTION wf._list IS
'The rows of wf.list, newest first. Reads the tables, so only the engine can call it: wf.list knows who asks. usable: ids of the definitions that may be shown; null: all. page_size null: all rows, in no order.';
