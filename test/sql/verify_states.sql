-- wf.verify_states: what of the state log was changed behind the triggers.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set QUIET on
\set ECHO all

CREATE TABLE ticket (id integer PRIMARY KEY, status text);
SELECT wf.track('ticket', 'status', '{"mode": "statement"}') AS tracked \gset
CREATE VIEW states AS SELECT seal_id, entries, holds, message FROM wf.verify_states();
SELECT * FROM states;
INSERT INTO ticket SELECT i, 'open' FROM generate_series(1, 100) i;
UPDATE ticket SET status = 'busy' WHERE id <= 10;
UPDATE ticket SET status = 'done' WHERE id <= 10;
-- Nothing is old enough.
SELECT step FROM wf.upkeep() WHERE step = 'seal';
SELECT * FROM states;
-- Block by block; all of a statement in one, whatever its size.
SELECT wf._seal_states(5);
SELECT wf._seal_states(5);
SELECT wf._seal_states(100);
SELECT wf._seal_states(100);
SELECT * FROM states;
UPDATE ticket SET status = 'late' WHERE id = 50;
SELECT * FROM states WHERE holds IS NOT TRUE;
-- Within a transaction of another isolation level nobody knows what is settled.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf._seal_states(100);
COMMIT;
-- Closed.
UPDATE wf.state_seal SET entries = 1;
DELETE FROM wf.state_seal;
TRUNCATE wf.state_seal;
-- Changed, removed, added, by somebody who can take the triggers away.
BEGIN;
SET LOCAL session_replication_role = replica;
ALTER TABLE wf.state_log DISABLE TRIGGER append_only;
UPDATE wf.state_log SET target = 'other' WHERE key = '3' AND action = 'insert';
SELECT * FROM states WHERE NOT holds;
DELETE FROM wf.state_log WHERE key = '3' AND target = 'busy';
SELECT * FROM states WHERE NOT holds;
INSERT INTO wf.state_log (tracked_id, key, seq, at, action) SELECT tracked_id, key, seq + 1000, at, action FROM wf.state_log WHERE key = '4' AND target = 'done';
SELECT * FROM states WHERE NOT holds;
ROLLBACK;
-- A block.
BEGIN;
ALTER TABLE wf.state_seal DISABLE TRIGGER append_only;
UPDATE wf.state_seal SET entries = 99 WHERE seal_id = 1;
SELECT * FROM states WHERE NOT holds;
ROLLBACK;
BEGIN;
ALTER TABLE wf.state_seal DISABLE TRIGGER append_only;
DELETE FROM wf.state_seal WHERE seal_id = 2;
SELECT * FROM states WHERE NOT holds;
ROLLBACK;
SELECT status, message FROM wf.health() WHERE check_name = 'append_only';
-- What has left the log cannot be told.
BEGIN;
SELECT from_at FROM wf._log_partitions('state_log') WHERE from_at <= now() AND until_at > now() \gset
INSERT INTO wf.log_archive (log, schema_name, table_name, from_at, until_at, left_for, detached_at, done_by) VALUES ('state_log', 'wf_archive', 'gone', :'from_at', 'infinity', 'archive', now(), 'x');
ALTER TABLE wf.state_log DISABLE TRIGGER append_only;
DELETE FROM wf.state_log;
SELECT * FROM states;
ROLLBACK;
