CREATE FUNCTION wf._list(
    tenant_id bigint, person text, sees_all boolean, usable bigint[],
    scope text, filter jsonb, page_size integer, after text)
RETURNS TABLE (instance_id bigint, task_id bigint, cursor text)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _filter jsonb := jsonb_strip_nulls(coalesce(filter, '{}'));
    _groups text[] := wf._groups(_list.tenant_id, person);
    _administered bigint[] := CASE WHEN scope = 'all' AND NOT sees_all THEN wf._administered_by(_list.tenant_id, person) ELSE '{}' END;
    _definitions bigint[];
    _nodes_are_seldom boolean;
    _from record;
    _by_time boolean;
    _after_at timestamptz;
    _after_id bigint;
    _conditions text;
    _page text := '';
    _query text;
    _left integer := page_size;
    _seen bigint;
    _batch integer := coalesce(page_size, 1000);
    _given bigint;
    _instances bigint[];
    _ats timestamptz[];
BEGIN
    IF page_size < 1 THEN
        RAISE EXCEPTION 'page_size must be at least 1, not %', page_size USING ERRCODE = 'WF504', HINT = 'Pass how many rows a page may have, or leave it out.';
    END IF;
    IF jsonb_typeof(_filter) <> 'object' THEN
        RAISE EXCEPTION 'filter must be an object' USING ERRCODE = 'WF504', HINT = 'Pass keys and values, as in {"status": "running"}.';
    END IF;
    _from := wf._list_sources(scope, sees_all, _administered <> '{}', _filter);
    _by_time := _from.at NOT LIKE 'NULL%';
    IF after !~ (CASE WHEN _by_time THEN E'^[0-9]{1,18}\\.[0-9]{1,18}$' ELSE '^[0-9]{1,18}$' END) THEN
        RAISE EXCEPTION 'after is not a cursor of list %', scope USING
            ERRCODE = 'WF504',
            HINT = 'Pass the column cursor of the last row of the page before, with the same filter.';
    END IF;
    _after_at := timestamptz 'epoch' + split_part(after, '.', 1)::bigint * interval '1 microsecond';
    _after_id := split_part(after, '.', CASE WHEN _by_time THEN 2 ELSE 1 END)::bigint;
    IF _filter ? 'nodes' AND scope <> 'todo' THEN
        SELECT count(*) <= 1000 INTO _nodes_are_seldom
        FROM (SELECT FROM wf.task o WHERE o.tenant_id = _list.tenant_id AND o.node = ANY (wf._texts(_filter -> 'nodes'))
              UNION ALL SELECT FROM wf.job o WHERE o.tenant_id = _list.tenant_id AND o.node = ANY (wf._texts(_filter -> 'nodes')) AND o.instance_id IS NOT NULL
              UNION ALL SELECT FROM wf.subscription o
                        WHERE o.tenant_id = _list.tenant_id AND o.node = ANY (wf._texts(_filter -> 'nodes')) AND o.instance_id IS NOT NULL
              LIMIT 1001) AS n;
    END IF;
    _conditions := wf._list_conditions(_filter, scope, _from.answered, _nodes_are_seldom);
    -- Here and not in the query, so that the planner knows which they are.
    IF _filter ? 'definition' THEN
        _definitions := ARRAY(SELECT d.definition_id FROM wf.definition d
                              WHERE d.tenant_id = _list.tenant_id AND d.key = ANY (wf._texts(_filter -> 'definition')));
    END IF;
    -- Each source comes out of its own index in order, so that a page of a long list costs no more than a page.
    IF after IS NOT NULL THEN
        _page := format(CASE WHEN _by_time THEN ' AND %1$s <= $4 AND (%1$s, %2$s) < ($4, $5)' ELSE ' AND %2$s < $5' END, _from.at, _from.id);
    END IF;
    IF usable IS NOT NULL THEN
        _page := _page || ' AND i.definition_id = ANY ($17)';
    END IF;
    _page := _page || format(' ORDER BY %s%s DESC LIMIT $16', CASE WHEN _by_time THEN _from.at || ' DESC, ' END, _from.id);
    SELECT string_agg(format(CASE WHEN s LIKE 'key in %' THEN '(SELECT o.* FROM unnest(%7$s) AS k (key) CROSS JOIN LATERAL (' ELSE '(' END
                             || 'SELECT i.instance_id, %1$s AS task_id, %2$s AS at, %3$s AS id FROM %4$s%5$s%6$s'
                             || CASE WHEN s LIKE 'key in %' THEN ') AS o)' ELSE ')' END,
                             CASE WHEN scope = 'todo' THEN 't.task_id' ELSE 'NULL::bigint' END, _from.at, _from.id,
                             regexp_replace(s, '^key in [^:]*: ', ''), _conditions, _page, substring(s FROM '^key in ([^:]*): ')),
                      -- An instance may come out of several sources.
                      CASE WHEN scope IN ('all', 'related') THEN ' UNION ' ELSE ' UNION ALL ' END)
    INTO _query FROM unnest(_from.sources) AS s;
    _query := 'SELECT p.instance_id, p.task_id, concat_ws(''.'', (extract(epoch FROM p.at) * 1000000)::bigint, p.id) FROM ('
        || _query || ') AS p ORDER BY p.at DESC, p.id DESC LIMIT $16';
    -- What somebody did is in the log, which comes month by month: as much of it as the page needs.
    LOOP
        IF scope = 'done' THEN
            SELECT array_agg(a.instance_id ORDER BY a.at, a.instance_id), array_agg(a.at ORDER BY a.at, a.instance_id), count(*)
            INTO _instances, _ats, _given
            FROM wf._acts(_list.tenant_id, person, coalesce(_after_at, 'infinity'), coalesce(_after_id, 0), _batch) AS a;
        END IF;
        RETURN QUERY EXECUTE _query USING
            _list.tenant_id, person, _groups, _after_at, _after_id,
            _definitions, wf._texts(_filter -> 'status'), wf._texts(_filter -> 'nodes'), wf._texts(_filter -> 'instance_ids'),
            '%' || regexp_replace(_filter ->> 'text', E'([\\\\%_])', E'\\\\\\1', 'g') || '%', wf._texts(_filter -> 'initiator'),
            (_filter ->> 'started_from')::timestamptz, (_filter ->> 'started_to')::timestamptz,
            _filter ->> 'business_table', wf._texts(_filter -> 'business_key'), _left, usable, _administered,
            _instances, _ats;
        GET DIAGNOSTICS _seen = ROW_COUNT;
        EXIT WHEN scope <> 'done' OR _given < _batch OR _seen >= _left;
        _left := _left - _seen;
        _batch := least(_batch * 4, 10000);
        _after_at := _ats[1];
        _after_id := _instances[1];
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._list IS
'The rows of wf.list, newest first. Reads the tables, so only the engine can call it: wf.list knows who asks. usable: ids of the definitions that may be shown; null: all. page_size null: all rows.';
