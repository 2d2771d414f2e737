-- The bounds are had as text only, so they are written and read in one format.
CREATE FUNCTION wf._log_partitions(log name DEFAULT 'log')
RETURNS TABLE (relation oid, table_name name, from_at timestamptz, until_at timestamptz, is_detaching boolean)
LANGUAGE sql STABLE ROWS 50 SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
    SELECT c.oid, c.relname, replace(b.bounds[1], 'MINVALUE', '-infinity')::timestamptz,
           replace(b.bounds[2], 'MAXVALUE', 'infinity')::timestamptz, i.inhdetachpending
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    LEFT JOIN regexp_match(pg_get_expr(c.relpartbound, c.oid), E'FROM \\(''?([^'')]+)''?\\) TO \\(''?([^'')]+)''?\\)') AS b (bounds) ON true
    WHERE i.inhparent = format('wf.%I', log)::regclass
    ORDER BY 3
$$;
REVOKE ALL ON FUNCTION wf._log_partitions(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._log_partitions IS
'The partitions of wf.log, or of another log, by their bounds, oldest first; a default partition has none, and comes last.';
