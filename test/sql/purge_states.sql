-- wf.purge_states: the entries of a record go, and the proof holds.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
SET timezone = 'UTC';
\set QUIET on
\set owner :USER
\set ECHO all

CREATE TABLE customer (email text PRIMARY KEY, status text, phone text, level text);
SELECT wf.track('customer', 'status', '{"keep": ["phone"]}') AS tracked \gset
SELECT wf.track('customer', 'level', '{"mode": "async"}') AS level \gset
CREATE VIEW blocks AS SELECT seal_id, entries, holds, message FROM wf.verify_states();
INSERT INTO customer VALUES ('ann@example.com', 'new', '1', 'a'), ('bob@example.com', 'new', '2', 'a'), ('cy@example.com', 'new', '3', 'a');
UPDATE customer SET status = 'good';
UPDATE customer SET level = 'b';
DO $$ BEGIN WHILE wf._move_states('infinity') = 'done' LOOP COMMIT; END LOOP; END $$;
SELECT wf._seal_states(1000);
UPDATE customer SET level = 'c', status = 'late';
SELECT * FROM blocks;
-- ---- What makes no sense ----
SELECT wf.purge_states('customer', 'ann@example.com', 'asked for');
SELECT wf.purge_states('tracking.customer', 'ann@example.com', ' ');
SELECT wf.purge_states('tracking.customer', NULL, 'asked for');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf.purge_states('tracking.customer', 'ann@example.com', 'asked for');
ROLLBACK;
SELECT wf.purge_states('tracking.customer', 'nobody@example.com', 'asked for');

-- ---- From the log and from the queue, sealed and not; of all columns ----
SELECT wf.purge_states('tracking.customer', 'ann@example.com', 'request of 2026-11-30');
SELECT count(*) FROM wf.state_entries e WHERE e::text LIKE '%ann@%';
SELECT column_name, key, action, actor, reason, row_count FROM wf.state_history WHERE action = 'purge' ORDER BY seq;
SELECT * FROM blocks;
-- What comes now is logged.
UPDATE customer SET status = 'again' WHERE email LIKE 'ann%';
SELECT count(*) FROM wf.state_history WHERE key = 'ann@example.com';
SELECT wf.purge_states('tracking.customer', 'ann@example.com', 'request of 2026-11-30');
-- Moved and sealed later: the block is whole.
DO $$ BEGIN WHILE wf._move_states('infinity') = 'done' LOOP COMMIT; END LOOP; END $$;
SELECT wf._seal_states(1000);
SELECT * FROM blocks;
SELECT record_key, state, visits FROM wf.time_in_state('customer', 'status') ORDER BY record_key COLLATE "C", first_entry;

-- ---- From a queue that is moved and not emptied: once, and nothing stays behind ----
UPDATE customer SET level = 'd' WHERE email LIKE 'bob%';
SELECT wf._move_states('infinity');
SELECT wf._move_states('infinity');
SELECT wf.purge_states('tracking.customer', 'bob@example.com', 'request');
SELECT (SELECT count(*) FROM wf.state_queue_1 q WHERE q::text LIKE '%bob@%') + (SELECT count(*) FROM wf.state_queue_2 q WHERE q::text LIKE '%bob@%') AS left_over;
DO $$ BEGIN WHILE wf._move_states('infinity') = 'done' LOOP COMMIT; END LOOP; END $$;
SELECT wf._seal_states(1000);
SELECT * FROM blocks;
-- A digest that is no more, or another one, is found.
BEGIN;
ALTER TABLE wf.state_purged DISABLE TRIGGER append_only;
DELETE FROM wf.state_purged WHERE seq = (SELECT min(seq) FROM wf.state_purged);
SELECT * FROM blocks WHERE NOT holds;
ROLLBACK;
-- ---- Rows that have had other keys ----
UPDATE customer SET email = 'cyril@example.com' WHERE email LIKE 'cy@%';
SELECT wf.purge_states('tracking.customer', 'cy@example.com', 'request');
SELECT wf.purge_states('tracking.customer', 'cyril@example.com', 'request');
SELECT count(*) FROM wf.state_entries e WHERE e::text LIKE '%cy%@%';

-- ---- Archived, and after the table ----
SELECT wf._make_partition('2020-01-01Z', '2020-02-01Z', 'state_log');
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, target) VALUES (:tracked, 'dan@example.com', nextval('wf.state_log_seq'), '2020-01-02Z', 'insert', 'new'), (:tracked, 'eve@example.com', nextval('wf.state_log_seq'), '2020-01-03Z', 'insert', 'new');
SELECT table_name, entries FROM wf.archive('2021-01-01', log => 'state_log');
SELECT wf.untrack('customer', 'status'), wf.untrack('customer', 'level');
DROP TABLE customer;
SELECT wf.purge_states('tracking.customer', 'dan@example.com', 'request');
SELECT key FROM wf_archive.state_log_2020_01;
-- In a file.
UPDATE wf.log_archive SET file = '/tmp/x.csv' WHERE log = 'state_log';
SELECT wf.purge_states('tracking.customer', 'eve@example.com', 'request');

-- ---- Nobody else can: neither by hand nor within a trigger, nor who has no right to ----
DELETE FROM wf_archive.state_log_2020_01;
DELETE FROM wf.state_purged;
UPDATE wf.state_purged SET leaf = 'x';
TRUNCATE wf.state_purged;
SELECT wf._is_purging_states(:tracked, 'eve@example.com');
CREATE ROLE regress_wf_clerk LOGIN IN ROLE wf_user;
\c - regress_wf_clerk
SELECT wf.purge_states('tracking.customer', 'eve@example.com', 'request');
\c - :owner
DROP ROLE regress_wf_clerk;
DROP TABLE wf_archive.state_log_2020_01;
