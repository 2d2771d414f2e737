CREATE OR REPLACE VIEW wf.partitions WITH (security_barrier) AS
WITH bounds AS MATERIALIZED (SELECT array_agg(l.until_at ORDER BY l.until_at) AS ends FROM wf._log_partitions() l WHERE l.until_at IS NOT NULL),
-- Who still needs one: running instances that began before its end and have no checkpoint since.
needed AS MATERIALIZED (SELECT b.ends, wf._needed_before(b.ends) AS instances FROM bounds b)
SELECT 'wf'::name AS schema_name, l.table_name, l.from_at, l.until_at, greatest(c.reltuples, 0)::bigint AS rows_estimated,
       pg_total_relation_size(c.oid) AS size_bytes,
       CASE WHEN l.is_detaching THEN 'leaving' WHEN l.from_at IS NULL THEN 'default' WHEN l.until_at + p.cold_after <= now() THEN 'cold' ELSE 'hot' END AS state,
       (SELECT count(*) FROM pg_index x WHERE x.indrelid = c.oid AND x.indisvalid)::integer AS indexes,
       coalesce(t.spcname, (SELECT s.spcname FROM pg_database d JOIN pg_tablespace s ON s.oid = d.dattablespace WHERE d.datname = current_database())) AS tablespace,
       coalesce((SELECT n.instances[array_position(n.ends, l.until_at)] FROM needed n WHERE p.log = 'log' AND l.from_at <= now()), 0) AS open_instances,
       NULL::text AS file, p.log
FROM wf._log_policies() p
CROSS JOIN wf._log_partitions(p.log) l
JOIN pg_class c ON c.oid = l.relation
LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
UNION ALL
SELECT a.schema_name, a.table_name, a.from_at, a.until_at, a.entries, pg_total_relation_size(c.oid),
       CASE a.left_for WHEN 'detach' THEN 'detached' WHEN 'archive' THEN 'archived' ELSE 'dropped' END,
       (SELECT count(*) FROM pg_index x WHERE x.indrelid = c.oid AND x.indisvalid)::integer, t.spcname, 0, a.file, a.log
FROM wf.log_archive a
LEFT JOIN pg_class c ON c.relname = a.table_name AND c.relnamespace = to_regnamespace(quote_ident(a.schema_name))
LEFT JOIN pg_tablespace t ON t.oid = coalesce(nullif(c.reltablespace, 0), (SELECT d.dattablespace FROM pg_database d WHERE d.datname = current_database()))
WHERE a.detached_at IS NOT NULL AND a.attached_at IS NULL;

COMMENT ON VIEW wf.partitions IS 'The partitions of wf.log and wf.state_log, and those that have left them. For wf_admin and wf_reader.';
COMMENT ON COLUMN wf.partitions.from_at IS 'Its first moment; null: a default partition, which wf.log should not have.';
COMMENT ON COLUMN wf.partitions.until_at IS 'The first moment after it.';
COMMENT ON COLUMN wf.partitions.rows_estimated IS 'How many entries, as the planner thinks; exact of those that have left.';
COMMENT ON COLUMN wf.partitions.size_bytes IS 'With indexes; null: its entries are in a file, or gone.';
COMMENT ON COLUMN wf.partitions.state IS 'hot; cold (cold_after of wf.log_policy has passed since its end); leaving; detached, archived, dropped; default.';
COMMENT ON COLUMN wf.partitions.indexes IS 'How many indexes it has.';
COMMENT ON COLUMN wf.partitions.open_instances IS 'Running instances with entries in it or before it and no checkpoint since: they would get one before it leaves.';
COMMENT ON COLUMN wf.partitions.file IS 'The file on the server that has its entries; null: the table has them.';
COMMENT ON COLUMN wf.partitions.log IS 'log or state_log.';
