-- What wf.track costs an UPDATE of 20,000 rows: by row, beside a PL/pgSQL row trigger that writes the same entry into the same table, by statement,
-- beside a bare INSERT ... SELECT of those entries, and by row into a queue. CPU of the backend, in one run, in turns; the median of the rounds.
--   WF_CLUSTER=dev scripts/cluster.sh psql -d postgres -f bench/track.sql        (a database of its own; a superuser)
\set QUIET on
SET client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS wf_engine;
SELECT wf.setup() > 0 AS is_set_up \gset
SELECT count(wf.untrack(t.table_name::regclass, t.column_name)) AS untracked FROM wf.tracked t WHERE t.untracked_at IS NULL AND t.table_name LIKE 'bench\_track.%' \gset
DROP SCHEMA IF EXISTS bench_track CASCADE;
CREATE SCHEMA bench_track;
SET search_path = bench_track;
SET synchronous_commit = off;
SET jit = off;
CREATE TABLE kind (name text PRIMARY KEY);
INSERT INTO kind VALUES ('none'), ('plpgsql'), ('row'), ('statement'), ('async'), ('unlogged'), ('bare');
CREATE TABLE figure (kind text, round integer, cpu_us numeric);
CREATE FUNCTION cpu_us() RETURNS numeric LANGUAGE sql VOLATILE AS $$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric / 1000 $$;
CREATE FUNCTION by_plpgsql() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IS DISTINCT FROM NEW.status THEN
        INSERT INTO wf.state_log (tracked_id, key, seq, at, action, source, target, actor, context)
        VALUES (999, NEW.id::text, nextval('wf.state_log_seq'), clock_timestamp(), 'update', OLD.status, NEW.status, nullif(current_setting('wf_engine.actor', true), ''),
                current_setting('bench.context')::jsonb);
    END IF;
    RETURN NULL;
END $$;
SELECT set_config('bench.context', jsonb_build_object('session_user', session_user, 'application_name', current_setting('application_name'))::text, false) AS context \gset
SET wf_engine.actor = 'somebody';
DO $$
DECLARE _kind text;
BEGIN
    FOR _kind IN SELECT name FROM kind LOOP
        EXECUTE format('CREATE TABLE %I (id integer PRIMARY KEY, status text, note text) WITH (fillfactor = 50, autovacuum_enabled = off)', _kind);
        EXECUTE format('INSERT INTO %I SELECT i, ''open'', repeat(''x'', 50) FROM generate_series(1, 20000) i', _kind);
    END LOOP;
    CREATE TRIGGER by_plpgsql AFTER UPDATE ON plpgsql FOR EACH ROW EXECUTE FUNCTION by_plpgsql();
    PERFORM wf.track('row', 'status'), wf.track('statement', 'status', '{"mode": "statement"}'),
        wf.track('async', 'status', '{"mode": "async"}'), wf.track('unlogged', 'status', '{"mode": "async_unlogged"}');
END $$;
-- The same number of changes, each to another value.
CREATE PROCEDURE measure(kind text, round integer) LANGUAGE plpgsql AS $$
DECLARE
    _from numeric;
BEGIN
    IF kind = 'bare' THEN
        CREATE TEMP TABLE entries AS SELECT * FROM wf.state_log WHERE tracked_id = (SELECT tracked_id FROM wf.tracked WHERE table_name = 'bench_track.statement' AND untracked_at IS NULL) ORDER BY seq DESC LIMIT 20000;
        UPDATE entries SET seq = nextval('wf.state_log_seq'), tracked_id = 998;
        _from := cpu_us();
        INSERT INTO wf.state_log SELECT * FROM entries ORDER BY seq;
        INSERT INTO figure VALUES (kind, round, cpu_us() - _from);
        DROP TABLE entries;
    ELSIF kind = 'move' THEN
        _from := cpu_us();
        WHILE wf._move_states('infinity') = 'done' LOOP
            COMMIT;
        END LOOP;
        INSERT INTO figure VALUES (kind, round, (cpu_us() - _from) / 2);  -- both queues
    ELSE
        _from := cpu_us();
        EXECUTE format('UPDATE %I SET status = %L', kind, CASE round % 2 WHEN 0 THEN 'open' ELSE 'busy' END);
        INSERT INTO figure VALUES (kind, round, cpu_us() - _from);
    END IF;
END $$;
CREATE PROCEDURE rounds(count integer) LANGUAGE plpgsql AS $$
DECLARE
    _kind text;
BEGIN
    FOR _round IN 1 .. count LOOP
        FOREACH _kind IN ARRAY '{none,plpgsql,row,statement,async,unlogged,move,bare}'::text[] LOOP
            CALL measure(_kind, _round);
            COMMIT;
        END LOOP;
    END LOOP;
END $$;
CALL rounds(9);
WITH per_row AS (
    SELECT f.round, max(cpu_us) FILTER (WHERE kind = 'none') / 20000 AS none, max(cpu_us) FILTER (WHERE kind = 'plpgsql') / 20000 AS plpgsql, max(cpu_us) FILTER (WHERE kind = 'row') / 20000 AS by_row,
           max(cpu_us) FILTER (WHERE kind = 'statement') / 20000 AS by_statement, max(cpu_us) FILTER (WHERE kind = 'async') / 20000 AS queued,
           max(cpu_us) FILTER (WHERE kind = 'unlogged') / 20000 AS unlogged, max(cpu_us) FILTER (WHERE kind = 'move') / 20000 AS move, max(cpu_us) FILTER (WHERE kind = 'bare') / 20000 AS bare
    FROM figure f WHERE f.round > 1 GROUP BY 1)
SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY none)::numeric, 2) AS "UPDATE, us a row", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY plpgsql - none)::numeric, 2) AS "+ PL/pgSQL",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY by_row - none)::numeric, 2) AS "+ row", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY by_statement - none)::numeric, 2) AS "+ statement",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY queued - none)::numeric, 2) AS "+ async", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY unlogged - none)::numeric, 2) AS "+ async_unlogged",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY move)::numeric, 2) AS "to move one later",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY bare)::numeric, 2) AS "bare INSERT",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY (by_row - none) / (plpgsql - none))::numeric, 2) AS "row / PL/pgSQL (0.7)",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY (by_statement - none) / bare)::numeric, 2) AS "statement / bare (1.2)"
FROM per_row \gx
