CREATE FUNCTION wf._xml(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN replace(replace(replace(replace(regexp_replace(value, U&'[\0001-\0008\000B\000C\000E-\001F\FFFE\FFFF]', ' ', 'g'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');
COMMENT ON FUNCTION wf._xml IS 'As it stands in an attribute of XML; what XML 1.0 cannot say is a blank.';

-- Traces of instances, events of what is an activity of their version.
CREATE FUNCTION wf._export_lines(definition text, from_day date, until_day date, of_tenant bigint)
RETURNS TABLE (instance_id bigint, started_at timestamptz, ended_at timestamptz, title text, status text, initiator text, version integer, business_table text, business_key text,
               seq bigint, place integer, at timestamptz, token bigint, node text, name text, lifecycle text, outcome text, actor text)
LANGUAGE sql STABLE ROWS 100000 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH activity AS MATERIALIZED (
        SELECT d.version, n.node, n.name
        FROM wf.definition_list d CROSS JOIN LATERAL wf.states(d.key, d.version, d.tenant_id) n
        WHERE d.tenant_id = coalesce(of_tenant, wf.current_tenant()) AND d.key = definition AND d.status <> 'draft'
          AND n.type IN ('approval', 'task', 'copy', 'service', 'script', 'pass', 'catch', 'subprocess', 'call'))
    SELECT i.instance_id, i.started_at, i.ended_at, i.title, i.status, i.initiator, i.definition_version, i.business_table, i.business_key,
           v.seq, v.place, v.at, v.token, v.node, coalesce(a.name, v.node), v.lifecycle, v.outcome, v.actor
    FROM wf.instance_list i
    CROSS JOIN LATERAL (SELECT x.seq, x.place, x.at, x.token, x.node, x.lifecycle, x.outcome, x.actor FROM wf.visits x
                        WHERE x.tenant_id = i.tenant_id AND x.instance_id = i.instance_id) v
    JOIN activity a ON a.version = i.definition_version AND a.node = v.node
    WHERE i.tenant_id = coalesce(of_tenant, wf.current_tenant()) AND i.definition_key = definition
      AND (from_day IS NULL OR i.started_at >= from_day) AND (until_day IS NULL OR i.started_at < until_day)
$$;
COMMENT ON FUNCTION wf._export_lines IS 'Of wf.export_xes and wf.export_ocel: the events of the instances of a definition that were started between two days.';

CREATE FUNCTION wf.export_xes(
    definition text,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS SETOF text
LANGUAGE sql STABLE ROWS 100000 SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
    WITH e AS (
        SELECT x.*, x.seq = first_value(x.seq) OVER w AND x.place = first_value(x.place) OVER w AS is_first, lead(x.seq) OVER w IS NULL AS is_last
        FROM wf._export_lines(definition, from_day, until_day, tenant_id) x WINDOW w AS (PARTITION BY x.instance_id ORDER BY x.seq, x.place)),
    written AS (
        SELECT e.instance_id, e.seq, e.place,
               CASE WHEN e.is_first THEN
                   format(E'\t<trace>\n\t\t<string key="concept:name" value="%s"/>\n\t\t<string key="title" value="%s"/>\n\t\t<string key="status" value="%s"/>\n\t\t<string key="initiator" value="%s"/>\n\t\t<int key="version" value="%s"/>\n',
                          e.instance_id, wf._xml(e.title), e.status, wf._xml(e.initiator), e.version) ELSE '' END
               || format(E'\t\t<event>\n\t\t\t<string key="concept:name" value="%s"/>\n\t\t\t<string key="concept:instance" value="%s"/>\n\t\t\t<string key="lifecycle:transition" value="%s"/>\n\t\t\t<string key="org:resource" value="%s"/>\n\t\t\t<date key="time:timestamp" value="%s"/>\n%s\t\t</event>',
                         wf._xml(e.name), e.token, e.lifecycle, wf._xml(e.actor), to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"'),
                         CASE WHEN e.outcome <> '' THEN format(E'\t\t\t<string key="outcome" value="%s"/>\n', wf._xml(e.outcome)) ELSE '' END)
               || CASE WHEN e.is_last THEN E'\n\t</trace>' ELSE '' END AS line
        FROM e)
    SELECT l.line
    FROM (SELECT 0 AS part, 0::bigint AS instance_id, 0::bigint AS seq, 0 AS place, format(E'<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">\n'
              || E'\t<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>\n\t<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>\n'
              || E'\t<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>\n\t<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>\n'
              || E'\t<global scope="trace">\n\t\t<string key="concept:name" value=""/>\n\t</global>\n\t<global scope="event">\n\t\t<string key="concept:name" value=""/>\n\t\t<string key="lifecycle:transition" value="complete"/>\n\t\t<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>\n\t</global>\n'
              || E'\t<classifier name="Activity" keys="concept:name"/>\n\t<string key="concept:name" value="%s"/>', wf._xml(definition)) AS line
          UNION ALL SELECT 1, w.instance_id, w.seq, w.place, w.line FROM written w
          UNION ALL SELECT 2, 0, 0, 0, '</log>') l
    WHERE EXISTS (SELECT FROM wf.definition_list d WHERE d.tenant_id = coalesce(export_xes.tenant_id, wf.current_tenant()) AND d.key = definition AND d.open_instances IS NOT NULL)  -- else it is not theirs
    ORDER BY l.part, l.instance_id, l.seq, l.place
$$;
COMMENT ON FUNCTION wf.export_xes IS
'The instances of a definition that were started between two days as XES (IEEE 1849-2016), for process miners: a trace for each, with start and complete of each visit of an activity, who caused it, and times with offset and milliseconds. Rows of text, in order: psql -XAtc "..." -o leave.xes writes the file. Of definitions whose reports the caller may see.
Example: SELECT * FROM wf.export_xes(''leave'', from_day => ''2026-01-01'');';
