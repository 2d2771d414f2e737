-- What the triggers of wf.bind() cost an UPDATE of a row that nobody is approving, and an INSERT that starts nothing: microseconds of one
-- statement by key in a transaction of its own, and of one row of a statement of 10,000; the kinds take turns. Single statements: of the
-- turns of a kind the time counts that a fifth keep below, because on a busy machine most turns measure the others. Statements of
-- 10,000: each is interrupted, so the mean of the backend's own processor time counts.
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
SELECT wf.bind('bound', 'one', '{"start": {"column": "state", "is": "asked"}, "initiator": "who", "always_writable": ["seen"], "data": {"amount": "amount"}}');
UPDATE bound SET state = 'asked' WHERE id % 10 = 0;
VACUUM FULL ANALYZE plain, bound;
CREATE TABLE call (kind text, us float8);
-- Fifty of a kind at a time: the clock counts whole microseconds.
CREATE PROCEDURE measure(turns integer) LANGUAGE plpgsql AS $$
DECLARE
    _kinds constant text[] := ARRAY['always writable column: not bound', 'always writable column: bound',
        'another column, row not in approval: not bound', 'another column, row not in approval: bound',
        'INSERT that starts nothing: not bound', 'INSERT that starts nothing: bound'];
    _begin timestamptz;
    _id integer;
    _last integer := (SELECT max(id) FROM plain);
BEGIN
    FOR i IN 1 .. turns LOOP
        FOR kind IN 1 .. 6 LOOP
            _begin := clock_timestamp();
            FOR n IN 1 .. 50 LOOP
                _id := 1 + 10 * ((i * 7919 + n * 104729) % 9999);  -- never one that is being approved
                IF kind = 1 THEN
                    UPDATE plain SET seen = i WHERE id = _id;
                ELSIF kind = 2 THEN
                    UPDATE bound SET seen = i WHERE id = _id;
                ELSIF kind = 3 THEN
                    UPDATE plain SET note = i::text WHERE id = _id;
                ELSIF kind = 4 THEN
                    UPDATE bound SET note = i::text WHERE id = _id;
                ELSIF kind = 5 THEN
                    INSERT INTO plain VALUES (_last + i * 50 + n, 'ann', 1, 'a note', 'a', 'b', '2026-01-01', now(), 'draft', 0);
                ELSE
                    INSERT INTO bound VALUES (_last + i * 50 + n, 'ann', 1, 'a note', 'a', 'b', '2026-01-01', now(), 'draft', 0);
                END IF;
                COMMIT;
            END LOOP;
            INSERT INTO call VALUES (_kinds[kind], extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 50);
            COMMIT;
        END LOOP;
    END LOOP;
END
$$;
-- Of this backend, in microseconds; the server counts it at each tick only.
CREATE FUNCTION processor_time() RETURNS float8 LANGUAGE sql AS $$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1000 $$;
CREATE PROCEDURE measure_bulk(what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
    _table text;
    _begin float8;
BEGIN
    FOREACH _table IN ARRAY '{plain, bound}'::text[] LOOP
        _begin := processor_time();
        EXECUTE format(statement, _table);
        INSERT INTO call VALUES (what || CASE _table WHEN 'bound' THEN ': bound' ELSE ': not bound' END,
                                 (processor_time() - _begin) / 10000);
        COMMIT;
    END LOOP;
END
$$;
CREATE PROCEDURE measure_all_rows(rounds integer) LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. rounds LOOP
        CALL measure_bulk('always writable column', 'UPDATE %I SET seen = seen + 1 WHERE id %% 10 = 3 AND id <= 100000');
        CALL measure_bulk('another column, row not in approval', 'UPDATE %I SET note = note || ''.'' WHERE id %% 10 = 3 AND id <= 100000');
        CALL measure_bulk('a number, row not in approval', 'UPDATE %I SET amount = amount + 1 WHERE id %% 10 = 3 AND id <= 100000');
        CALL measure_bulk('INSERT that starts nothing', format('INSERT INTO %%I SELECT n, ''ann'', n, ''a note'', ''a'', ''b'', ''2026-01-01'', now(), ''draft'', 0 '
            'FROM generate_series(%s, %s) AS n', 1000000 + i * 10000, 1000000 + i * 10000 + 9999));
    END LOOP;
END
$$;
CREATE FUNCTION result(name text, is_one boolean, target_of_update numeric, target_of_insert numeric) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT format('%s, %s: %s us, bound %s us (+%s %%%s)', name, what, round(without, 1), round(bound, 1), round(more, 1),
                  ', target ' || target || ' %: ' || CASE WHEN more <= target THEN 'met' ELSE 'MISSED' END)
    FROM (SELECT what, without, bound, 100 * (bound / without - 1) AS more,
                 CASE WHEN what LIKE 'INSERT%' THEN target_of_insert ELSE target_of_update END AS target
          FROM (SELECT split_part(kind, ':', 1) AS what, max(us) FILTER (WHERE kind LIKE '%: not bound') AS without,
                       max(us) FILTER (WHERE kind LIKE '%: bound') AS bound
                FROM (SELECT kind, CASE WHEN is_one THEN percentile_cont(0.2) WITHIN GROUP (ORDER BY us) ELSE avg(us) END::numeric AS us FROM call GROUP BY kind) AS kinds
                GROUP BY 1) AS pairs) AS ratios
    ORDER BY what
$$;
SET synchronous_commit = off;
-- Warm: rows and pages as they are when a table has been in use for a while.
UPDATE plain SET seen = 1;
UPDATE bound SET seen = 1;
VACUUM plain, bound;
CALL measure(50);
TRUNCATE call;
CALL measure(200);
SELECT result('one row, sync=off', true, 15, 10);
SET synchronous_commit = on;
TRUNCATE call;
CALL measure(100);
SELECT result('one row, sync=on', true, 15, 10);
SET synchronous_commit = off;
TRUNCATE call;
CALL measure_all_rows(15);
SELECT result('10,000 rows of 100,000, each', false, 50, NULL);
