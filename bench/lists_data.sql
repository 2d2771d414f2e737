-- For bench/lists.sh: :ended ended instances and :open open ones over :months months, with four log entries each, among 10,000 persons. Copies of one real request with
-- other ids, people and times: enough for lists, which read rows; what a row shows comes from the snapshot of the one.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET synchronous_commit = off;
SELECT length(wf.load_directory(jsonb_build_object(
    'persons', (SELECT jsonb_agg(jsonb_build_object('id', 'p' || i, 'name', 'Person ' || i)) FROM generate_series(1, 10000) AS i),
    'roles', (SELECT jsonb_agg(jsonb_build_object('id', 'fin' || k, 'members', jsonb_build_array('p' || 40 + k, 'p' || 60 + k))) FROM generate_series(1, 20) AS k)))::text) AS loaded \gset
SELECT count(wf.deploy(jsonb_build_object('key', 'purchase_' || k,
    'nodes', jsonb_build_array('{"id": "start", "type": "start"}'::jsonb, '{"id": "end", "type": "end"}'::jsonb,
        '{"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["p100"]}]}'::jsonb, '{"id": "finance", "type": "approval", "approvers": [{"by": "role", "role": "fin1"}]}'::jsonb),
    'flows', '[{"from": "start", "to": "lead"}, {"from": "lead", "to": "finance"}, {"from": "finance", "to": "end"}]'::jsonb))) AS deployed FROM generate_series(1, 20) AS k \gset
SELECT wf.start('purchase_1', '{}', actor => 'p3000') AS template \gset
SELECT wf.ensure_partitions(now() - interval '1 month' * :months, :months + 4) AS made \gset
CREATE UNLOGGED TABLE public.made AS
SELECT n, 1000::bigint + n AS instance_id, n > :ended AS is_open, 'p' || 2000 + n * 7919::bigint % 8000 AS initiator, 'p' || n % 300 + 1 AS lead, n % 20 + 1 AS fin,
       CASE WHEN n <= :ended THEN now() - interval '2 days' - (interval '1 month' * :months - interval '5 days') * (1 - n::float8 / :ended)
            ELSE now() - interval '40 days' + interval '39 days' * ((n - :ended)::float8 / :open) END AS at
FROM generate_series(1, :ended + :open) AS n;
UPDATE public.made m SET instance_id = o.id FROM (SELECT n, 1000 + row_number() OVER (ORDER BY at, n) AS id FROM public.made) AS o WHERE o.n = m.n;
INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, ended_at, data, state)
SELECT 0, m.instance_id, i.definition_id - 1 + m.n % 20 + 1, 'request ' || m.n, m.initiator, m.at, CASE WHEN m.is_open THEN 'running' WHEN m.n % 500 = 7 THEN 'rejected' ELSE 'completed' END, 4,
       CASE WHEN NOT m.is_open THEN m.at + interval '42 hours' END, i.data, i.state
FROM public.made m, wf.instance i WHERE i.instance_id = :template ORDER BY m.instance_id;
INSERT INTO wf.seldom_status (tenant_id, status, instance_id) SELECT 0, status, instance_id FROM wf.instance WHERE status = 'rejected';
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, events)
SELECT 0, m.instance_id, s, m.at + (s - 1) * interval '14 hours', CASE s WHEN 1 THEN 'start' ELSE 'approve' END,
       CASE s WHEN 1 THEN m.initiator WHEN 2 THEN m.lead WHEN 3 THEN 'p' || m.n % 60 + 41 ELSE 'p' || 40 + m.fin END, CASE WHEN s > 1 THEN m.instance_id * 1000000 + s - 1 END,
       CASE s WHEN 1 THEN NULL WHEN 2 THEN 'lead' ELSE 'finance' END, CASE WHEN s > 1 THEN 'looks fine to me, please go on' END, 'running', 'running', '[{"type": "SeatApproved", "seat": 1}]'
FROM public.made m, generate_series(1, 4) AS s WHERE NOT m.is_open OR m.at + (s - 1) * interval '14 hours' < now() ORDER BY 4;
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, assignee, candidates, created_at, due_at)
SELECT 0, m.instance_id * 1000000 + 9, m.instance_id, CASE WHEN m.n % 2 = 0 THEN 'lead' ELSE 'finance' END, 1, CASE WHEN m.n % 2 = 0 THEN m.lead END,
       CASE WHEN m.n % 2 = 1 THEN ARRAY['role:fin' || m.fin] END, m.at + interval '1 hour', CASE WHEN m.n % 10 = 0 THEN m.at + interval '30 days' END
FROM public.made m WHERE m.is_open ORDER BY 2;
INSERT INTO wf.copy (tenant_id, instance_id, recipient, node, round, sent_by, sent_at)
SELECT 0, instance_id, 'p' || 31 + n % 2, 'hr', 1, 'system', at + interval '42 hours' FROM public.made WHERE n % 5 = 0 ORDER BY 2;
INSERT INTO wf.involved (tenant_id, instance_id, who)
SELECT DISTINCT 0, m.instance_id, w.who FROM public.made m, unnest(ARRAY[m.initiator, m.lead, 'p' || m.n % 60 + 41, 'p' || 40 + m.fin, 'role:fin' || m.fin]) AS w (who) ORDER BY 2;
DROP TABLE public.made;
CREATE ROLE bench_seldom LOGIN IN ROLE wf_user;
CREATE ROLE bench_busy LOGIN IN ROLE wf_user;
CREATE ROLE bench_app LOGIN IN ROLE wf_app;
CREATE ROLE bench_admin LOGIN IN ROLE wf_admin;
GRANT pg_read_all_stats TO bench_seldom, bench_busy, bench_app, bench_admin;
UPDATE wf.person SET db_role = 'bench_seldom' WHERE person_id = 'p5000';
UPDATE wf.person SET db_role = 'bench_busy' WHERE person_id = 'p42';
VACUUM (FREEZE, ANALYZE);
