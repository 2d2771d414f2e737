-- What an instance takes on disk, with its part of the log and all indexes; and an entry, with its context, its hash and its events, as bytes and as jsonb.
-- scripts/cluster.sh psql -d DATABASE -f bench/bytes.sql
WITH instances AS (SELECT count(*) AS number FROM wf.instance),
     parts AS (
         SELECT relname::text AS part, oid FROM pg_class WHERE oid IN ('wf.instance'::regclass, 'wf.involved'::regclass, 'wf.copy'::regclass)
         UNION ALL
         SELECT 'log', inhrelid FROM pg_inherits WHERE inhparent = 'wf.log'::regclass)
SELECT part, sum(pg_table_size(oid)) / number AS rows, sum(pg_indexes_size(oid)) / number AS indexes
FROM parts, instances GROUP BY part, number ORDER BY part;
SELECT action, count(*), round(avg(pg_column_size(l)), 1) AS row, round(avg(pg_column_size(context)), 1) AS context, round(avg(pg_column_size(hash)), 1) AS hash,
       round(avg(pg_column_size(events)), 1) AS events, round(avg(pg_column_size(wf.events(events))), 1) AS as_jsonb
FROM wf.log l WHERE instance_id % (SELECT 1 + count(*) / 20000 FROM wf.instance) = 0  -- a part of many
GROUP BY ROLLUP (action) ORDER BY 2 DESC;
