-- wf.track: options, who did it, what is refused.
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
\set ECHO all

CREATE VIEW log AS SELECT h.key, h.action, h.source, h.target, h.actor, h.reason, h.kept, h.row_count, h.context ->> 'address' AS address FROM wf.state_history h ORDER BY h.seq;
CREATE TABLE ticket (id integer PRIMARY KEY, status text, by text, why text, cost numeric, tags text[]);

-- ---- What makes no sense ----
SELECT wf.track('ticket', 'state');
SELECT wf.track('ticket', 'status', '{"kept": "cost"}');
SELECT wf.track('ticket', 'status', '{"keep": ["price"]}');
SELECT wf.track('ticket', 'status', '{"when": "cost >"}');
SELECT wf.track('ticket', 'status', '{"when": "price > 5"}');
SELECT wf.track('ticket', 'status', '{"mode": "table"}');
SELECT wf.track('ticket', 'status', '[]');
SELECT wf.track('wf.instance', 'status');
CREATE VIEW view AS SELECT * FROM ticket;
SELECT wf.track('view', 'status');
CREATE TABLE keyless (status text);
SELECT wf.track('keyless', 'status');
SELECT wf.untrack('ticket', 'status');

-- ---- Who, why, from where ----
SELECT wf.track('ticket', 'status') AS tracked \gset
INSERT INTO ticket VALUES (1, 'open');
BEGIN;
SET LOCAL wf_engine.actor = 'bob';
UPDATE ticket SET status = 'a';
-- One setting for all of it, for this transaction only.
SELECT set_config('wf_engine.context', '{"actor": "amy", "reason": "asked by phone", "address": "10.1.2.3"}', true);
UPDATE ticket SET status = 'b';
COMMIT;
-- One that cannot be read loses nobody.
BEGIN;
SELECT length(set_config('wf_engine.context', format('{"actor": "amy", "more": %s1%s}', repeat('{"a": ', 600), repeat('}', 600)), true)) > 600 AS deep;
UPDATE ticket SET status = 'nobody';
ROLLBACK;
UPDATE ticket SET status = 'c';
-- Columns of the row say it; the same again replaces the options, and the number stays.
SELECT wf.track('ticket', 'status', '{"actor": "by", "reason": "why", "keep": ["cost", "tags"]}') = :tracked AS same;
UPDATE ticket SET status = 'd', by = 'carol', why = 'because', cost = 1.50, tags = '{x,y}';
DELETE FROM ticket;
SELECT * FROM log;
-- Nobody may be nobody.
SELECT wf.track('ticket', 'status', '{"actor_required": true}') = :tracked AS same;
INSERT INTO ticket VALUES (2, 'open');
BEGIN;
SET LOCAL wf_engine.actor = 'bob';
INSERT INTO ticket VALUES (2, 'open');
COMMIT;
SELECT wf.track('ticket', 'status', '{"actor_required": true, "actor": "by"}') = :tracked AS same;
UPDATE ticket SET status = 'x';
UPDATE ticket SET status = 'x', by = 'dan';

-- ---- Conditions ----
SELECT wf.track('ticket', 'status', '{"when": "cost > 100 and status != old.status and tags[1] = \"x\""}') = :tracked AS same;
UPDATE ticket SET status = 'cheap', cost = 5, tags = '{x}';
UPDATE ticket SET status = 'dear', cost = 500;
SELECT key, source, target FROM log WHERE key = '2';

-- ---- States ----
SELECT wf.track('ticket', 'status', '{"states": ["open", "done"]}') = :tracked AS same;
UPDATE ticket SET status = 'opne';
UPDATE ticket SET status = 'open';
UPDATE ticket SET status = NULL;
INSERT INTO ticket VALUES (3, 'else');

-- ---- TRUNCATE ----
TRUNCATE ticket;
SELECT wf.track('ticket', 'status', '{"truncate": "log"}') = :tracked AS same;
TRUNCATE ticket;
SELECT key, action, row_count FROM log WHERE action = 'truncate';
CREATE TABLE parted (id integer, status text) PARTITION BY LIST (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
SELECT wf.track('parted', 'status', '{"key": "id"}') > :tracked AS another;
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
TRUNCATE parted_2;
ALTER TABLE parted DETACH PARTITION parted_2;
TRUNCATE parted_2;

-- ---- Indexes: by record, by state, by time ----
CREATE TABLE many (id integer PRIMARY KEY, status text);
SELECT wf.track('many', 'status', '{"mode": "statement"}') > :tracked AS another;
INSERT INTO many SELECT i, 's' || i % 10 FROM generate_series(1, 60000) i;
ANALYZE wf.state_log;
SET enable_seqscan = off;
CREATE FUNCTION indexes_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE _line text;
BEGIN
    FOR _line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
        RETURN QUERY SELECT DISTINCT regexp_replace(m[1], '\d{4}_\d\d', 'month') FROM regexp_matches(_line, '(?:using|Index Scan on) (state_log_\w+_(?:pkey|idx))') AS m;
    END LOOP;
END $$;
SELECT DISTINCT indexes_of($$SELECT * FROM wf.state_log WHERE tracked_id = 1 AND key = '7' ORDER BY seq$$);
SELECT DISTINCT indexes_of($$SELECT * FROM wf.state_log WHERE tracked_id = 1 AND target = 'open' AND at > now() - interval '1 hour'$$);
SELECT max(at) AS newest FROM wf.state_log \gset
SELECT format('SELECT * FROM wf.state_log WHERE at BETWEEN %L AND %L', :'newest', :'newest'::timestamptz + interval '1 second') AS query \gset
SELECT DISTINCT indexes_of(:'query');
RESET enable_seqscan;
-- Append-only.
\set VERBOSITY terse
UPDATE wf.state_log SET target = 'x';
DELETE FROM wf.state_log;
TRUNCATE wf.state_log;
\set VERBOSITY default
-- ---- A table that is restored row by row logs nothing: its entries are in the dump, too ----
SELECT count(*) AS before FROM wf.state_log \gset
SET row_security = off;
SET check_function_bodies = off;
INSERT INTO many VALUES (100001, 'restored');
RESET row_security;
RESET check_function_bodies;
SELECT count(*) - :before AS logged FROM wf.state_log;
