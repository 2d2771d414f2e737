-- Partitions leave the log and come back; running instances go on behind a checkpoint, and what reads the log begins there.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- The log so far ends in a moment, so that it can leave; what comes after is in a partition of its own.
SET timezone = 'UTC';
SELECT format('wf.log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until,
       clock_timestamp() + interval '4 seconds' AS boundary \gset
DROP TABLE :this_month;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'until');
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS running \gset
SELECT wf.approve(:running * 1000000 + 1, 'fine', '{"days": 8}', actor => 'lena');
SELECT wf.start('leave', '{"days": 9}', actor => 'bob') AS ended \gset
SELECT wf.withdraw(:ended, 'caf' || chr(233), actor => 'bob');
SELECT wf.start('leave', '{"days": 7}', actor => 'bob') AS idle \gset
SELECT count(*) AS entries FROM wf.log_old;
SELECT pg_sleep_until(:'boundary');
SELECT wf.comment(:running, 'after the boundary', actor => 'alice');
CREATE TABLE before AS SELECT i.instance_id, wf.state(i.instance_id) - 'version' - 'last_at' AS state, wf.replay(i.instance_id) ->> 'status' AS status FROM wf.instance i;
SELECT instance_id = :running AS is_running, count(*) AS differences FROM wf.instance_list, wf.verify(instance_id) GROUP BY 1;

SELECT state, open_instances FROM wf.partitions WHERE table_name = 'log_old';
SELECT table_name, entries, file FROM wf.archive(before => clock_timestamp());
SELECT schema_name, table_name, rows_estimated, state, open_instances FROM wf.partitions WHERE table_name IN ('log_old', 'log_new');
-- Evidence stays evidence.
\set VERBOSITY terse
DELETE FROM wf_archive.log_old;
TRUNCATE wf_archive.log_old;
SET session_replication_role = replica;
UPDATE wf_archive.log_old SET actor = 'mallory';
RESET session_replication_role;
\set VERBOSITY default

-- Those that run have a checkpoint, and are as they were.
SELECT instance_id = :running AS is_running, seq, action, actor, comment FROM wf.history WHERE action = 'checkpoint' ORDER BY instance_id;
SELECT instance_id, wf.state(instance_id) - 'version' - 'last_at' = state AS same FROM before ORDER BY 1;
SELECT instance_id, wf.replay(instance_id) - 'version' - 'last_at' = state AS same FROM before WHERE instance_id <> :ended ORDER BY 1;
SELECT * FROM wf.verify(:running);
SELECT * FROM wf.verify(:idle);
SELECT node, person_id, state FROM wf.progress WHERE instance_id = :running;
SELECT seq, kind, actor FROM wf.timeline WHERE instance_id = :running ORDER BY number;
-- A checkpoint that somebody has damaged is found, and is no end of a look at all.
BEGIN;
ALTER TABLE wf.log DISABLE TRIGGER USER;
UPDATE wf.log SET events = '\x00' WHERE action = 'checkpoint' AND instance_id = :running;
UPDATE wf.log SET events = (SELECT events FROM wf.log WHERE instance_id = :running AND seq = 3) WHERE action = 'checkpoint' AND instance_id = :idle;
SELECT instance_id = :running AS is_running, seq, problem FROM wf.verify_all() ORDER BY instance_id;
SELECT subject, expected FROM wf.verify(:running);
ROLLBACK;
-- The one that had ended says where its entries are.
SELECT * FROM wf.verify(:ended);
SELECT wf.replay(:ended);
SELECT status FROM wf.instance_list WHERE instance_id = :ended;
SELECT wf.state_at(:running, :'boundary');
SELECT wf.data_at(:running, 2);
-- What only the entries know is refused, whatever else there is goes on.
SELECT wf.undo(:running, actor => 'lena');
SELECT wf.restore(:running, 1, actor => 'root');
SELECT wf.recall(:running, 'lead', actor => 'lena');
SELECT wf.send_back(:running * 1000000 + 2, 'start', 'once more', actor => 'frank');
SELECT wf.undo(:running, actor => 'frank');
SELECT task_id % 1000000 AS task, assignee FROM wf.todo WHERE instance_id = :running;
SELECT wf.approve(:running * 1000000 + 2, actor => 'frank');
SELECT wf.approve(:running * 1000000 + 3, actor => 'grace');
SELECT * FROM wf.verify(:running);
SELECT wf.approve(:idle * 1000000 + 1, actor => 'lena');
SELECT * FROM wf.verify(:idle);

-- Back again: all of it is there.
SELECT wf.attach_archive('wf_archive.log_nothing');
SELECT wf.attach_archive('wf_archive.log_old');
SELECT table_name, state FROM wf.partitions WHERE table_name IN ('log_old', 'log_new');
SELECT i.instance_id, v.* FROM wf.instance i, wf.verify(i.instance_id) v;
-- Entries before a checkpoint that nobody has archived are missed.
BEGIN;
ALTER TABLE wf.log DISABLE TRIGGER USER;
DELETE FROM wf.log WHERE instance_id = :running AND seq < 4;
SELECT * FROM wf.verify_chain(:running);
ROLLBACK;
SELECT wf.replay(:ended) ->> 'status' AS status;
SELECT action FROM wf.history WHERE instance_id = :running ORDER BY seq;
\set VERBOSITY terse
DELETE FROM wf.log_old;
TRUNCATE wf.log_old;
\set VERBOSITY default

-- What somebody has brought back stays, whatever the retention.
UPDATE wf.log_policy SET retention = '1 microsecond', at_retention = 'archive', cold_after = '1 year';
CALL wf.maintain();
SELECT table_name, state FROM wf.partitions WHERE table_name IN ('log_old', 'log_new');
-- By hand it leaves again: nobody needs another checkpoint. With a column that the log has got meanwhile, it comes back.
SELECT table_name, entries FROM wf.archive(before => clock_timestamp());
ALTER TABLE wf.log ADD COLUMN ticket text;
SELECT wf.attach_archive('log_old');
SELECT count(*) AS entries, count(ticket) AS tickets FROM wf.log_old;
ALTER TABLE wf.log DROP COLUMN ticket;

-- Into a file, by somebody who may write files; and where the engine may not go, it says what is missing.
SELECT wf.archive(before => clock_timestamp(), to_schema => 'nowhere');
CREATE SCHEMA closed;
SELECT wf.archive(before => clock_timestamp(), to_schema => 'closed');
SELECT wf.archive(before => clock_timestamp(), to_directory => '/tmp');
GRANT pg_write_server_files, pg_read_server_files TO wf_owner;
SELECT current_setting('data_directory') AS directory \gset
SELECT table_name, entries, file LIKE '%log\_old\_%.csv' AS in_file FROM wf.archive(before => clock_timestamp(), to_directory => :'directory');
SELECT state, size_bytes, file LIKE '%log\_old\_%.csv' AS in_file FROM wf.partitions WHERE table_name = 'log_old';
SELECT wf.attach_archive('log_old');
SELECT i.instance_id, v.* FROM wf.instance i, wf.verify(i.instance_id) v;
-- Whatever the settings of those who write and read it, and never over one that is there.
SET timezone = 'Asia/Kolkata';
SET datestyle = 'SQL, DMY';
SELECT table_name, entries FROM wf.archive(before => clock_timestamp(), to_directory => :'directory');
SET client_encoding = 'LATIN1';
RESET timezone;
RESET datestyle;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
SELECT entries FROM wf.archive(before => clock_timestamp(), to_directory => :'directory');
SELECT count(DISTINCT file) AS files FROM wf.log_archive;
DELETE FROM wf.log_archive WHERE entries = 0;
SELECT wf.attach_archive('wf_archive.log_old');
RESET client_encoding;
SET timezone = 'UTC';
SELECT * FROM wf.verify_all();
REVOKE pg_write_server_files, pg_read_server_files FROM wf_owner;

-- The retention detaches, or drops.
SELECT table_name FROM wf.archive(before => clock_timestamp());
SELECT wf.attach_archive('log_old');
DELETE FROM wf.log_archive;
UPDATE wf.log_policy SET at_retention = 'detach';
CALL wf.maintain();
SELECT schema_name, table_name, state FROM wf.partitions WHERE table_name = 'log_old';
SELECT wf.attach_archive('log_old');
DELETE FROM wf.log_archive;
UPDATE wf.log_policy SET at_retention = 'drop';
CALL wf.maintain();
SELECT schema_name, table_name, state, rows_estimated FROM wf.partitions WHERE table_name = 'log_old';
SELECT wf.attach_archive('log_old');
SELECT step, target, error FROM wf.upkeep_done ORDER BY upkeep_id;
SELECT * FROM wf.verify(:ended);
DROP TABLE before;
DROP SCHEMA closed;
