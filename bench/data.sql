-- What a company has after a year: :people people, :ended ended requests with four log entries each in the partitions of
-- twelve months; and the same rows in the tables of the floor. Tenant 1: :many people for the look-up of a reporting line.
-- Person i is called 10000 + i and reports to (i - 1) / 6: a tree of fan-out 6 whose lines bench/transactions can compute.
\set ON_ERROR_STOP on
SELECT wf.ensure_partitions(now() - interval '12 months', 14);

INSERT INTO wf.department (tenant_id, department_id, name, parent_id, head_id)
SELECT 0, 'd' || i, 'Department ' || i, CASE WHEN i > 0 THEN 'd' || (i - 1) / 6 END, (10000 + i)::text
FROM generate_series(0, 199) i;
INSERT INTO wf.position (tenant_id, position_id, name, rank)
SELECT t, 'level' || i, 'Level ' || i, i * 10 FROM generate_series(1, 9) i, generate_series(0, 1) t;
INSERT INTO wf.person (tenant_id, person_id, name, manager_id, department_id, position_id, active, attributes)
SELECT 0, (10000 + i)::text, 'Person ' || i, CASE WHEN i > 0 THEN (10000 + (i - 1) / 6)::text END, 'd' || i % 200,
       'level' || 9 - length(i::text), true, '{"cost_center": "4711"}'
FROM generate_series(0, :people - 1) i;
INSERT INTO wf.person (tenant_id, person_id, name, manager_id, position_id, active, attributes)
SELECT 1, (100000 + i)::text, 'Person ' || i, CASE WHEN i > 0 THEN (100000 + (i - 1) / 6)::text END,
       'level' || 9 - length(i::text), true, '{}'
FROM generate_series(0, :many - 1) i;

SELECT wf.deploy(:'fixed'::jsonb), wf.deploy(:'line'::jsonb);

-- Two real requests, one of each definition, are the template: everything but ids, people of the columns and times is theirs.
CREATE SCHEMA bench;
CREATE TABLE bench.template AS
SELECT number, wf.start(CASE number WHEN 0 THEN 'fixed' ELSE 'line' END,
                        '{"days": 3, "kind": "annual", "reason": "a week at the sea"}', actor => '19999') AS instance_id
FROM generate_series(0, 1) number;
DO $$
BEGIN
    FOR _step IN 1 .. 3 LOOP
        PERFORM wf.approve(task_id, 'fine with me', actor => assignee) FROM wf.task;
    END LOOP;
END
$$;
SET synchronous_commit = off;
CREATE TEMP TABLE made AS
SELECT 10 + i::bigint AS instance_id, t.instance_id AS template, now() - interval '12 months' * (1 - i / :ended::float8) AS at
FROM generate_series(1, :ended) i JOIN bench.template t ON t.number = i % 2;
INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, ended_at, data, state)
SELECT 0, m.instance_id, r.definition_id, r.title, (15000 + m.instance_id % 5000)::text, m.at, r.status, r.version,
       m.at + interval '3 hours', r.data, r.state
FROM made m JOIN wf.instance r ON r.tenant_id = 0 AND r.instance_id = m.template ORDER BY m.instance_id;
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, events)
SELECT 0, m.instance_id, l.seq, m.at + interval '1 hour' * (l.seq - 1), l.action,
       (10000 + (m.instance_id * 7919 + l.seq) % :people)::text, m.instance_id * 1000000 + l.seq - 1,
       l.node, l.comment, l.source, l.target, l.events
FROM made m JOIN wf.log l ON l.tenant_id = 0 AND l.instance_id = m.template ORDER BY m.instance_id, l.seq;
SELECT setval('wf.instance_id_seq', 10 + :ended);
