-- What a bound row with five mapped fields costs an approve: microseconds of one wf.approve in a transaction of its own, beside the same
-- about an equal row that is not bound and about no row at all. The three take turns; see freeze.sql for what counts of the turns.
--   WF_CLUSTER=e scripts/cluster.sh psql -qXAt -d postgres -f bench/approve_bound.sql
-- bench/instructions.sh counts the same without the noise of a busy machine.
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_approve_bound;
CREATE DATABASE wf_bench_approve_bound;
\c wf_bench_approve_bound
SET client_min_messages = warning;
SET synchronous_commit = off;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory('{"persons": [{"id": "ann"}, {"id": "bob"}, {"id": "cem"}, {"id": "dora"}]}') \g /dev/null
\set b1 bob
\set b2 cem
\set b3 dora
\o /dev/null
\ir bound_row.sql
SELECT orders.bind_it();
CREATE TABLE request AS SELECT kind, orders.make_orders(kind, 4000, 'ann') AS first FROM unnest('{none, plain, bound}'::text[]) AS kind;
\o
VACUUM ANALYZE;
CREATE TABLE call (turn integer, kind text, us float8);
-- First all first approvals, then all second ones: neither ends the request.
CREATE PROCEDURE measure() LANGUAGE plpgsql AS $$
DECLARE
    _people constant text[] := '{bob, cem}';
    _kind record;
    _begin timestamptz;
BEGIN
    FOR turn IN 0 .. 399 LOOP
        FOR _kind IN SELECT * FROM request ORDER BY hashtext(kind || turn) LOOP
            _begin := clock_timestamp();
            FOR n IN 0 .. 19 LOOP
                PERFORM wf.approve((_kind.first + (turn % 200) * 20 + n) * 1000000 + 1 + turn / 200, 'fine with me', actor => _people[1 + turn / 200]);
                COMMIT;
            END LOOP;
            INSERT INTO call VALUES (turn, _kind.kind, extract(epoch FROM clock_timestamp() - _begin) * 1e6 / 20);
            COMMIT;
        END LOOP;
    END LOOP;
END
$$;
CALL measure();
WITH cost AS (SELECT kind, percentile_cont(0.2) WITHIN GROUP (ORDER BY us) AS us FROM call WHERE turn > 10 GROUP BY kind)
SELECT format('approve about a bound row: %s us; about an equal row that is not bound: %s us; about none: %s us', round(b.us::numeric, 1), round(p.us::numeric, 1), round(n.us::numeric, 1)),
       format('bound to not bound: %s; bound to none: %s (target 1.15: %s)', round((b.us / p.us)::numeric, 3), round((b.us / n.us)::numeric, 3),
              CASE WHEN b.us <= 1.15 * n.us THEN 'met' ELSE 'MISSED' END)
FROM cost b, cost p, cost n WHERE b.kind = 'bound' AND p.kind = 'plain' AND n.kind = 'none';
