CREATE FUNCTION wf._list_conditions(filter jsonb, scope text, answered text[], nodes_are_seldom boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- An instance that has ended stands nowhere. Few that stand there lead the way; of many, each instance is asked.
    _node text := CASE WHEN scope = 'todo' THEN 't.node = ANY ($8)' WHEN nodes_are_seldom THEN
        'i.ended_at IS NULL AND i.instance_id IN (SELECT o.instance_id FROM wf.task o WHERE o.tenant_id = $1 AND o.node = ANY ($8)
                 UNION ALL SELECT o.instance_id FROM wf.job o WHERE o.tenant_id = $1 AND o.node = ANY ($8) AND o.instance_id IS NOT NULL
                 UNION ALL SELECT o.instance_id FROM wf.subscription o WHERE o.tenant_id = $1 AND o.node = ANY ($8) AND o.instance_id IS NOT NULL)' ELSE
        'i.ended_at IS NULL AND EXISTS (SELECT FROM wf.task o WHERE o.tenant_id = i.tenant_id AND o.instance_id = i.instance_id AND o.node = ANY ($8)
                 UNION ALL SELECT FROM wf.job o WHERE o.tenant_id = i.tenant_id AND o.instance_id = i.instance_id AND o.node = ANY ($8)
                 UNION ALL SELECT FROM wf.subscription o WHERE o.tenant_id = i.tenant_id AND o.instance_id = i.instance_id AND o.node = ANY ($8))' END;
    _known jsonb := jsonb_build_object(
        'definition', 'i.definition_id = ANY ($6)',
        -- Where there are few of them, they are the way to the rows.
        'status', 'i.status = ANY ($7)' || CASE WHEN NOT wf._texts(filter -> 'status') && '{running,completed}' THEN
            ' AND EXISTS (SELECT FROM wf.seldom_status z WHERE z.tenant_id = i.tenant_id AND z.instance_id = i.instance_id AND z.status = ANY ($7))' ELSE '' END,
        'finished', CASE WHEN (filter ->> 'finished')::boolean THEN 'i.ended_at IS NOT NULL' ELSE 'i.ended_at IS NULL' END,
        'instance_ids', 'i.instance_id = ANY ($9::bigint[])',
        'nodes', _node,
        'text', '(i.title ILIKE $10 OR i.serial_no ILIKE $10)',
        'initiator', 'i.initiator = ANY ($11)',
        'started_from', 'i.started_at >= $12',
        'started_to', 'i.started_at < $13',
        'business_table', 'i.business_table = $14',
        'business_key', 'i.business_key = ANY ($15)');
    _unknown text := (SELECT min(k COLLATE "C") FROM jsonb_object_keys(filter) AS k WHERE NOT _known ? k);
BEGIN
    IF _unknown IS NOT NULL THEN
        RAISE EXCEPTION 'lists have no filter "%"', _unknown USING
            ERRCODE = 'WF504',
            HINT = format('The filters are %s.', (SELECT string_agg(k, ', ' ORDER BY k COLLATE "C") FROM jsonb_object_keys(_known) AS k));
    END IF;
    RETURN (SELECT coalesce(string_agg(' AND ' || (_known ->> k), ''), '') FROM jsonb_object_keys(filter) AS k WHERE k <> ALL (answered));
END
$$;
COMMENT ON FUNCTION wf._list_conditions IS
'What the filters of a list ask of an instance, as SQL, except those that its sources have answered; wf._list has the values.';
