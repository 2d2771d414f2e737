-- wf.health(): each check fails once, and says what is wrong and what to do; one that raises an error is a row, too.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE ROLE regress_wf_watch LOGIN IN ROLE wf_reader;
CREATE ROLE regress_wf_boss LOGIN IN ROLE wf_admin;
CREATE ROLE regress_wf_nobody LOGIN IN ROLE wf_app;
-- Without numbers that differ each time.
CREATE FUNCTION pg_temp.health(VARIADIC names text[]) RETURNS TABLE (check_name text, status text, message text, hint text) LANGUAGE sql AS $$
    SELECT h.check_name, h.status, regexp_replace(h.message, '\d{4}-\d\d-\d\d( \d\d:\d\d UTC)?', '<when>', 'g'), h.hint FROM wf.health() h WHERE h.check_name = ANY (names)
$$;
-- All is well, as far as the server of the tests can be; a row for each check, whoever may ask.
SELECT check_name, status, hint IS NULL AS no_hint FROM wf.health() WHERE check_name NOT IN ('durability', 'vacuum');
SET SESSION AUTHORIZATION regress_wf_watch;
SELECT count(*), count(*) FILTER (WHERE status <> 'ok') AS wrong, bool_and(message <> '') AS said FROM wf.health() WHERE check_name NOT IN ('durability', 'vacuum');
SELECT message LIKE '%cannot be seen%' AS says_what_it_does_not_see, hint FROM wf.health() WHERE check_name = 'vacuum' AND status = 'ok';
SET SESSION AUTHORIZATION regress_wf_boss;
SELECT count(*), count(*) FILTER (WHERE status <> 'ok') AS wrong FROM wf.health() WHERE check_name NOT IN ('durability', 'vacuum');
SET SESSION AUTHORIZATION regress_wf_nobody;
SELECT * FROM wf.health();
RESET SESSION AUTHORIZATION;

-- Tables.
BEGIN;
DELETE FROM wf.migration WHERE version > 1;
SELECT check_name, status, message ~ 'version 1, the extension works with \d+$' AS says, hint FROM wf.health() WHERE check_name = 'tables';
INSERT INTO wf.migration (version, applied_at, applied_by) VALUES (1000, now(), 'x');
SELECT check_name, status, message ~ 'version 1000, ' AS says, hint FROM wf.health() WHERE check_name = 'tables';
ALTER TABLE wf.task OWNER TO regress_wf_boss;
SELECT * FROM pg_temp.health('owner');
ALTER TABLE wf.task OWNER TO wf_owner;
ALTER SCHEMA wf_archive OWNER TO regress_wf_boss;
SELECT * FROM pg_temp.health('owner');
ROLLBACK;
-- Partitions.
BEGIN;
DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT relation FROM wf._log_partitions() LOOP EXECUTE format('DROP TABLE %s', p); END LOOP; END $$;
CREATE TABLE wf.log_rest PARTITION OF wf.log DEFAULT;
SELECT * FROM pg_temp.health('partition_now', 'partitions_ahead', 'default_partition');
-- The hint works.
SELECT substring(hint FROM ': BEGIN; (.*) COMMIT;') AS statements FROM wf.health() WHERE check_name = 'default_partition' \gset
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, source, target, events) VALUES (0, 1, 1, now(), 'start', 'x', 'running', 'running', '\x');
SELECT set_config('regress.statements', :'statements', true) \g /dev/null
DO $$ BEGIN EXECUTE current_setting('regress.statements'); END $$;
SELECT * FROM pg_temp.health('partition_now', 'partitions_ahead', 'default_partition') WHERE status <> 'ok';
SELECT count(*) AS entries FROM wf.log;
ROLLBACK;
-- Upkeep: due for two days, and failed.
BEGIN;
INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at) VALUES (0, 'bob', 'todo', '{}', 'a', now() - interval '100 days');
SELECT * FROM pg_temp.health('upkeep', 'outbox');
INSERT INTO wf.upkeep_done (at, step, target, took, done_by) VALUES (now() - interval '1 hour', 'remove old rows', 'wf.outbox', '0', 'x');
SELECT * FROM pg_temp.health('upkeep');
INSERT INTO wf.upkeep_done (at, step, target, took, done_by, error) VALUES (now() - interval '1 hour', 'index', 'wf.log_x', '0', 'x', 'no room');
SELECT * FROM pg_temp.health('upkeep');
INSERT INTO wf.upkeep_done (at, step, target, took, done_by) VALUES (now(), 'index', 'wf.log_x', '0', 'x');
SELECT * FROM pg_temp.health('upkeep');
ROLLBACK;
-- Append-only: the log, a partition, what was archived.
BEGIN;
ALTER TABLE wf.log ENABLE TRIGGER append_only;
SELECT status, message ~ '^append_only of wf.log is not ENABLE ALWAYS' AS says, hint FROM wf.health() WHERE check_name = 'append_only';
ROLLBACK;
BEGIN;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM ('2001-01-01') TO ('2001-02-01');
SELECT count(*) FROM wf.archive('2001-03-01');
SELECT status FROM wf.health() WHERE check_name = 'append_only';
ALTER TABLE wf_archive.log_old OWNER TO regress_wf_boss;
SELECT * FROM pg_temp.health('owner');
DROP TRIGGER append_only_truncate ON wf_archive.log_old;
SELECT * FROM pg_temp.health('append_only');
ALTER TABLE wf_archive.log_old DISABLE TRIGGER append_only;
SELECT status, message FROM pg_temp.health('append_only');
SELECT wf._mend_triggers();
SELECT status, message FROM pg_temp.health('append_only');
ROLLBACK;
-- The chain.
BEGIN;
SELECT * FROM pg_temp.health('chain');
INSERT INTO wf.verify_run (at, last_at, instances, problems, pid, done_by) VALUES (now(), now(), 1, 0, 1, 'x');
SELECT * FROM pg_temp.health('chain');
UPDATE wf.verify_run SET problems = 3;
SELECT * FROM pg_temp.health('chain');
INSERT INTO wf.verify_run (at, last_at, ended_at, instances, pid, done_by) VALUES (now(), now(), now(), 1, 1, 'x');
SELECT * FROM pg_temp.health('chain');
ROLLBACK;
-- What should go on by itself.
BEGIN;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
INSERT INTO wf.job (tenant_id, job_id, kind, due_at, created_at, actor, payload) VALUES (0, 900000000, 'command', now() - interval '10 minutes', now(), 'alice', '{}');
INSERT INTO wf.job (tenant_id, job_id, instance_id, definition_id, node, kind, topic, due_at, tries_left, error, created_at)
VALUES (0, 1000001, 1, 1, 'lead', 'timer', 'due', now() - interval '2 hours', NULL, NULL, now()), (0, 1000002, 1, 1, 'lead', 'service', 'erp', now() - interval '10 minutes', 2, NULL, now());
SELECT * FROM pg_temp.health('timers', 'commands', 'services', 'failed_jobs', 'incidents');
UPDATE wf.job SET error = 'no answer', tries_left = CASE kind WHEN 'service' THEN 0 END, retry_at = CASE kind WHEN 'timer' THEN now() + interval '1 hour' END WHERE kind <> 'command';
SELECT * FROM pg_temp.health('timers', 'services', 'failed_jobs', 'incidents');
INSERT INTO wf.held (tenant_id, instance_id, since) VALUES (0, 1, now());
ALTER TABLE wf.person DISABLE TRIGGER USER;
UPDATE wf.person SET active = false WHERE person_id = 'lena';
SELECT * FROM pg_temp.health('held', 'leavers');
ROLLBACK;
-- Bound tables, event triggers, mirrors.
BEGIN;
CREATE TABLE public.regress_order (id integer PRIMARY KEY, state text);
SELECT wf.bind('public.regress_order', 'leave', '{"require": {"column": "state", "is": ["sent"]}}');
SELECT * FROM pg_temp.health('bindings');
ALTER TABLE public.regress_order DISABLE TRIGGER wf_row_written;
SELECT * FROM pg_temp.health('bindings');
ALTER TABLE public.regress_order ENABLE TRIGGER wf_row_written;
ALTER EVENT TRIGGER wf_keep_used_tables DISABLE;
DROP TRIGGER wf_table_truncated ON public.regress_order;
SELECT * FROM pg_temp.health('bindings', 'event_triggers');
DROP TABLE public.regress_order;
DROP EVENT TRIGGER wf_keep_partitions;
SELECT * FROM pg_temp.health('bindings', 'event_triggers');
ROLLBACK;
BEGIN;
CREATE TABLE public.regress_staff (id text PRIMARY KEY, name text);
SELECT wf.mirror('person', 'public.regress_staff', '{"person_id": "id", "name": "name"}');
SELECT * FROM pg_temp.health('mirrors');
ALTER TABLE public.regress_staff DISABLE TRIGGER wf_mirror_person_0_update;
SELECT * FROM pg_temp.health('mirrors');
ALTER TABLE public.regress_staff ENABLE TRIGGER wf_mirror_person_0_update;
ALTER TABLE public.regress_staff OWNER TO regress_wf_boss;
SELECT message FROM pg_temp.health('mirrors');
ALTER TABLE public.regress_staff RENAME name TO called;
SELECT message FROM pg_temp.health('mirrors');
ALTER EVENT TRIGGER wf_keep_used_tables DISABLE;
DROP TABLE public.regress_staff;
SELECT status, message FROM pg_temp.health('mirrors');
ROLLBACK;
-- The server. The figures that cannot be had in a test are put in.
SELECT status = CASE WHEN current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off' THEN 'critical' ELSE 'ok' END AS as_it_is FROM wf.health() WHERE check_name = 'durability';
SELECT * FROM wf._health('critical', ARRAY['fsync is off'], 'Turn it on.', 'fine');
SELECT * FROM wf._health('critical', '{}', 'Turn it on.', 'fine');
SELECT status, message FROM wf._health('warning', '{a,b,c,d,e,f,g}', 'h', 'fine');
BEGIN;
UPDATE pg_class SET relfrozenxid = ((4294967296 + (pg_current_xact_id()::text::bigint % 4294967296) - 700000000) % 4294967296)::text::xid WHERE oid = 'wf.task'::regclass;
SELECT status, message ~ '^table wf.task was last frozen 700\d{6} transactions ago' AS says, hint FROM wf.health() WHERE check_name = 'wraparound';
ROLLBACK;
SELECT status, message ~ '^session \d+ of .* has been open since \d' AS says, hint ~ '^SELECT pg_terminate_backend\(\d+\)' AS helps FROM wf._check_health_vacuum(after => '-1 hour');
-- A check that raises an error is a row, and the others are there.
BEGIN;
ALTER TABLE wf.held RENAME TO hidden;
SELECT * FROM pg_temp.health('held', 'incidents');
ALTER TABLE wf.mirror RENAME TO hidden_too;
SELECT count(*), count(*) FILTER (WHERE message LIKE 'the check failed: %') AS failed FROM wf.health();
ROLLBACK;
DROP ROLE regress_wf_watch, regress_wf_boss, regress_wf_nobody;
