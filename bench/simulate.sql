-- What wf.simulate and wf.simulate_all cost, in the server, warmed up: milliseconds.
--   WF_CLUSTER=sim scripts/cluster.sh psql -qXAt -d postgres -f bench/simulate.sql
-- 20 nodes, 9 of them approvals by all kinds of rules, 4 conditions; 300 people under 30 managers.
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_simulate;
CREATE DATABASE wf_bench_simulate;
\c wf_bench_simulate
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory(jsonb_build_object(
    'persons', (SELECT jsonb_agg(jsonb_build_object(
        'id', 'p' || n, 'name', 'Person ' || n, 'department', 'd' || n % 10, 'position', CASE WHEN n < 10 THEN 'director' WHEN n < 40 THEN 'manager' ELSE 'clerk' END)
        || CASE WHEN n = 0 THEN '{}' ELSE jsonb_build_object('manager', 'p' || CASE WHEN n < 10 THEN 0 WHEN n < 40 THEN n % 10 ELSE 10 + n % 30 END) END)
        FROM generate_series(0, 299) AS n),
    'departments', (SELECT jsonb_agg(jsonb_build_object('id', 'd' || n, 'name', 'Department ' || n, 'head', 'p' || n)) FROM generate_series(0, 9) AS n),
    'positions', '[{"id": "director", "name": "Director", "rank": 9}, {"id": "manager", "name": "Manager", "rank": 5}, {"id": "clerk", "name": "Clerk", "rank": 1}]'::jsonb,
    'roles', '[{"id": "board", "members": ["p1", "p2", "p3"]}, {"id": "finance", "members": ["p4", "p5"]}, {"id": "admin", "members": ["p0"]}]'::jsonb)) \g /dev/null
SELECT wf.deploy('{"key": "twenty", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]},
    {"id": "x1", "type": "exclusive"},
    {"id": "head", "type": "approval", "approvers": [{"by": "department", "department": "initiator", "head": true}]},
    {"id": "x2", "type": "exclusive"},
    {"id": "line", "type": "approval", "mode": "sequential", "approvers": [{"by": "reporting_line", "until": {"position": "director"}}]},
    {"id": "split", "type": "parallel"},
    {"id": "finance", "type": "approval", "approvers": [{"by": "role", "role": "finance"}]},
    {"id": "legal", "type": "approval", "approvers": [{"by": "users", "users": ["p6", "p7"]}]},
    {"id": "risk", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["p8", "p9"]}]},
    {"id": "join", "type": "parallel"},
    {"id": "x3", "type": "exclusive"},
    {"id": "board", "type": "approval", "mode": "vote", "vote": {"need": "2/3"}, "approvers": [{"by": "role", "role": "board"}]},
    {"id": "x4", "type": "exclusive"},
    {"id": "director", "type": "approval", "approvers": [{"by": "position", "position": "director", "department": "initiator"}]},
    {"id": "confirm", "type": "task", "assignee": {"by": "initiator"}},
    {"id": "pay", "type": "service", "topic": "pay"},
    {"id": "inform", "type": "copy", "to": [{"by": "role", "role": "finance"}]},
    {"id": "archive", "type": "approval", "approvers": [{"by": "users", "users": ["p0"]}]},
    {"id": "end", "type": "end"}],
  "flows": [
    {"from": "start", "to": "lead"}, {"from": "lead", "to": "x1"}, {"from": "x1", "to": "head", "when": "amount > 100"}, {"from": "x1", "to": "archive", "default": true},
    {"from": "head", "to": "x2"}, {"from": "x2", "to": "line", "when": "amount > 1000"}, {"from": "x2", "to": "confirm", "default": true},
    {"from": "line", "to": "split"}, {"from": "split", "to": "finance"}, {"from": "split", "to": "legal"}, {"from": "split", "to": "risk"},
    {"from": "finance", "to": "join"}, {"from": "legal", "to": "join"}, {"from": "risk", "to": "join"}, {"from": "join", "to": "x3"},
    {"from": "x3", "to": "board", "when": "amount > 5000 and initiator.rank < 9"}, {"from": "x3", "to": "x4", "default": true}, {"from": "board", "to": "x4"},
    {"from": "x4", "to": "director", "when": "kind = \"capital\""}, {"from": "x4", "to": "confirm", "default": true}, {"from": "director", "to": "confirm"},
    {"from": "confirm", "to": "pay"}, {"from": "pay", "to": "inform"}, {"from": "inform", "to": "archive"}, {"from": "archive", "to": "end"}]}') \g /dev/null
ANALYZE;
CREATE FUNCTION pg_temp.milliseconds(statement text, rounds integer) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _best double precision := 'infinity';
    _from timestamptz;
BEGIN
    FOR _run IN 0 .. 5 LOOP  -- the first run warms up, the best of the others counts
        _from := clock_timestamp();
        FOR _round IN 1 .. rounds LOOP
            EXECUTE statement;
        END LOOP;
        CONTINUE WHEN _run = 0;
        _best := least(_best, extract(epoch FROM clock_timestamp() - _from) * 1000 / rounds);
    END LOOP;
    RETURN round(_best::numeric, 3);
END $$;
SELECT 'simulate, all 20 nodes: ' || pg_temp.milliseconds($q$SELECT count(*) FROM wf.simulate('twenty', 'p100', '{"amount": 9000, "kind": "capital"}')$q$, 100) || ' ms, '
    || (SELECT count(*) FROM wf.simulate('twenty', 'p100', '{"amount": 9000, "kind": "capital"}') WHERE what = 'enter') || ' nodes entered';
SELECT 'simulate, the short way: ' || pg_temp.milliseconds($q$SELECT count(*) FROM wf.simulate('twenty', 'p100', '{"amount": 9}')$q$, 100) || ' ms';
SELECT 'simulate_all, 300 people x 2 data sets: '
    || pg_temp.milliseconds($q$SELECT count(*) FROM wf.simulate_all('twenty', '[{"amount": 9}, {"amount": 9000, "kind": "capital"}]')$q$, 1) || ' ms';
\c postgres
DROP DATABASE wf_bench_simulate;
