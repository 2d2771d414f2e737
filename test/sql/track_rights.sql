-- Who may track, who may read what was tracked, and whose code runs with whose rights.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set QUIET on
\set owner :USER
\set VERBOSITY terse
\set ECHO all

CREATE ROLE regress_wf_tracker LOGIN;
CREATE ROLE regress_wf_clerk LOGIN;
GRANT wf_user TO regress_wf_tracker, regress_wf_clerk;
CREATE SCHEMA mine AUTHORIZATION regress_wf_tracker;
GRANT USAGE ON SCHEMA mine TO regress_wf_clerk;

\c - regress_wf_tracker
SET client_min_messages = error;
CREATE TABLE mine.ticket (id integer PRIMARY KEY, status text);
CREATE TABLE mine.secret (id integer PRIMARY KEY, status text, who text DEFAULT current_user);
CREATE TABLE mine.parts (id integer, status text) PARTITION BY RANGE (id);
-- The owner needs nothing else.
SELECT wf.track('mine.ticket', 'status') > 0 AS done;
SELECT wf.track('mine.secret', 'status') > 0 AS done;
SELECT wf.track('mine.parts', 'status', '{"key": "id"}') > 0 AS done;
CREATE TABLE mine.parts_1 PARTITION OF mine.parts FOR VALUES FROM (1) TO (10);
INSERT INTO mine.parts VALUES (1, 'open');
ALTER TABLE mine.secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON mine.secret USING (who = current_user);
GRANT ALL ON mine.ticket, mine.secret TO regress_wf_clerk;
INSERT INTO mine.ticket VALUES (1, 'open');
INSERT INTO mine.secret VALUES (1, 'hidden');
-- Nobody reads or writes the log itself, but wf.state_history shows what can be selected.
SELECT count(*) FROM wf.state_log;
INSERT INTO wf.state_log (tracked_id, key, seq, at, action) VALUES (1, '1', 99, now(), 'update');
SELECT nextval('wf.state_log_seq');
SELECT table_name, key, target FROM wf.state_history ORDER BY seq;

\c - regress_wf_clerk
SET client_min_messages = error;
SELECT wf.track('mine.ticket', 'status');
SELECT wf.untrack('mine.ticket', 'status');
UPDATE mine.ticket SET status = 'busy';
SELECT table_name, key, source, target FROM wf.state_history ORDER BY seq;
-- Who may make triggers may not use the engine's.
CREATE TRIGGER mine AFTER UPDATE ON mine.ticket FOR EACH ROW EXECUTE FUNCTION wf._state_changed('1');
SET session_replication_role = replica;
ALTER TABLE mine.ticket DISABLE TRIGGER ALL;

-- Code of the table's owner runs as the owner: a cast that a condition asks for, the text of a key.
\c - regress_wf_tracker
SET client_min_messages = error;
CREATE TABLE mine.seen (who text);
CREATE TYPE mine.size AS ENUM ('big', 'small');
CREATE FUNCTION mine.spy(mine.size) RETURNS json LANGUAGE plpgsql AS $$ BEGIN INSERT INTO mine.seen VALUES (current_user); RETURN '"seen"'; END $$;
CREATE CAST (mine.size AS json) WITH FUNCTION mine.spy(mine.size);
CREATE TABLE mine.sized (id integer PRIMARY KEY, status text, sizes mine.size[]);
SELECT wf.track('mine.sized', 'status', '{"keep": ["sizes"], "when": "sizes != null"}') > 0 AS done;
GRANT INSERT ON mine.sized TO regress_wf_clerk, :owner;
\c - :owner
SET search_path = tracking;
INSERT INTO mine.sized VALUES (1, 'open', '{big}');
SELECT DISTINCT who FROM mine.seen;
SELECT key, kept FROM wf.state_history WHERE table_name = 'mine.sized';
SET client_min_messages = error;
DROP OWNED BY regress_wf_tracker CASCADE;
SELECT wf.untrack(table_name::regclass, column_name) FROM wf.tracked WHERE untracked_at IS NULL;
SELECT count(*) FROM pg_trigger WHERE tgfoid = 'wf._state_changed()'::regprocedure;
DROP EXTENSION wf_engine CASCADE;
DROP OWNED BY regress_wf_tracker, regress_wf_clerk CASCADE;
DROP ROLE regress_wf_tracker, regress_wf_clerk;
