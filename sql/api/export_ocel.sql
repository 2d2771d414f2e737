CREATE FUNCTION wf.export_ocel(
    definition text,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS SETOF text
LANGUAGE sql STABLE ROWS 100000 SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
    WITH e AS MATERIALIZED (SELECT x.* FROM wf._export_lines(definition, from_day, until_day, tenant_id) x WHERE x.lifecycle = 'complete'),
    instance AS MATERIALIZED (SELECT DISTINCT ON (e.instance_id) e.* FROM e ORDER BY e.instance_id),
    object (id, type, attributes, relationships) AS MATERIALIZED (
        SELECT 'instance:' || i.instance_id, definition,
               jsonb_build_array(jsonb_build_object('name', 'title', 'time', '1970-01-01T00:00:00.000Z', 'value', i.title), jsonb_build_object('name', 'status', 'time', to_char(coalesce(i.ended_at, i.started_at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'value', i.status),
                                 jsonb_build_object('name', 'version', 'time', '1970-01-01T00:00:00.000Z', 'value', i.version::text)),
               jsonb_build_array(jsonb_build_object('objectId', 'person:' || i.initiator, 'qualifier', 'initiator'))
               || CASE WHEN i.business_table IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object('objectId', i.business_table || ':' || i.business_key, 'qualifier', 'about')) END
        FROM instance i
        UNION ALL
        SELECT DISTINCT 'person:' || p.person, 'person', '[]'::jsonb, '[]'::jsonb FROM (SELECT e.actor AS person FROM e UNION SELECT i.initiator FROM instance i) p
        UNION ALL
        SELECT DISTINCT i.business_table || ':' || i.business_key, i.business_table, '[]'::jsonb, '[]'::jsonb FROM instance i WHERE i.business_table IS NOT NULL),
    lines (part, id, seq, place, line) AS (
        SELECT 2, o.id, 0::bigint, 0, jsonb_build_object('id', o.id, 'type', o.type, 'attributes', o.attributes, 'relationships', o.relationships) FROM object o
        UNION ALL
        SELECT 4, lpad(e.instance_id::text, 20, '0'), e.seq, e.place,
               jsonb_build_object('id', format('%s-%s-%s', e.instance_id, e.seq, e.place), 'type', e.name, 'time', to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                   'attributes', jsonb_build_array(jsonb_build_object('name', 'outcome', 'value', coalesce(e.outcome, ''))),
                   'relationships', jsonb_build_array(jsonb_build_object('objectId', 'instance:' || e.instance_id, 'qualifier', 'of'), jsonb_build_object('objectId', 'person:' || e.actor, 'qualifier', 'by'))
                       || CASE WHEN e.business_table IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object('objectId', e.business_table || ':' || e.business_key, 'qualifier', 'about')) END)
        FROM e)
    SELECT l.line
    FROM (SELECT 1 AS part, '' AS id, 0::bigint AS seq, 0 AS place, format('{"objectTypes": %s,'||E'\n"eventTypes": %s,\n"objects": [',
                 (SELECT coalesce(jsonb_agg(jsonb_build_object('name', t.type, 'attributes', CASE WHEN t.type <> definition THEN '[]' ELSE '[{"name": "title", "type": "string"}, {"name": "status", "type": "string"}, {"name": "version", "type": "integer"}]'::jsonb END) ORDER BY t.type COLLATE "C"), '[]') FROM (SELECT DISTINCT o.type FROM object o) t),
                 (SELECT coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'attributes', '[{"name": "outcome", "type": "string"}]'::jsonb) ORDER BY t.name COLLATE "C"), '[]') FROM (SELECT DISTINCT e.name FROM e) t)) AS line
          UNION ALL
          SELECT x.part, x.id, x.seq, x.place, x.line::text || CASE WHEN lead(x.part) OVER (PARTITION BY x.part ORDER BY x.id COLLATE "C", x.seq, x.place) IS NULL THEN '' ELSE ',' END FROM lines x
          UNION ALL SELECT 3, '', 0, 0, E'],\n"events": ['
          UNION ALL SELECT 5, '', 0, 0, ']}') l
    WHERE EXISTS (SELECT FROM wf.definition_list d WHERE d.tenant_id = coalesce(export_ocel.tenant_id, wf.current_tenant()) AND d.key = definition AND d.open_instances IS NOT NULL)  -- else it is not theirs
    ORDER BY l.part, l.id COLLATE "C", l.seq, l.place
$$;
COMMENT ON FUNCTION wf.export_ocel IS
'The instances of a definition that were started between two days as OCEL 2.0 (object-centric event log) in JSON: objects are the instances, their business rows and people; events are the completions of activities. Values are strings, as the schema wants, and every object that is named is there. Rows of text, in order: psql -XAtc "..." -o leave.json writes the file. Of definitions whose reports the caller may see.
Example: SELECT * FROM wf.export_ocel(''leave'', from_day => ''2026-01-01'');';
