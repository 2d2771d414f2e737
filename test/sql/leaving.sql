-- What happens between the steps with which a partition leaves the log.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SET timezone = 'UTC';
\set VERBOSITY terse
SELECT format('wf.log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until,
       clock_timestamp() + interval '2 seconds' AS boundary \gset
DROP TABLE :this_month;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'until');
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS ended \gset
SELECT wf.withdraw(:ended, actor => 'alice');
SELECT wf.deploy('{"key": "chore", "nodes": [{"id": "start", "type": "start"}, {"id": "do", "type": "task", "assignee": "bob", "due": "PT1S"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "do"}, {"from": "do", "to": "end"}]}') AS definition;
SELECT wf.start('chore', actor => 'alice') AS overdue \gset
SELECT wf.run_due_jobs(at => now() + interval '2 seconds') AS fired;
SELECT pg_sleep_until(:'boundary');
CREATE PROCEDURE do_step(wanted text) LANGUAGE sql AS 'SELECT wf._do_upkeep(u.step, u.target, u.statement) FROM wf.upkeep() u WHERE u.step = wanted';
CREATE VIEW leaving AS SELECT a.left_for, a.schema_name, a.detached_at IS NOT NULL AS has_left, to_regclass(format('%I.%I', a.schema_name, a.table_name)) FROM wf.log_archive a;

-- Prepared to be dropped, and the policy becomes another one: it holds.
UPDATE wf.log_policy SET retention = '1 microsecond', at_retention = 'drop', cold_after = '1 year';
CALL do_step('prepare leaving');
UPDATE wf.log_policy SET at_retention = 'archive';
SELECT step, target FROM wf.upkeep();
CALL wf.maintain();
SELECT * FROM leaving;
SELECT wf.attach_archive('log_old');
DELETE FROM wf.log_archive;
-- Also if it is out of the log already.
UPDATE wf.log_policy SET at_retention = 'drop';
CALL do_step('prepare leaving');
CALL do_step('drop');
UPDATE wf.log_policy SET at_retention = 'keep';
CALL wf.maintain();
SELECT * FROM leaving;
SELECT count(*) AS entries FROM wf.log;
UPDATE wf.log_policy SET at_retention = 'drop';
CALL do_step('prepare leaving');
CALL do_step('drop');
UPDATE wf.log_policy SET retention = NULL;
CALL wf.maintain();
SELECT count(*) AS entries FROM wf.log;

-- Somebody archives by hand what was prepared.
UPDATE wf.log_policy SET retention = '1 microsecond', at_retention = 'archive';
CALL do_step('prepare leaving');
SELECT table_name, entries FROM wf.archive(before => clock_timestamp());
SELECT wf.attach_archive('log_old');
DELETE FROM wf.log_archive;

-- An ended instance is woken meanwhile: it gets its checkpoint.
CALL do_step('prepare leaving');
SELECT wf.wake(:ended, 'lead', actor => 'root');
CALL wf.maintain();
CALL wf.maintain();
SELECT * FROM leaving;
SELECT action FROM wf.history WHERE instance_id = :ended ORDER BY seq;
SELECT * FROM wf.verify(:ended);
-- A task whose time had passed before keeps it.
SELECT count(due_at) AS due FROM wf.todo WHERE instance_id = :overdue;
SELECT * FROM wf.verify(:overdue);
SELECT wf.replay(:ended) ->> 'status' AS status;

-- What has left excuses only what was in it.
SELECT wf.anchor() AS anchor \gset
SELECT holds, message FROM wf.check_anchor(:'anchor');
SELECT * FROM wf.verify_all();
BEGIN;
ALTER TABLE wf.log DISABLE TRIGGER append_only;
DELETE FROM wf.log WHERE instance_id = :ended;
SELECT * FROM wf.verify_all();
SELECT holds, message FROM wf.check_anchor(:'anchor');
ROLLBACK;
BEGIN;
DELETE FROM wf.log_archive;
SELECT * FROM wf.verify_all();
SELECT * FROM wf.verify(:overdue);
ROLLBACK;

-- Made again and archived again, it and its indexes get other names.
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
SELECT table_name, entries FROM wf.archive(before => clock_timestamp());
SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'wf_archive.log_old_2'::regclass ORDER BY 1;

-- Where there is no schema for it, it stays until there is one.
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
UPDATE wf.log_policy SET archive_schema = 'Not "there';
CALL wf.maintain();
SELECT table_name, state FROM wf.partitions WHERE table_name LIKE 'log_old%' ORDER BY 1;
CREATE SCHEMA "Not ""there";
GRANT USAGE, CREATE ON SCHEMA "Not ""there" TO wf_owner;
CALL wf.maintain();
SELECT schema_name, table_name, state FROM wf.partitions WHERE table_name LIKE 'log_old%' ORDER BY 1, 2;
DROP SCHEMA "Not ""there" CASCADE;
DROP TABLE wf_archive.log_old_2;
-- Longer than there are dates is no time.
UPDATE wf.log_policy SET retention = '300000 years';
UPDATE wf.log_policy SET cold_after = '300000 years';
UPDATE wf.retention SET keep_for = '300000 years' WHERE table_name = 'outbox';

-- What somebody has brought back is known by its bounds: by another name too, and not another partition of its name.
UPDATE wf.log_policy SET archive_schema = DEFAULT, retention = '1 year', cold_after = '10 years';
CREATE TABLE wf.log_a PARTITION OF wf.log FOR VALUES FROM ('2019-01-01') TO ('2019-02-01');
SELECT count(*) FROM wf.archive(before => '2019-02-01');
SELECT wf.attach_archive('log_a');
ALTER TABLE wf.log_a RENAME TO log_renamed;
SELECT step, target FROM wf.upkeep() WHERE target <> 'wf.log';
DROP TABLE wf.log_renamed;
CREATE TABLE wf.log_a PARTITION OF wf.log FOR VALUES FROM ('2018-01-01') TO ('2018-02-01');
SELECT step, target FROM wf.upkeep() WHERE target <> 'wf.log';
DROP TABLE wf.log_a;
DELETE FROM wf.log_archive WHERE table_name = 'log_a';

-- An instance that is damaged keeps the partitions that it needs, and no others; it is named, and the others get their checkpoint.
SELECT clock_timestamp() + interval '1 second' AS later \gset
ALTER TABLE wf.log DETACH PARTITION wf.log_new;
CREATE TABLE wf.log_a PARTITION OF wf.log FOR VALUES FROM ('2018-01-01') TO ('2018-02-01');
CREATE TABLE wf.log_b PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'later');
CREATE TABLE wf.log_c PARTITION OF wf.log FOR VALUES FROM (:'later') TO (:'until');
INSERT INTO wf.log SELECT * FROM wf.log_new;
DROP TABLE wf.log_new;
SELECT max(wf.start('leave', '{"days": 1}', actor => 'bob')) AS damaged FROM generate_series(1, 3) \gset
SELECT pg_sleep_until(:'later');
UPDATE wf.instance SET state = '\x00' WHERE instance_id = :damaged;
UPDATE wf.log_policy SET retention = '1 microsecond';
CALL wf.maintain();
SELECT instance_id - :damaged AS instance FROM wf.log_c WHERE action = 'checkpoint' ORDER BY 1;
SELECT table_name FROM wf.archive(before => clock_timestamp());
SELECT substring(error FROM 'superuser: (UPDATE .*)$') AS give_up FROM wf.upkeep_done WHERE error ~ 'damaged|snapshot' ORDER BY upkeep_id DESC LIMIT 1 \gset
:give_up
CALL wf.maintain();
DROP TABLE wf_archive.log_a, wf_archive.log_b;

-- Whatever the name is.
UPDATE wf.log_policy SET archive_schema = DEFAULT, retention = NULL, cold_after = '0';
CREATE TABLE wf."Log CONCURRENTLY 1.2" PARTITION OF wf.log FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
CALL wf.maintain();
DROP TABLE wf."Log CONCURRENTLY 1.2";
DROP VIEW leaving;
DROP PROCEDURE do_step;
DROP TABLE wf_archive.log_old;
