-- wf.run_jobs: what wf.run_due_jobs does, in short transactions, and it says whether more is due.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
\set VERBOSITY terse
SELECT wf.deploy('{"key": "timed", "form": {"fields": [{"name": "broken", "type": "boolean"}]},
    "nodes": [{"id": "s", "type": "start"}, {"id": "t", "type": "timer", "after": "PT0S"}, {"id": "way", "type": "exclusive"},
              {"id": "again", "type": "timer", "after": "PT0S"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "t"}, {"from": "t", "to": "way"}, {"from": "way", "to": "again", "when": "broken = false"}, {"from": "again", "to": "e"}]}');
SELECT count(wf.start('timed', '{"broken": false}', actor => 'alice')) FROM generate_series(1, 10);
-- At most max_jobs, and more is due.
CALL wf.run_jobs(max_jobs => 4, batch_size => 3);
SELECT count(*) AS fired FROM wf.log WHERE seq > 1;
-- What a timer sets for now is done in the same call.
CALL wf.run_jobs();
SELECT status, count(*) FROM wf.instance_list WHERE definition_key = 'timed' GROUP BY status;
CALL wf.run_jobs();
-- What fails does not count, and is out of the way afterwards.
SELECT count(wf.start('timed', '{"broken": true}', actor => 'alice')) FROM generate_series(1, 30);
SELECT wf.start('timed', '{"broken": false}', actor => 'alice') AS good \gset
CALL wf.run_jobs(max_jobs => 1, batch_size => 1);
SELECT version FROM wf.instance_list WHERE instance_id = :good;
SELECT count(*) FILTER (WHERE error IS NOT NULL) AS failed, count(*) FILTER (WHERE error IS NULL) AS waiting FROM wf.jobs;
CALL wf.run_jobs(max_jobs => 1);
SELECT attempts, count(*) FROM wf.jobs GROUP BY attempts;
-- One cell.
CALL wf.run_jobs(tenant_id => 7);
-- The moment of a batch is that of its transaction.
SELECT count(*) AS for_another_moment FROM wf.log WHERE as_of IS NOT NULL;
-- Not where it may not commit.
BEGIN;
CALL wf.run_jobs();
ROLLBACK;
\set VERBOSITY default
DO $$ DECLARE _done integer; _more boolean; BEGIN CALL wf.run_jobs(jobs_done => _done, more => _more); EXCEPTION WHEN no_data_found THEN END $$;
\set VERBOSITY terse
DO $$ DECLARE _done integer; _more boolean; BEGIN CALL wf.run_jobs(jobs_done => _done, more => _more); RAISE NOTICE '%, %', _done, _more; END $$;
CALL wf.run_jobs(max_jobs => 0);
CALL wf.run_jobs(batch_size => NULL);
-- For administrators of the engine.
SET ROLE wf_app;
CALL wf.run_jobs();
RESET ROLE;
SET ROLE wf_admin;
CALL wf.run_jobs();
RESET ROLE;
-- A job may take only so long, whatever takes its time in it.
SELECT wf.deploy('{"key": "long", "nodes": [{"id": "s", "type": "start"}, {"id": "t", "type": "timer", "after": "PT0S"},
    {"id": "count", "type": "script", "function": "long"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "t"}, {"from": "t", "to": "count"}, {"from": "count", "to": "e"}]}');
CREATE FUNCTION long(form jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb FROM pg_sleep(60)';
SELECT wf.register_function('long', 'long(jsonb)');
SELECT wf.start('long', actor => 'alice') AS long \gset
SET wf_engine.foreign_code_timeout = '1min';
SET wf_engine.job_timeout = '100ms';
CALL wf.run_jobs();
SELECT error FROM wf.jobs WHERE instance_id = :long;
SELECT v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
