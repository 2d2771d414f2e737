-- wf.state_log is kept as wf.log is: partitions ahead, indexes of cold ones, retention, archive.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
SET timezone = 'UTC';
\set QUIET on
\set ECHO all

CREATE TABLE ticket (id integer PRIMARY KEY, status text);
SELECT wf.track('ticket', 'status') AS tracked \gset
-- Nothing is due at first.
SELECT step, target FROM wf.upkeep();
-- More ahead.
UPDATE wf.state_log_policy SET premake = 5;
CALL wf.maintain();
SELECT log, count(*) FILTER (WHERE from_at > now()) AS ahead FROM wf.partitions GROUP BY 1 ORDER BY 1;
-- A write that meets a month without a partition makes it.
DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT relation FROM wf._log_partitions('state_log') LOOP EXECUTE format('DROP TABLE %s', p); END LOOP; END $$;
SELECT message FROM wf.health() WHERE check_name = 'partition_now';
INSERT INTO ticket VALUES (1, 'open');
SELECT message FROM wf.health() WHERE check_name = 'partition_now';
SELECT count(*) FROM wf.state_history;

-- Old entries.
SELECT wf._make_partition('2020-01-01Z', '2020-02-01Z', 'state_log'), wf._make_partition('2020-02-01Z', '2020-03-01Z', 'state_log');
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, target) VALUES (:tracked, '1', 100, '2020-01-02Z', 'insert', 'old'), (:tracked, '1', 101, '2020-02-02Z', 'update', 'older');
CALL wf.maintain();
SELECT table_name, state, indexes FROM wf.partitions WHERE log = 'state_log' AND from_at < '2021-01-01' ORDER BY from_at;
UPDATE wf.state_log_policy SET retention = '1 year', at_retention = 'archive';
CALL wf.maintain();
SELECT step, target FROM wf.upkeep();
SELECT log, schema_name, table_name, state, rows_estimated FROM wf.partitions WHERE from_at < '2021-01-01' ORDER BY from_at;
SELECT key, seq, target FROM wf.state_history WHERE seq >= 100;
-- What was archived is closed as well, and comes back.
DELETE FROM wf_archive.state_log_2020_01;
SELECT wf.attach_archive('wf_archive.state_log_2020_01');
SELECT key, seq, target FROM wf.state_history WHERE seq >= 100;
UPDATE wf.state_log_policy SET retention = NULL;
-- By hand, of one log only.
SELECT table_name, entries FROM wf.archive('2021-01-01');
SELECT table_name, entries FROM wf.archive('2021-01-01', log => 'state_log');
SELECT status, message FROM wf.health() WHERE check_name IN ('append_only', 'upkeep');
-- A partition that somebody makes by hand is as closed as others.
CREATE TABLE wf.by_hand PARTITION OF wf.state_log FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');
TRUNCATE wf.by_hand;
