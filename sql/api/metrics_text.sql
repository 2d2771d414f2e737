CREATE FUNCTION wf.metrics_text() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT wf._exposition(array_agg(m.name), array_agg(m.labels), array_agg(m.value), array_agg(m.help)) FROM wf.metrics m
$$;
REVOKE ALL ON FUNCTION wf.metrics_text() FROM PUBLIC;
COMMENT ON FUNCTION wf.metrics_text IS
'What wf.metrics shows, in the text format of Prometheus (0.0.4). For wf_admin and wf_reader.
Example: SELECT wf.metrics_text();';

CREATE FUNCTION wf._exposition(names text[], labels jsonb[], samples double precision[], helps text[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    SELECT string_agg(f.family, '' ORDER BY f.name COLLATE "C")
    FROM (SELECT s.name, format(E'# HELP %s %s\n# TYPE %1$s %3$s\n', s.name, replace(replace(min(s.help), E'\\', E'\\\\'), E'\n', E'\\n'),
                                CASE WHEN s.name LIKE E'%\\_total' THEN 'counter' ELSE 'gauge' END)
                 || string_agg(format(E'%s%s %s\n', s.name, l.list, replace(s.value::text, 'Infinity', 'Inf')), '' ORDER BY l.list COLLATE "C") AS family
          FROM unnest(names, labels, samples, helps) AS s (name, labels, value, help)
          CROSS JOIN LATERAL (
              SELECT coalesce('{' || string_agg(format('%s="%s"', e.key, replace(replace(replace(e.value, E'\\', E'\\\\'), '"', E'\\"'), E'\n', E'\\n')), ',' ORDER BY e.key COLLATE "C") || '}', '') AS list
              FROM jsonb_each_text(s.labels) AS e) l
          GROUP BY s.name) f
$$;
REVOKE ALL ON FUNCTION wf._exposition(text[], jsonb[], double precision[], text[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._exposition IS 'Samples in the text format of Prometheus. For wf.metrics_text().';
