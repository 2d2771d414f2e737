CREATE FUNCTION wf._kept_flows(sources text[], targets text[], taken bigint[], max_edges integer, min_taken bigint) RETURNS bigint[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__kept_flows';
COMMENT ON FUNCTION wf._kept_flows IS 'The numbers, from 1, of the connections that a map shows: the strongest, and those without which a node could not be reached.';

-- By the token, each connection has been counted; by the clock, it is what followed what on the way of an ended instance.
CREATE FUNCTION wf._flows(definition text, by text, from_day date, until_day date, tail boolean, of_tenant bigint)
RETURNS TABLE (source text, target text, taken bigint, elapsed bigint)
LANGUAGE sql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT s.name, s.other, sum(s.counts[1])::bigint, sum(s.counts[2])::bigint
    FROM wf._sums('flow', definition, from_day, until_day, false, tail, of_tenant) s
    WHERE by = 'cause'
    GROUP BY 1, 2
    UNION ALL
    SELECT p.source, p.target, sum(s.counts[1])::bigint, NULL
    FROM wf._sums('variant', definition, from_day, until_day, false, tail, of_tenant) s
    CROSS JOIN LATERAL (SELECT w.node AS source, lead(w.node) OVER (ORDER BY w.place) AS target
                        FROM unnest(string_to_array(nullif(s.name, ''), chr(31)) || ARRAY[':' || s.other]) WITH ORDINALITY AS w (node, place)) p
    WHERE by = 'time' AND p.target IS NOT NULL
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION wf._flows IS 'Of wf.flow_map: all connections.';

CREATE FUNCTION wf.flow_map(
    definition text,
    by text DEFAULT 'cause',
    min_share numeric DEFAULT 0,
    max_edges integer DEFAULT 200,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (source text, target text, taken bigint, share numeric, average interval, hidden bigint, as_of timestamptz)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    _sources text[];
    _targets text[];
    _taken bigint[];
    _elapsed bigint[];
    _most bigint;
    _kept bigint[];
BEGIN
    PERFORM wf._check_words('by', ARRAY[by], '{cause,time}');
    SELECT coalesce(array_agg(f.source), '{}'), coalesce(array_agg(f.target), '{}'), coalesce(array_agg(f.taken), '{}'), coalesce(array_agg(f.elapsed), '{}'), max(f.taken)
    INTO _sources, _targets, _taken, _elapsed, _most
    FROM (SELECT f.source, f.target, f.taken, f.elapsed FROM wf._flows(definition, by, from_day, until_day, tail, flow_map.tenant_id) f
          WHERE f.taken > 0 ORDER BY f.taken DESC, f.source COLLATE "C", f.target COLLATE "C") f;
    _kept := wf._kept_flows(_sources, _targets, _taken, greatest(max_edges, 0), ceil(least(greatest(min_share, 0), 1) * _most)::bigint);
    RETURN QUERY
    SELECT _sources[k.i], _targets[k.i], _taken[k.i], round(_taken[k.i]::numeric / _most, 4), wf._duration(_elapsed[k.i] / _taken[k.i]),
           (cardinality(_sources) - cardinality(_kept))::bigint, wf._counted_until(tail)
    FROM unnest(_kept) AS k (i)
    ORDER BY k.i;
END
$$;
COMMENT ON FUNCTION wf.flow_map IS
'Which activity led to which, how often, and how long it took from leaving the one to reaching the other (timers and joins lie between). A target that begins with : is the status that an instance ended with on the way. by: cause (each token by the way it came: parallel branches do not mix) or time (what came next on the clock, of ended instances: what a miner makes of a list of events, false connections between branches included). Shown are those that were taken at least min_share as often as the strongest one, max_edges at most, and whatever is needed for every activity to be reached; hidden: how many others there are. Other parameters, and who may call it: as of wf.stat_instances. wf.flow_diagram draws it. Errors: 22023.
Example: SELECT source, target, taken, average FROM wf.flow_map(''leave'', min_share => 0.05);';

CREATE FUNCTION wf._draw_flows(title text, sources text[], targets text[], taken bigint[], elapsed bigint[], names jsonb, visits jsonb, hidden bigint, format text, language text) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__draw_flows';
COMMENT ON FUNCTION wf._draw_flows IS 'Draws a flow map. names: of nodes, where they have one; visits: how often, and how many microseconds on average.';

CREATE FUNCTION wf.flow_diagram(
    definition text,
    format text DEFAULT 'mermaid',
    by text DEFAULT 'cause',
    min_share numeric DEFAULT 0,
    max_edges integer DEFAULT 200,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    language text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    _language constant text := coalesce(language, current_setting('wf_engine.language', true));
    _names jsonb;
    _visits jsonb;
BEGIN
    PERFORM wf._check_words('format', ARRAY[format], '{mermaid,dot,svg}');
    SELECT jsonb_object_agg(n.node ->> 'id', wf._in_language(n.node -> 'name', _language)) INTO _names
    FROM (SELECT d.source FROM wf.definition_list d
          WHERE d.tenant_id = coalesce(flow_diagram.tenant_id, wf.current_tenant()) AND d.key = definition ORDER BY d.version DESC LIMIT 1) d
    CROSS JOIN LATERAL jsonb_path_query(d.source, '$.**.nodes[*]') AS n (node)
    WHERE n.node -> 'name' IS NOT NULL AND n.node ->> 'id' IS NOT NULL;
    SELECT coalesce(_names, '{}') || jsonb_object_agg(':' || s.code, wf._in_language(s.label, _language)) INTO _names FROM wf.status s;
    SELECT jsonb_object_agg(v.name, jsonb_build_array(v.n[1], v.n[8] / nullif(v.n[3], 0))) INTO _visits
    FROM (SELECT s.name, wf._sum_counts(s.counts) AS n FROM wf._sums('node', definition, from_day, until_day, false, tail, tenant_id) s GROUP BY 1) v;
    RETURN (
        SELECT wf._draw_flows(definition, coalesce(array_agg(m.source), '{}'), coalesce(array_agg(m.target), '{}'), coalesce(array_agg(m.taken), '{}'),
                              coalesce(array_agg(coalesce((extract(epoch FROM m.average) * 1000000)::bigint, 0)), '{}'), _names, coalesce(_visits, '{}'),
                              coalesce(max(m.hidden), 0), format, _language)
        FROM wf.flow_map(definition, by, min_share, max_edges, from_day, until_day, tail, tenant_id) m
        HAVING count(*) > 0);
END
$$;
COMMENT ON FUNCTION wf.flow_diagram IS
'Draws wf.flow_map: mermaid, dot (Graphviz) or svg. The thicker a line, the more often it was taken; the redder, the longer it took. It says how many connections are hidden; null: there are none. language: of the names (default: wf_engine.language). Other parameters, and who may call it: as of wf.flow_map. Errors: 22023.
Example: SELECT wf.flow_diagram(''leave'', format => ''svg'', language => ''zh'');';

CREATE FUNCTION wf._in_language(label jsonb, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN CASE jsonb_typeof(label) WHEN 'string' THEN label #>> '{}' ELSE coalesce(label ->> language, label ->> 'en') END;
COMMENT ON FUNCTION wf._in_language IS 'A text of a definition in a language, or else in English.';
