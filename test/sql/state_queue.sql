-- The queues before the state log: modes async and async_unlogged of wf.track, and wf._move_states.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set QUIET on
-- A queue is emptied when nobody has an older snapshot: autovacuum would at times.
ALTER SYSTEM SET autovacuum = off;
DO 'BEGIN PERFORM pg_reload_conf(); END';
\set owner :USER
\set ECHO all

CREATE VIEW queues AS SELECT q.queue, q.is_filled, q.is_moved FROM wf.state_queue q ORDER BY q.queue;
-- Where entries are.
CREATE VIEW places AS SELECT e.place, e.key, e.source, e.target FROM (
    SELECT 'log' AS place, * FROM wf.state_log UNION ALL SELECT '1', * FROM wf.state_queue_1 UNION ALL SELECT '2', * FROM wf.state_queue_2
    UNION ALL SELECT 'unlogged 1', * FROM wf.state_queue_unlogged_1 UNION ALL SELECT 'unlogged 2', * FROM wf.state_queue_unlogged_2) e ORDER BY e.seq, e.place COLLATE "C";
CREATE TABLE ticket (id integer PRIMARY KEY, status text);
CREATE TABLE fast (id integer PRIMARY KEY, status text);
SELECT wf.track('ticket', 'status', '{"mode": "async"}') AS tracked \gset
SELECT wf.track('fast', 'status', '{"mode": "async_unlogged"}') AS fast \gset
SELECT wf.track('ticket', 'status', '{"mode": "unlogged"}');
SELECT * FROM queues;
INSERT INTO ticket VALUES (1, 'open'), (2, 'open');
INSERT INTO fast VALUES (1, 'open');
SELECT * FROM places;
-- What waits is read as what does not.
SELECT table_name, key, source, target FROM wf.state_history ORDER BY seq;
SELECT record_key, state, visits FROM wf.time_in_state('ticket', 'status') ORDER BY record_key;
SELECT source, target, entries, reason FROM wf.conformance('fast', 'status', '{"key": "order", "states": [{"name": "draft", "initial": true}, {"name": "sent", "final": true}], "transitions": [{"name": "send", "from": "draft", "to": "sent"}]}');
SELECT entries, message FROM wf.verify_states();

-- ---- Step by step: new entries go to the other queue, what is there is moved, the queue is emptied ----
SELECT step, queue FROM wf._queue_steps('infinity');
-- What came just now waits a second.
SELECT wf._move_states('2020-01-01');
SELECT wf._move_states('infinity');
UPDATE ticket SET status = 'busy' WHERE id = 1;
SELECT * FROM places;
SELECT * FROM queues;
SELECT wf._move_states('infinity');
SELECT * FROM queues;
-- It is there twice for a moment, and nobody sees it twice.
SELECT count(*) FROM places WHERE key = '2';
SELECT table_name, key, source, target FROM wf.state_history ORDER BY seq;
SELECT wf._move_states('infinity');
SELECT * FROM queues;
SELECT * FROM places;
-- The other pair, and the rest of the first.
SELECT wf._move_states('infinity');
DO $$ BEGIN WHILE wf._move_states('infinity') = 'done' LOOP COMMIT; END LOOP; END $$;
SELECT * FROM places;
SELECT * FROM queues;
SELECT count(*) FROM wf._queue_steps('infinity');

-- ---- wf.maintain() does it ----
UPDATE ticket SET status = 'done';
UPDATE fast SET status = 'done';
SELECT step, target FROM wf.upkeep(now() + interval '1 minute') WHERE step = 'move states';
SELECT count(*) FROM wf.upkeep(now() - interval '1 minute') WHERE step = 'move states';
SELECT wf._do_upkeep('move states', 'wf.state_queue', 'SELECT wf._move_states()');
SELECT pg_sleep(1.1);
CALL wf.maintain();
SELECT place, count(*) FROM places GROUP BY 1;
SELECT status, message FROM wf.health() WHERE check_name = 'state_queue';
-- In another isolation level nobody knows what is settled.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf._move_states('infinity');
COMMIT;

-- ---- Old entries: of months that have no partition; nothing is sealed that comes before what waits ----
SELECT queue AS filled FROM wf.state_queue WHERE is_logged AND is_filled \gset
INSERT INTO wf.:filled (tracked_id, key, seq, at, action, target) VALUES (:tracked, '9', nextval('wf.state_log_seq'), '2020-02-03Z', 'insert', 'old');
SELECT wf._seal_states(100);
SELECT status, regexp_replace(message, '\d\d:.*', '') AS message FROM wf.health() WHERE check_name = 'state_queue';
SELECT wf._make_partition('2021-01-01Z', '2021-02-01Z', 'state_log');
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, target) VALUES (:tracked, '8', nextval('wf.state_log_seq'), '2021-01-02Z', 'insert', 'old');
SELECT step FROM wf.upkeep() WHERE step = 'seal';
SELECT wf._move_states();
SELECT wf._move_states();
SELECT wf._move_states();
SELECT wf._move_states();
SELECT step FROM wf.upkeep() WHERE step = 'seal';
SELECT key, target, tableoid::regclass FROM wf.state_log WHERE at < '2022-01-01' ORDER BY at;
SELECT wf._seal_states(100);
SELECT entries, holds, message FROM wf.verify_states();

-- ---- What is kept ----
UPDATE ticket SET status = 'late';
-- Whichever has it.
\set VERBOSITY terse
SELECT queue AS filled FROM wf.state_queue WHERE is_logged AND is_filled \gset
UPDATE wf.:filled SET target = 'x';
DELETE FROM wf.:filled;
-- A trigger that is gone, or weaker, is seen, and wf.setup() mends it.
BEGIN;
DROP TRIGGER append_only ON wf.state_queue_1;
ALTER TABLE wf.state_queue_2 ENABLE TRIGGER append_only;
SELECT status, message FROM wf.health() WHERE check_name = 'append_only';
SELECT wf.setup() > 0 AS mended;
SELECT status FROM wf.health() WHERE check_name = 'append_only';
ROLLBACK;
-- What waits goes with its table, whatever that is called.
ALTER TABLE fast RENAME TO faster;
SELECT DISTINCT table_name FROM wf.state_history WHERE table_name LIKE '%.fast%';
ALTER TABLE faster RENAME TO fast;
-- After wf.untrack and a DROP it comes into the log all the same; another mode takes nothing away.
SELECT wf.track('ticket', 'status') = :tracked AS same;
UPDATE ticket SET status = 'later';
SELECT source, target FROM wf.state_history WHERE key = '2' ORDER BY seq DESC LIMIT 2;
SELECT wf.untrack('ticket', 'status');
DROP TABLE ticket;
DO $$ BEGIN WHILE wf._move_states('infinity') = 'done' LOOP COMMIT; END LOOP; END $$;
SELECT source, target FROM wf.state_log WHERE key = '2' ORDER BY seq DESC LIMIT 2;
-- A new number is greater than all, also those that wait.
UPDATE fast SET status = 'x';
SELECT setval('wf.state_log_seq', 1);
SELECT sequence_name, last_number = (SELECT max(seq) FROM wf.state_entries) AS last FROM wf.advance_sequences();

-- ---- Who sees it: whoever may read the table ----
CREATE ROLE regress_wf_clerk LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_stranger LOGIN IN ROLE wf_user;
GRANT USAGE ON SCHEMA tracking TO regress_wf_clerk;
GRANT SELECT ON fast TO regress_wf_clerk;
\c - regress_wf_clerk
SELECT table_name, target FROM wf.state_history ORDER BY seq;
SELECT count(*) FROM wf._unlogged_states();
SELECT wf._move_states();
\c - regress_wf_stranger
SELECT count(*) FROM wf.state_history;
SELECT count(*) FROM wf._unlogged_states();
SELECT count(*) FROM wf.state_entries;
\c - :owner
DROP OWNED BY regress_wf_clerk, regress_wf_stranger;
DROP ROLE regress_wf_clerk, regress_wf_stranger;
ALTER SYSTEM RESET autovacuum;
