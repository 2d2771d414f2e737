-- What send_back costs on an instance with 200 log entries, beside approve on one of the same shape: microseconds in the
-- server, each call in a transaction of its own, the two taking turns.
--   WF_CLUSTER=people scripts/cluster.sh psql -qXAt -d postgres -f bench/send_back.sql
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_send_back;
CREATE DATABASE wf_bench_send_back;
\c wf_bench_send_back
SET client_min_messages = warning;
SET synchronous_commit = off;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory('{"persons": [{"id": "ann"}, {"id": "bob"}, {"id": "carl"}]}') \g /dev/null
SELECT wf.deploy('{"key": "request", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]},
    {"id": "board", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]},
    {"id": "finance", "type": "approval", "approvers": [{"by": "users", "users": ["carl"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "board"}, {"from": "board", "to": "finance"},
              {"from": "finance", "to": "end"}]}') \g /dev/null
CREATE TABLE call (verb text, us float8);
CREATE PROCEDURE prepare(instances integer) LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint;
BEGIN
    FOR i IN 1 .. instances LOOP
        _instance := wf.start('request', actor => 'ann');
        PERFORM wf.approve(_instance * 1000000 + 1, actor => 'ann');
        PERFORM wf.comment(_instance, 'entry ' || n, actor => 'ann') FROM generate_series(3, 200) AS n;
        COMMIT;
    END LOOP;
END
$$;
CREATE PROCEDURE measure() LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint;
    _turn integer := 0;
    _begin timestamptz;
BEGIN
    FOR _instance IN SELECT instance_id FROM wf.instance_list WHERE version = 200 ORDER BY 1 LOOP
        _turn := _turn + 1;
        _begin := clock_timestamp();
        IF _turn % 2 = 0 THEN
            PERFORM wf.approve(_instance * 1000000 + 2, actor => 'bob');
        ELSE
            PERFORM wf.send_back(_instance * 1000000 + 2, target => 'previous', actor => 'bob');
        END IF;
        COMMIT;
        INSERT INTO call VALUES (CASE _turn % 2 WHEN 0 THEN 'approve' ELSE 'send_back' END,
                                 extract(epoch FROM clock_timestamp() - _begin) * 1e6);
    END LOOP;
END
$$;
CALL prepare(40);
CALL measure();  -- warm
TRUNCATE call;
CALL prepare(400);
VACUUM ANALYZE;
CALL measure();
SELECT format('%s: median %s us, %s x approve', verb, round(median),
              round((median / min(median) FILTER (WHERE verb = 'approve') OVER ())::numeric, 2))
FROM (SELECT verb, percentile_cont(0.5) WITHIN GROUP (ORDER BY us) AS median FROM call GROUP BY verb) AS verbs ORDER BY verb;
