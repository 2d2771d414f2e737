-- What the triggers of wf.bind() cost an UPDATE of a row that nobody is approving: microseconds of one UPDATE by key in a transaction
-- of its own, and of one row of an UPDATE of 10,000; the kinds take turns, and of each the time that a fifth of the turns keep below
-- counts, because on a busy machine most turns measure the others.
--   WF_CLUSTER=e scripts/cluster.sh psql -qXAt -d postgres -f bench/freeze.sql
-- sync=on waits for the disk at each commit, as an application does (unless the cluster has fsync off); off: the server's own work.
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_freeze;
CREATE DATABASE wf_bench_freeze;
\c wf_bench_freeze
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory('{"persons": [{"id": "ann"}, {"id": "bob"}]}') \g /dev/null
SELECT wf.deploy('{"key": "one", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') \g /dev/null
-- Two equal tables of 100,000 rows, room on each page for HOT updates; one is bound, a tenth of its rows is being approved.
CREATE TABLE plain (id integer PRIMARY KEY, who text, amount numeric, note text, a text, b text, c date, d timestamptz, state text, seen integer DEFAULT 0) WITH (fillfactor = 60);
INSERT INTO plain SELECT n, 'ann', n, repeat('x', 40), 'a', 'b', '2026-01-01', now(), 'draft', 0 FROM generate_series(1, 100000) AS n;
CREATE TABLE bound (LIKE plain INCLUDING ALL) WITH (fillfactor = 60);
INSERT INTO bound SELECT * FROM plain;
SELECT wf.bind('bound', 'one', '{"start": {"column": "state", "is": "asked"}, "initiator": "who", "always_writable": ["seen"]}');
UPDATE bound SET state = 'asked' WHERE id % 10 = 0;
VACUUM FULL ANALYZE plain, bound;
CREATE TABLE call (kind text, us float8);
-- Fifty of a kind at a time: the clock counts whole microseconds.
CREATE PROCEDURE measure(turns integer) LANGUAGE plpgsql AS $$
DECLARE
    _kinds constant text[] := ARRAY['always writable column: not bound', 'always writable column: bound',
        'another column, row not in approval: not bound', 'another column, row not in approval: bound'];
    _begin timestamptz;
    _id integer;
BEGIN
    FOR i IN 1 .. turns LOOP
        FOR kind IN 1 .. 4 LOOP
            _begin := clock_timestamp();
            FOR n IN 1 .. 50 LOOP
                _id := 1 + 10 * ((i * 7919 + n * 104729) % 9999);  -- never one that is being approved
                IF kind = 1 THEN
                    UPDATE plain SET seen = i WHERE id = _id;
                ELSIF kind = 2 THEN
                    UPDATE bound SET seen = i WHERE id = _id;
                ELSIF kind = 3 THEN
                    UPDATE plain SET note = i::text WHERE id = _id;
                ELSE
                    UPDATE bound SET note = i::text WHERE id = _id;
                END IF;
                COMMIT;
            END LOOP;
            INSERT INTO call VALUES (_kinds[kind], extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 50);
            COMMIT;
        END LOOP;
    END LOOP;
END
$$;
CREATE PROCEDURE measure_all_rows(rounds integer) LANGUAGE plpgsql AS $$
DECLARE
    _begin timestamptz;
BEGIN
    FOR i IN 1 .. rounds LOOP
        _begin := clock_timestamp();
        UPDATE plain SET seen = i WHERE id % 10 = 3;
        INSERT INTO call VALUES ('always writable column: not bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET seen = i WHERE id % 10 = 3;
        INSERT INTO call VALUES ('always writable column: bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE plain SET note = i::text WHERE id % 10 = 3;
        INSERT INTO call VALUES ('another column, row not in approval: not bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET note = i::text WHERE id % 10 = 3;
        INSERT INTO call VALUES ('another column, row not in approval: bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
    END LOOP;
END
$$;
CREATE VIEW result AS
SELECT what, round(max(median) FILTER (WHERE NOT bound)::numeric, 1) AS without, round(max(median) FILTER (WHERE bound)::numeric, 1) AS "with",
       round((100 * (max(median) FILTER (WHERE bound) / max(median) FILTER (WHERE NOT bound) - 1))::numeric, 1) AS more
FROM (SELECT split_part(kind, ':', 1) AS what, kind LIKE '%: bound' AS bound, percentile_cont(0.2) WITHIN GROUP (ORDER BY us) AS median FROM call GROUP BY kind) AS kinds
GROUP BY what;
SET synchronous_commit = on;
CALL measure(20);
TRUNCATE call;
CALL measure(100);
SELECT format('one row, sync=on, %s: %s us, bound %s us (%s %%)', what, without, "with", more) FROM result ORDER BY what;
SET synchronous_commit = off;
TRUNCATE call;
CALL measure(200);
SELECT format('one row, sync=off, %s: %s us, bound %s us (%s %%)', what, without, "with", more) FROM result ORDER BY what;
TRUNCATE call;
CALL measure_all_rows(9);
SELECT format('10,000 rows of 100,000, each, %s: %s us, bound %s us (%s %%)', what, without, "with", more) FROM result ORDER BY what;
