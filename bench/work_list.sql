-- The first page of a work list: a person with 10,000 open tasks among 1,000,000; milliseconds, by SQL on the view.
--   WF_CLUSTER=people scripts/cluster.sh psql -qXAt -d postgres -f bench/work_list.sql
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_work_list;
DROP ROLE IF EXISTS bench_busy;
CREATE DATABASE wf_bench_work_list;
\c wf_bench_work_list
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
CREATE ROLE bench_busy LOGIN IN ROLE wf_user;
SELECT wf.load_directory('{"persons": [{"id": "busy", "db_role": "bench_busy"}, {"id": "boss"}],
    "roles": [{"id": "board", "members": ["busy"]}]}') \g /dev/null
SELECT wf.deploy('{"key": "one", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["busy"]}]}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') \g /dev/null
SELECT wf.start('one', actor => 'boss') AS template \gset
-- Copies of one real request, each with its open task: 1 of 100 is busy's, 1 of 50 the board's, the rest everybody else's.
INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, data, state)
SELECT 0, 1000 + n, definition_id, 'request ' || n, initiator, now() - interval '1 second' * (1000000 - n), status, version, data, state
FROM wf.instance, generate_series(1, 1000000) AS n WHERE instance_id = :template;
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, assignee, candidates, created_at)
SELECT 0, (1000 + n::bigint) * 1000000 + 1, 1000 + n, 'sign', 1,
       CASE WHEN n % 100 = 0 THEN 'busy' WHEN n % 50 = 1 THEN NULL ELSE 'person' || n % 20000 END,
       CASE WHEN n % 50 = 1 THEN ARRAY[CASE WHEN n % 5000 = 1 THEN 'role:board' ELSE 'role:r' || n % 500 END] END,
       now() - interval '1 second' * (1000000 - n)
FROM generate_series(1, 1000000) AS n;
VACUUM ANALYZE;
CREATE FUNCTION public.milliseconds(statement text, rounds integer DEFAULT 50) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _begin timestamptz;
    _times float8[];
BEGIN
    FOR i IN 1 .. rounds LOOP
        _begin := clock_timestamp();
        EXECUTE statement;
        _times := _times || extract(epoch FROM clock_timestamp() - _begin) * 1000;
    END LOOP;
    RETURN round((SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM unnest(_times) AS t)::numeric, 3);
END
$$;
GRANT EXECUTE ON FUNCTION public.milliseconds TO PUBLIC;
SELECT format('application, first page of 20: %s ms', public.milliseconds(
    $$SELECT * FROM wf.todo WHERE tenant_id = 0 AND assignee = 'busy' ORDER BY created_at, task_id LIMIT 20$$));
SELECT format('application, a page after 5,000: %s ms', public.milliseconds(format(
    $$SELECT * FROM wf.todo WHERE tenant_id = 0 AND assignee = 'busy' AND created_at > %L ORDER BY created_at, task_id LIMIT 20$$,
    (SELECT created_at FROM wf.task WHERE assignee = 'busy' ORDER BY created_at OFFSET 5000 LIMIT 1))));
SELECT format('application, how many: %s ms', public.milliseconds(
    $$SELECT count(*) FROM wf.todo WHERE tenant_id = 0 AND assignee = 'busy'$$, 5));
SELECT format('wf.inbox, personal and group tasks, first page of 20: %s ms', public.milliseconds(
    $$SELECT * FROM wf.inbox('busy', page_size => 20)$$));
\c - bench_busy
SELECT format('the person alone, first page of 20: %s ms', public.milliseconds(
    $$SELECT * FROM wf.todo WHERE assignee = 'busy' ORDER BY created_at, task_id LIMIT 20$$));
SELECT format('the person alone, wf.inbox, first page of 20: %s ms', public.milliseconds(
    $$SELECT * FROM wf.inbox(page_size => 20)$$));
