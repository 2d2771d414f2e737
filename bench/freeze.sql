-- What the triggers of wf.bind() cost an UPDATE that has nothing to do with an approval: microseconds of one UPDATE by key in a
-- transaction of its own, the kinds taking turns, as the median; and what they add to it. The same for one UPDATE of all rows.
--   WF_CLUSTER=e scripts/cluster.sh psql -qXAt -d postgres -f bench/freeze.sql
-- sync=on waits for the disk at each commit, as an application does; with off there is nothing but the server's own work.
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
CREATE PROCEDURE measure(calls integer) LANGUAGE plpgsql AS $$
DECLARE
    _begin timestamptz;
    _id integer;
BEGIN
    FOR i IN 1 .. calls LOOP
        _id := 1 + (i * 7919) % 99999;
        IF _id % 10 = 0 THEN
            _id := _id + 1;
        END IF;
        _begin := clock_timestamp();
        UPDATE plain SET seen = i WHERE id = _id;
        COMMIT;
        INSERT INTO call VALUES ('1 not bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET seen = i WHERE id = _id;
        COMMIT;
        INSERT INTO call VALUES ('2 bound, an always writable column', extract(epoch FROM clock_timestamp() - _begin) * 1e6);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET note = i::text WHERE id = _id;
        COMMIT;
        INSERT INTO call VALUES ('3 bound, another column of a row that is not in approval', extract(epoch FROM clock_timestamp() - _begin) * 1e6);
        COMMIT;
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
        INSERT INTO call VALUES ('1 not bound', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET seen = i WHERE id % 10 = 3;
        INSERT INTO call VALUES ('2 bound, an always writable column', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
        _begin := clock_timestamp();
        UPDATE bound SET note = i::text WHERE id % 10 = 3;
        INSERT INTO call VALUES ('3 bound, another column of a row that is not in approval', extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 10000);
        COMMIT;
    END LOOP;
END
$$;
CREATE VIEW result AS
SELECT kind, round(median::numeric, 1) AS us, round((100 * (median / first_value(median) OVER (ORDER BY kind) - 1))::numeric, 1) AS more
FROM (SELECT kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY us) AS median FROM call GROUP BY kind) AS kinds;
SET synchronous_commit = on;
CALL measure(200);
TRUNCATE call;
CALL measure(2000);
SELECT format('one row, sync=on: %s: %s us, +%s %%', kind, us, more) FROM result ORDER BY kind;
SET synchronous_commit = off;
TRUNCATE call;
CALL measure(5000);
SELECT format('one row, sync=off: %s: %s us, +%s %%', kind, us, more) FROM result ORDER BY kind;
TRUNCATE call;
CALL measure_all_rows(9);
SELECT format('10,000 rows of 100,000, each: %s: %s us, +%s %%', kind, us, more) FROM result ORDER BY kind;
