-- wf.metrics tells what happens, in numbers, and wf.metrics_text() the same to Prometheus.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE ROLE regress_wf_watch LOGIN IN ROLE wf_reader;
CREATE FUNCTION pg_temp.shown(VARIADIC wanted text[]) RETURNS TABLE (name text, labels jsonb, value double precision) LANGUAGE sql AS
$$ SELECT m.name, m.labels, m.value FROM wf.metrics m WHERE m.name = ANY (wanted) ORDER BY 1, 2 $$;
-- All that there are, in an engine that has done nothing.
SELECT name, count(*), bool_and(value >= 0) AS is_a_number, count(DISTINCT help) AS helps FROM wf.metrics GROUP BY name ORDER BY name COLLATE "C";
-- The dashboard and the alerts of contrib ask for no other. Some are only there when there is something to tell.
\set dashboard `cat "$PG_ABS_SRCDIR/../contrib/grafana/wf_engine.json"`
\set alerts `cat "$PG_ABS_SRCDIR/../contrib/prometheus/alerts.yml"`
WITH known AS (
    SELECT m.name FROM wf.metrics m
    UNION SELECT n[1] FROM pg_proc p, regexp_matches(p.prosrc, '''(wf_[a-z_]+)''', 'g') AS n WHERE p.pronamespace = 'wf'::regnamespace AND p.proname LIKE '\_%metrics')
SELECT count(DISTINCT m[1]) > 20 AS many, array_agg(DISTINCT m[1]) FILTER (WHERE NOT EXISTS (SELECT FROM known k WHERE k.name = m[1])) AS unknown
FROM regexp_matches(:'dashboard' || :'alerts', '\m(wf_[a-z_]+)\M', 'g') AS m WHERE m[1] <> 'wf_engine';

-- Open tasks, overdue ones, the oldest, entries.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice'), wf.start('leave', '{"days": 2}', actor => 'bob');
SELECT * FROM pg_temp.shown('wf_open_tasks', 'wf_overdue_tasks', 'wf_log_entries_per_minute');
UPDATE wf.task SET created_at = now() - interval '3 hours', due_at = now() - interval '1 hour' WHERE instance_id = 1;
SELECT name, round(value / 3600) AS value FROM pg_temp.shown('wf_oldest_task_age_seconds');
SELECT * FROM pg_temp.shown('wf_open_tasks', 'wf_overdue_tasks');
SELECT wf.approve(1000001, actor => 'lena');
SELECT * FROM pg_temp.shown('wf_open_tasks', 'wf_overdue_tasks', 'wf_log_entries_per_minute');

-- Jobs: due, late, failed, without tries. What nobody can go on with is held, until somebody can.
SELECT wf.deploy('{"key": "work", "nodes": [{"id": "s", "type": "start"}, {"id": "w", "type": "service", "topic": "erp", "retries": 2}, {"id": "t", "type": "timer", "after": "PT1H"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "w"}, {"from": "w", "to": "t"}, {"from": "t", "to": "e"}]}');
SELECT wf.start('work', actor => 'alice') AS work \gset
SELECT * FROM pg_temp.shown('wf_due_jobs', 'wf_late_jobs', 'wf_failed_jobs', 'wf_incidents', 'wf_held_instances');
UPDATE wf.job SET due_at = now() - interval '2 hours' WHERE kind = 'service';
SELECT name, labels, round(value / 3600) AS value FROM pg_temp.shown('wf_oldest_job_age_seconds');
SELECT * FROM pg_temp.shown('wf_late_jobs');
SELECT job_id AS job FROM wf.fetch_jobs('erp', 'clerk') \gset
SELECT * FROM pg_temp.shown('wf_due_jobs') WHERE labels ->> 'kind' = 'service';
SELECT wf.fail_job(:job, 'no connection') IS NOT NULL AS failed;
SELECT * FROM pg_temp.shown('wf_failed_jobs', 'wf_incidents', 'wf_held_instances');
SELECT count(*) AS fetched FROM wf.fetch_jobs('erp', 'clerk');
SELECT wf.fail_job(:job, 'no connection') IS NOT NULL AS failed;
SELECT * FROM pg_temp.shown('wf_failed_jobs', 'wf_incidents', 'wf_held_instances');
SELECT instance_id = :work AS is_work FROM wf.held;
SELECT wf.retry_job(:job, actor => 'root') IS NOT NULL AS tried_again;
SELECT * FROM pg_temp.shown('wf_incidents', 'wf_held_instances');
SELECT count(*) AS fetched FROM wf.fetch_jobs('erp', 'clerk');
SELECT wf.complete_job(:job) IS NOT NULL AS done;
UPDATE wf.job SET due_at = now() - interval '10 minutes' WHERE kind = 'timer';
SELECT * FROM pg_temp.shown('wf_late_jobs');
SELECT wf.run_due_jobs(at => now() + interval '2 hours');
SELECT * FROM pg_temp.shown('wf_late_jobs');

-- Held, because the rules find nobody; ended, it is not any more.
SELECT wf.deploy('{"key": "stuck", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "nobody"}], "on_no_approver": "hold"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('stuck', actor => 'alice') AS stuck, wf.start('stuck', actor => 'bob') AS other \gset
SELECT * FROM pg_temp.shown('wf_held_instances');
SELECT wf.terminate(:stuck, 'no use', actor => 'root') IS NOT NULL AS terminated;
SELECT * FROM pg_temp.shown('wf_held_instances');
SELECT wf.undo(:stuck, actor => 'root') IS NOT NULL AS undone;
SELECT * FROM pg_temp.shown('wf_held_instances');
SELECT length(wf.load_directory('{"roles": [{"id": "nobody", "members": ["eve"]}]}')::text) > 0 AS loaded;
SELECT wf.refresh_approvers(:other, 'a', actor => 'root') IS NOT NULL AS asked_again;
SELECT instance_id = :stuck AS is_stuck FROM wf.held;

-- Notifications, of two cells.
INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at)
VALUES (0, 'bob', 'todo', '{}', 'a', now() - interval '1 minute'), (7, 'bob', 'todo', '{}', 'a', now() - interval '5 days'), (7, 'bob', 'todo', '{}', 'b', now());
SELECT name, CASE name WHEN 'wf_outbox_rows' THEN value ELSE round(value / 86400) END AS value FROM pg_temp.shown('wf_outbox_rows', 'wf_outbox_lag_seconds');
-- Upkeep and verification. What was never done has no number.
SELECT * FROM pg_temp.shown('wf_upkeep_age_seconds', 'wf_upkeep_failed_steps', 'wf_verify_problems', 'wf_verify_age_seconds');
INSERT INTO wf.upkeep_done (at, step, target, took, done_by, error) VALUES (now() - interval '2 days', 'index', 'wf.a', '0', 'x', 'no room'), (now() - interval '1 day', 'index', 'wf.b', '0', 'x', 'no room'), (now(), 'index', 'wf.b', '0', 'x', NULL);
UPDATE wf.log_policy SET premake = 5;
CALL wf.maintain();
UPDATE wf.instance SET log_hash = '\x00' WHERE instance_id = 2;
SELECT count(*) AS problems FROM wf.verify_all();
BEGIN TRANSACTION READ ONLY;
SELECT count(*) AS problems FROM wf.verify_all();
COMMIT;
SELECT name, floor(value / 60) AS value FROM pg_temp.shown('wf_upkeep_age_seconds', 'wf_verify_age_seconds');
SELECT * FROM pg_temp.shown('wf_upkeep_failed_steps', 'wf_verify_problems', 'wf_log_partitions_ahead');
SELECT count(*) AS recorded FROM wf.verify_progress;

-- The text: each sample stands behind one HELP and one TYPE of its name; its form is that of Prometheus.
CREATE TEMP VIEW line AS SELECT number, line, substring(line FROM '^(?:# (?:HELP|TYPE) )?([a-zA-Z_:][a-zA-Z0-9_:]*)') AS name,
    substring(line FROM '^# (HELP|TYPE) ') AS kind FROM regexp_split_to_table(rtrim(wf.metrics_text(), E'\n'), E'\n') WITH ORDINALITY AS l (line, number);
SELECT count(*) > 30 AS has_samples, wf.metrics_text() LIKE E'%\n' AS ends_its_last_line FROM line WHERE kind IS NULL;
SELECT line FROM line WHERE kind IS NULL AND line !~ '^wf_[a-z_]+(\{[a-z_]+="([^"\\]|\\["\\n])*"(,[a-z_]+="([^"\\]|\\["\\n])*")*\})? (-?[0-9.e+-]+|[+-]?Inf|NaN)$';
SELECT line FROM line WHERE kind = 'TYPE' AND line <> format('# TYPE %s %s', name, CASE WHEN name LIKE '%\_total' THEN 'counter' ELSE 'gauge' END);
SELECT name, string_agg(coalesce(kind, 'sample'), ' ' ORDER BY number) AS order_of_lines FROM line GROUP BY name HAVING string_agg(coalesce(kind, 'sample'), ' ' ORDER BY number) !~ '^HELP TYPE( sample)+$' OR max(number) - min(number) + 1 <> count(*);
SELECT (SELECT count(*) FROM line WHERE kind IS NULL) = (SELECT count(*) FROM wf.metrics) AS all_samples, count(*) = count(DISTINCT line) AS each_once FROM line WHERE kind IS NULL;
SELECT name, labels FROM wf.metrics GROUP BY 1, 2 HAVING count(*) > 1;
-- Labels, numbers and help as Prometheus writes them.
SELECT wf._exposition(ARRAY['wf_b', 'wf_a_total', 'wf_b', 'wf_b'], ARRAY['{"z": "1", "a": "say \"x\"\nback\\slash"}', '{}', '{"a": "é"}', '{"a": ""}']::jsonb[], ARRAY[1e100, 12345678, '-Infinity', 'NaN'], ARRAY[E'two\nlines \\ back', 'h', E'two\nlines \\ back', E'two\nlines \\ back']);

-- A part that cannot be read says so, and keeps nobody from seeing the others.
BEGIN;
ALTER TABLE wf.held RENAME TO hidden;
SELECT * FROM pg_temp.shown('wf_metrics_failed', 'wf_open_tasks', 'wf_incidents');
ROLLBACK;
-- It names what is not exact.
SELECT count(DISTINCT name) > 10 AS said FROM wf.metrics WHERE help ~ 'estimate|At most|at most|statistics|Missing';
-- For administrators and readers, without the rights of a superuser.
SELECT r.name, has_table_privilege(r.name, 'wf.metrics', 'SELECT') AS metrics, has_function_privilege(r.name, 'wf.metrics_text()', 'EXECUTE') AS text, has_function_privilege(r.name, 'wf.health()', 'EXECUTE') AS health
FROM unnest('{wf_user,wf_app,wf_designer,wf_reader,wf_admin}'::name[]) AS r (name);
SET SESSION AUTHORIZATION regress_wf_watch;
SELECT count(*) > 30 AS metrics, count(value) = count(*) AS numbers FROM wf.metrics;
SELECT length(wf.metrics_text()) > 1000 AS text;
SELECT count(*) AS problems FROM wf.verify_all();
SELECT count(*) AS recorded_as_before FROM wf.verify_progress;
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_watch;
