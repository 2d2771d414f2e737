-- What one approve of a countersign costs with 3, 50 and 500 people whose ids have nothing in common: microseconds in the server,
-- each call in a transaction of its own, the sizes taking turns, and bytes of WAL; and how it compares with 3. In instructions:
-- bench/instructions.sh.
--   WF_CLUSTER=people scripts/cluster.sh psql -qXAt -d postgres -f bench/countersign.sql
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_countersign;
CREATE DATABASE wf_bench_countersign;
\c wf_bench_countersign
SET client_min_messages = warning;
SET synchronous_commit = off;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
\o /dev/null
\ir signers.sql
\o
CREATE TABLE call (size integer, us float8, wal numeric);
CREATE PROCEDURE measure(calls integer) LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint[] := '{NULL, NULL, NULL}';
    _next integer[] := '{1, 1, 1}';  -- the seat that is to be approved
    _sizes constant integer[] := '{3, 50, 500}';
    _begin timestamptz;
    _lsn pg_lsn;
BEGIN
    FOR i IN 1 .. calls LOOP
        FOR s IN 1 .. 3 LOOP
            -- The last vote completes the node, and is another matter.
            IF _instance[s] IS NULL OR _next[s] = _sizes[s] THEN
                _instance[s] := signers.make_requests(_sizes[s], 1);
                _next[s] := 1;
                COMMIT;
            END IF;
            _lsn := pg_current_wal_insert_lsn();
            _begin := clock_timestamp();
            PERFORM wf.approve(task_id => _instance[s] * 1000000 + _next[s], actor => signers.id(_next[s]));
            COMMIT;
            INSERT INTO call VALUES (_sizes[s], extract(epoch FROM clock_timestamp() - _begin) * 1e6, pg_current_wal_insert_lsn() - _lsn);
            _next[s] := _next[s] + 1;
        END LOOP;
    END LOOP;
END
$$;
CALL measure(200);
VACUUM ANALYZE;
TRUNCATE call;
CHECKPOINT;
CALL measure(2000);
SELECT format('%s people: median %s us, %s x that of 3; %s bytes of WAL', size, round(us),
              round((us / min(us) FILTER (WHERE size = 3) OVER ())::numeric, 2), round(wal))
FROM (SELECT size, percentile_cont(0.5) WITHIN GROUP (ORDER BY us) AS us, percentile_cont(0.5) WITHIN GROUP (ORDER BY wal::float8) AS wal
      FROM call GROUP BY size) AS sizes ORDER BY size;
SELECT format('snapshot of %s: %s bytes', d.key, length(i.state))
FROM wf.instance i JOIN wf.definition d USING (tenant_id, definition_id) WHERE i.status = 'running' ORDER BY length(i.state) DESC LIMIT 1;
