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

-- ---- An anchor has the newest block, and finds what was made anew ----
SELECT wf.anchor() AS anchor \gset
SELECT regexp_replace(:'anchor', '^wf-anchor-1 \S+Z 0 [0-9a-f]{64} (\d+) ', '\1 of ') = (SELECT format('%s of %s', seal_id, encode(hash, 'hex')) FROM wf.state_seal ORDER BY seal_id DESC LIMIT 1) AS has_it;
SELECT holds, instances, message FROM wf.check_anchor(:'anchor');
-- Later ones change nothing.
SELECT wf._seal_states(100);
SELECT holds, message FROM wf.check_anchor(:'anchor');
-- One without a block is as good as it was.
SELECT holds, message FROM wf.check_anchor(regexp_replace(:'anchor', ' \d+ [0-9a-f]{64}$', ''));
SELECT wf.check_anchor(format('wf-anchor-1 2026-11-30T12:00:00.000000Z 1 %s 7', repeat('0', 64)));
BEGIN;
ALTER TABLE wf.state_log DISABLE TRIGGER append_only;
ALTER TABLE wf.state_seal DISABLE TRIGGER append_only;
UPDATE wf.state_log SET target = 'other' WHERE key = '3' AND action = 'insert';
SELECT holds, message FROM wf.check_anchor(:'anchor');
-- By somebody who knows how: the block holds, and is another one.
UPDATE wf.state_seal s SET root = b.root FROM wf._state_block('-infinity', (SELECT until_at FROM wf.state_seal WHERE seal_id = 1)) b WHERE s.seal_id = 1;
DO $$ BEGIN
    FOR i IN 1 .. (SELECT max(seal_id) FROM wf.state_seal) LOOP
        UPDATE wf.state_seal s SET hash = wf._seal_hash((SELECT p.hash FROM wf.state_seal p WHERE p.seal_id = i - 1), s.seal_id, s.from_at, s.until_at, s.entries, s.root) WHERE s.seal_id = i;
    END LOOP;
END $$;
SELECT bool_and(holds) AS whole FROM states;
SELECT holds, message FROM wf.check_anchor(:'anchor');
ROLLBACK;
-- Entries that have left the log: proven by the hash, and not read.
BEGIN;
INSERT INTO wf.log_archive (log, schema_name, table_name, from_at, until_at, left_for, detached_at, done_by) VALUES ('state_log', 'wf_archive', 'gone', :'from_at', 'infinity', 'archive', now(), 'x');
ALTER TABLE wf.state_log DISABLE TRIGGER append_only;
DELETE FROM wf.state_log;
SELECT holds, message FROM wf.check_anchor(:'anchor');
ROLLBACK;
