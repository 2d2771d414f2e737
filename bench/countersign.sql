-- What one approve of a countersign costs with 3, 50 and 500 people: microseconds in the server, each call in a
-- transaction of its own, the sizes taking turns; and how it compares with 3.
--   WF_CLUSTER=people scripts/cluster.sh psql -qXAt -d postgres -f bench/countersign.sql
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_countersign;
CREATE DATABASE wf_bench_countersign;
\c wf_bench_countersign
SET client_min_messages = warning;
SET synchronous_commit = off;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory(jsonb_build_object('persons',
    (SELECT jsonb_agg(jsonb_build_object('id', 'person' || n)) FROM generate_series(1, 500) AS n))) \g /dev/null
SELECT wf.deploy(jsonb_build_object('key', 'c' || size, 'nodes', jsonb_build_array(
        '{"id": "start", "type": "start"}'::jsonb, '{"id": "end", "type": "end"}'::jsonb,
        jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', 'all', 'approvers', jsonb_build_array(jsonb_build_object(
            'by', 'users', 'users', (SELECT jsonb_agg('person' || n) FROM generate_series(1, size) AS n))))),
    'flows', '[{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]'::jsonb))
FROM unnest(ARRAY[3, 50, 500]) AS size \g /dev/null
CREATE TABLE call (size integer, us float8);
CREATE PROCEDURE measure(calls integer) LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint[] := '{NULL, NULL, NULL}';
    _next integer[] := '{1, 1, 1}';  -- the seat that is to be approved
    _sizes constant integer[] := '{3, 50, 500}';
    _begin timestamptz;
BEGIN
    FOR i IN 1 .. calls LOOP
        FOR s IN 1 .. 3 LOOP
            -- The last vote completes the node, and is another matter.
            IF _instance[s] IS NULL OR _next[s] = _sizes[s] THEN
                _instance[s] := wf.start('c' || _sizes[s], actor => 'person1');
                _next[s] := 1;
                COMMIT;
            END IF;
            _begin := clock_timestamp();
            PERFORM wf.approve(task_id => _instance[s] * 1000000 + _next[s], actor => 'person' || _next[s]);
            COMMIT;
            INSERT INTO call VALUES (_sizes[s], extract(epoch FROM clock_timestamp() - _begin) * 1e6);
            _next[s] := _next[s] + 1;
        END LOOP;
    END LOOP;
END
$$;
CALL measure(200);
VACUUM ANALYZE;
TRUNCATE call;
CALL measure(2000);
SELECT format('%s people: median %s us, %s x that of 3', size, round(median), round((median / min(median) FILTER (WHERE size = 3) OVER ())::numeric, 2))
FROM (SELECT size, percentile_cont(0.5) WITHIN GROUP (ORDER BY us) AS median FROM call GROUP BY size) AS sizes ORDER BY size;
SELECT format('snapshot of %s: %s bytes', d.key, length(i.state))
FROM wf.instance i JOIN wf.definition d USING (tenant_id, definition_id) WHERE i.status = 'running' ORDER BY length(i.state) DESC LIMIT 1;
