-- What has left the log is blanked and removed too, as long as it is in a table; a file has to come back first.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SET timezone = 'UTC';
SELECT format('wf.log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until,
       clock_timestamp() + interval '4 seconds' AS boundary \gset
DROP TABLE :this_month;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'until');
-- One that is wholly before the boundary, one across it, with a checkpoint, and one after it.
SELECT wf.start('leave', '{"days": 9, "reason": "SECRET old"}', actor => 'bob') AS old \gset
SELECT wf.withdraw(:old, actor => 'bob');
SELECT wf.start('leave', '{"days": 9, "reason": "SECRET across"}', actor => 'alice') AS across \gset
SELECT wf.approve(:across * 1000000 + 1, 'fine', '{"days": 8}', actor => 'lena');
SELECT wf.anchor() AS anchor_old \gset
SELECT pg_sleep_until(:'boundary');
SELECT wf.comment(:across, 'after the boundary', actor => 'alice');
SELECT count(*) AS archived FROM wf.archive(before => clock_timestamp());
SELECT wf.cancel(:across, actor => 'root');
SELECT wf.start('leave', '{"days": 1, "reason": "SECRET new"}', actor => 'bob') AS new \gset
SELECT wf.withdraw(:new, actor => 'bob');
SELECT wf.anchor() AS anchor_new \gset

SELECT wf.redact(i, '{reason}', 'asked for') AS entries FROM unnest(ARRAY[:old, :across, :new]) AS i;
SELECT count(*) AS entries, count(*) FILTER (WHERE wf.events(events)::text LIKE '%SECRET%') AS with_a_secret FROM wf_archive.log_old;
SELECT count(*) AS entries, count(*) FILTER (WHERE wf.events(events)::text LIKE '%SECRET%') AS with_a_secret FROM wf.log;
SELECT * FROM wf.verify_all();
SELECT wf.replay(:across) = wf.state(:across) AS same;
SELECT * FROM wf.verify(:across);
SELECT holds, message FROM wf.check_anchor(:'anchor_old');
SELECT holds, message FROM wf.check_anchor(:'anchor_new');
\set VERBOSITY terse
UPDATE wf_archive.log_old SET comment = 'x';
DELETE FROM wf_archive.log_old;
\set VERBOSITY default
-- Back in the log, all of it holds.
SELECT wf.attach_archive('wf_archive.log_old');
SELECT * FROM wf.verify_all();
SELECT wf.redact(:across, '{days}', 'asked for again') AS entries;
SELECT * FROM wf.verify_all();
SELECT instance_id, count(*) AS differences FROM wf.instance_list, wf.verify(instance_id) GROUP BY 1;
SELECT holds, message FROM wf.check_anchor(:'anchor_old');

-- In a file nobody writes.
SELECT current_setting('data_directory') AS directory \gset
GRANT pg_write_server_files, pg_read_server_files TO wf_owner;
SELECT entries, file IS NOT NULL AS in_file FROM wf.archive(before => clock_timestamp(), to_directory => :'directory');
CREATE FUNCTION pg_temp.told(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _detail text;
BEGIN
    EXECUTE query;
    RETURN 'nothing';
EXCEPTION WHEN SQLSTATE 'WF704' THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RETURN SQLERRM || ' | ' || regexp_replace(_detail, '/\S+csv', 'FILE');
END
$$;
SELECT pg_temp.told(format('SELECT wf.redact(%s, ''{kind,days}'', ''asked for'')', :across));
\set VERBOSITY terse
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
\set VERBOSITY default
SELECT instance_id = :new AS is_new, entry_seqs FROM wf.purged;
SELECT count(*) AS instances FROM wf.instance;
SELECT wf.attach_archive('wf_archive.log_old');
SELECT wf.anchor() AS anchor_purged \gset
SELECT entries FROM wf.archive(before => clock_timestamp());
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
SELECT count(*) AS archived FROM wf_archive.log_old;
SELECT count(*) AS entries FROM wf.log;
SELECT instance_id - :old AS instance, entries, entry_seqs FROM wf.purged ORDER BY 1;
SELECT * FROM wf.verify_all();
SELECT holds, message FROM wf.check_anchor(:'anchor_old');
SELECT holds, message FROM wf.check_anchor(:'anchor_new');
SELECT holds, message FROM wf.check_anchor(:'anchor_purged');
SELECT regexp_replace(wf.anchor(), '.* (\d+) \S+$', '\1') AS instances;
REVOKE pg_write_server_files, pg_read_server_files FROM wf_owner;

-- What was dropped is no hindrance: of one without entries the row of the instance is the last that is known.
SELECT wf.start('leave', '{"days": 1, "reason": "SECRET last"}', actor => 'bob') AS last \gset
SELECT wf.withdraw(:last, actor => 'bob');
SELECT wf.start('leave', '{"days": 1, "reason": "SECRET running"}', actor => 'bob') AS going_on \gset
SELECT wf.anchor() AS anchor_last \gset
BEGIN;
SELECT wf._checkpoint(0, :going_on);
ALTER TABLE wf.log DETACH PARTITION wf.log_new;
CREATE TABLE wf.log_newer (LIKE wf.log_new);
INSERT INTO wf.log_newer SELECT * FROM wf.log_new WHERE action = 'checkpoint';
SELECT min(at) AS checkpoint FROM wf.log_newer \gset
ALTER TABLE wf.log ATTACH PARTITION wf.log_newer FOR VALUES FROM (:'checkpoint') TO (:'until');
DROP TABLE wf.log_new;
INSERT INTO wf.log_archive (schema_name, table_name, from_at, until_at, left_for, entries, detached_at, done_by) VALUES ('wf', 'log_new', :'boundary', :'checkpoint', 'drop', 1, clock_timestamp(), 'test');
COMMIT;
SELECT holds, message FROM wf.check_anchor(:'anchor_last');
SELECT wf.withdraw(:going_on, actor => 'bob');
SELECT wf.redact(:going_on, '{reason}', 'asked for') AS entries;
SELECT * FROM wf.verify_all();
-- What was written later into a file is a hindrance only for one whose last entry is not there.
INSERT INTO wf.log_archive (schema_name, table_name, from_at, until_at, left_for, entries, detached_at, done_by, file)
VALUES ('wf', 'log_later', timestamptz :'until' + interval '1 month', timestamptz :'until' + interval '2 months', 'archive', 1, clock_timestamp(), 'test', 'later.csv');
\set VERBOSITY terse
SELECT wf.purge('leave', interval '0', 'asked for', dry_run => true) AS instances;
\set VERBOSITY default
DELETE FROM wf.log_archive WHERE file = 'later.csv';
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
SELECT instance_id - :old AS instance, entries, entry_seqs FROM wf.purged WHERE instance_id >= :last ORDER BY 1;
SELECT holds, message FROM wf.check_anchor(:'anchor_last');
SELECT * FROM wf.verify_all();

\set QUIET on
SET client_min_messages = error;
DROP TABLE wf_archive.log_old;
