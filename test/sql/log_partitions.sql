-- A partition holds a moment by its bounds, whoever made it and whatever it is called: nobody's way to make them stops a command.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SET timezone = 'UTC';
SELECT format('log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until \gset
-- A month by another name.
ALTER TABLE wf.:this_month RENAME TO whatever;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT count(*) FROM wf.whatever;
\c -
SET timezone = 'UTC';
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT count(*) FROM wf._log_partitions();
-- The name is free, and somebody else's table has it.
CREATE TABLE wf.:this_month (note text);
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.ensure_partitions(months => 2);

-- One that was detached is missed at once, and made by another name, since the old one keeps its own.
DROP TABLE wf.:this_month;
ALTER TABLE wf.whatever RENAME TO :this_month;
BEGIN;
DELETE FROM wf.instance;
ALTER TABLE wf.log DETACH PARTITION wf.:this_month;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT relation::regclass::text = 'wf.' || :'this_month' || '_2' AS has_another_name FROM wf._log_partitions() WHERE now() >= from_at AND now() < until_at;
ROLLBACK;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');

-- A quarter, a year and a week that were made by hand; the gaps between are filled, and nothing overlaps.
BEGIN;
DELETE FROM wf.instance;
DO $$
DECLARE _table regclass;
BEGIN
    FOR _table IN SELECT relation FROM wf._log_partitions() LOOP
        EXECUTE format('DROP TABLE %s', _table);
    END LOOP;
END $$;
CREATE TABLE wf.a_year PARTITION OF wf.log FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
CREATE TABLE wf.a_week PARTITION OF wf.log FOR VALUES FROM ('2031-02-03') TO ('2031-02-10');
SELECT wf.ensure_partitions('2029-12-01', 16);
SELECT table_name, from_at::date, until_at::date FROM wf._log_partitions();
-- Another interval, on the running system: what is there stays.
UPDATE wf.log_policy SET partition_interval = 'quarter', premake = 2;
SELECT wf._premake('2031-03-15');
SELECT table_name, from_at::date, until_at::date FROM wf._log_partitions() WHERE from_at >= '2031-03-01';
UPDATE wf.log_policy SET partition_interval = 'week', premake = 1;
SELECT wf._premake('2032-01-01');
SELECT table_name, from_at::date, until_at::date FROM wf._log_partitions() WHERE from_at >= '2031-10-01';
UPDATE wf.log_policy SET partition_interval = 'fortnight';
ROLLBACK;

-- Without an end, and with a default partition, which wf.log should not have.
BEGIN;
DELETE FROM wf.instance;
DO $$
DECLARE _table regclass;
BEGIN
    FOR _table IN SELECT relation FROM wf._log_partitions() LOOP
        EXECUTE format('DROP TABLE %s', _table);
    END LOOP;
END $$;
CREATE TABLE wf.for_ever PARTITION OF wf.log FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') > 0 AS started;
SELECT count(*) FROM wf.for_ever;
SELECT wf.ensure_partitions();
DELETE FROM wf.instance;
DROP TABLE wf.for_ever;
CREATE TABLE wf.rest PARTITION OF wf.log DEFAULT;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') > 0 AS started;
SELECT count(*) FROM wf.rest;
SELECT state, open_instances FROM wf.partitions WHERE log = 'log';
ROLLBACK;

-- Partitions of partitions, made by hand at whatever level: all belong to the engine, and none can be emptied.
BEGIN;
CREATE TABLE wf.year PARTITION OF wf.log FOR VALUES FROM ('2010-01-01') TO ('2011-01-01') PARTITION BY RANGE (at);
CREATE TABLE wf.half PARTITION OF wf.year FOR VALUES FROM ('2010-01-01') TO ('2010-07-01') PARTITION BY RANGE (at);
CREATE TABLE wf.leaf PARTITION OF wf.half FOR VALUES FROM ('2010-01-01') TO ('2010-02-01');
CREATE TABLE public.other (LIKE wf.log);
ALTER TABLE wf.year ATTACH PARTITION public.other FOR VALUES FROM ('2010-07-01') TO ('2011-01-01');
SELECT c.oid::regclass AS name, c.relowner::regrole AS owner, count(t.oid) AS triggers
FROM pg_partition_tree('wf.year') p JOIN pg_class c ON c.oid = p.relid LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname LIKE 'append_only%' AND t.tgenabled = 'A'
GROUP BY c.oid, c.relowner ORDER BY c.relname;
SELECT status, message FROM wf.health() WHERE check_name = 'append_only';
SELECT table_name, entries FROM wf.archive(before => '2011-01-01');
SELECT status, message FROM wf.health() WHERE check_name = 'append_only';
SELECT wf.attach_archive('wf_archive.year');
SELECT status, message FROM wf.health() WHERE check_name = 'append_only';
TRUNCATE wf.leaf;
ROLLBACK;

-- New partitions are like the log: where it is, and compressed as it is. Where the engine may not go, they are made elsewhere: a command does not fail.
SET allow_in_place_tablespaces = true;
CREATE TABLESPACE regress_wf_log LOCATION '';
ALTER TABLE wf.log SET TABLESPACE regress_wf_log;
SELECT wf.ensure_partitions('2039-01-01', 1);
GRANT CREATE ON TABLESPACE regress_wf_log TO wf_owner;
BEGIN;
ALTER TABLE wf.log ALTER COLUMN events SET COMPRESSION pglz, ALTER COLUMN context SET STORAGE MAIN;
SET LOCAL default_tablespace = 'pg_default';
SELECT wf.ensure_partitions('2040-01-01', 1);
SELECT attname, attcompression, attstorage FROM pg_attribute WHERE attrelid = 'wf.log_2040_01'::regclass AND attname IN ('events', 'context') ORDER BY 1;
SELECT c.relname, c.relowner::regrole, t.spcname FROM pg_class c LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace WHERE c.relname IN ('log_2039_01', 'log_2040_01') ORDER BY 1;
ROLLBACK;
ALTER TABLE wf.log SET TABLESPACE pg_default;

-- Cold ones get their indexes, move, and are frozen; a build that was stopped is begun anew.
SELECT wf.ensure_partitions('2001-01-01', 1);
UPDATE wf.log_policy SET cold_tablespace = 'regress_wf_log';
SELECT step, target, statement FROM wf.upkeep() ORDER BY statement;
CREATE INDEX half_built ON wf.log_2001_01 (actor);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'wf.half_built'::regclass;
CREATE INDEX my_own ON wf.log_2001_01 (at);
CALL wf.maintain();
SELECT step, target FROM wf.upkeep();
SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'wf.log_2001_01'::regclass ORDER BY 1;
SELECT state, tablespace, indexes FROM wf.partitions WHERE table_name = 'log_2001_01';
-- A search by time reads no other partition.
EXPLAIN (COSTS OFF) SELECT * FROM wf.log WHERE at >= '2001-01-10' AND at < '2001-01-11';
-- Statements that run by themselves only, as psql or a worker runs them.
UPDATE wf.log_policy SET cold_tablespace = 'pg_default', cold_indexes = false;
SELECT statement FROM wf.upkeep() ORDER BY 1 \gexec
UPDATE wf.log_policy SET cold_tablespace = NULL;
DROP TABLESPACE regress_wf_log;
SELECT step, target, statement FROM wf.upkeep();

-- What else grows: rows older than wf.retention says go, in parts.
INSERT INTO wf.request (tenant_id, request_id, action, actor, result, at, definition_key) SELECT 0, n, 'start', 'alice', 1, now() - make_interval(days => n % 60), 'leave' FROM generate_series(1, 25000) AS n;
CALL wf.maintain();
SELECT count(*), min(at) > now() - interval '30 days' AS none_is_older FROM wf.request;
SELECT step, target, error, count(*) FROM wf.upkeep_done WHERE step = 'remove old rows' GROUP BY 1, 2, 3;
UPDATE wf.retention SET keep_for = '1 day' WHERE table_name = 'person_history';
UPDATE wf.person SET rank = 1 WHERE person_id = 'bob';
SELECT step, target FROM wf.upkeep();
SELECT step, target FROM wf.upkeep(at => now() + interval '2 days') WHERE step <> 'premake';  -- which is due at the end of a month

-- By itself only, for it commits.
BEGIN;
CALL wf.maintain();
ROLLBACK;
DO 'DECLARE _done text[]; BEGIN CALL wf.maintain(_done); END';

-- wf_admin can do it all.
CREATE ROLE regress_wf_keeper;
GRANT wf_admin TO regress_wf_keeper;
SET ROLE regress_wf_keeper;
SELECT wf.ensure_partitions('2041-01-01', 2);
UPDATE wf.log_policy SET premake = 5;
CALL wf.maintain();
SELECT count(*) FROM wf.partitions WHERE until_at > now() AND from_at < now() + interval '1 year';
DELETE FROM wf.log_policy;
INSERT INTO wf.upkeep_done SELECT * FROM wf.upkeep_done;
RESET ROLE;
DROP ROLE regress_wf_keeper;
