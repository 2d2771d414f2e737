-- The whole log is verified in parts, and the view says how far it is. test/tap/upkeep.pl stops it in the middle.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE ROLE regress_wf_watch LOGIN IN ROLE wf_reader;
CREATE ROLE regress_wf_boss LOGIN IN ROLE wf_admin;
CREATE VIEW progress AS SELECT pid IS NOT NULL AS is_there, ended_at IS NOT NULL AS is_through, instances, verified, last_tenant, last_instance, problems, rest >= '0' AS has_rest, done_by FROM wf.verify_progress ORDER BY verify_id;
-- In several cells; an instance that is damaged, and entries of one that is not there.
SELECT count(wf.start('leave', '{"days": 9}', actor => 'alice')) FROM generate_series(1, 7);
ALTER TABLE wf.log DISABLE TRIGGER USER;
INSERT INTO wf.instance SELECT (jsonb_populate_record(i, '{"tenant_id": 7}')).* FROM wf.instance i WHERE i.instance_id < 4;
INSERT INTO wf.log SELECT (jsonb_populate_record(l, '{"tenant_id": 7}')).* FROM wf.log l WHERE l.instance_id < 4;
INSERT INTO wf.log SELECT (jsonb_populate_record(l, '{"instance_id": 8000}')).* FROM wf.log l WHERE l.tenant_id = 0 AND l.instance_id = 1;
UPDATE wf.log SET comment = 'never said' WHERE tenant_id = 0 AND instance_id IN (2, 6);
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate;
SELECT * FROM wf.verify_all() ORDER BY 1, 2;
SET SESSION AUTHORIZATION regress_wf_boss;
CALL wf.verify_log(workers => 2, batch_size => 3);
SELECT verify_id AS id FROM wf.verify_progress ORDER BY verify_id DESC LIMIT 1 \gset
SELECT tenant_id, instance_id, seq, problem FROM wf.verify_problem WHERE verify_id = :id ORDER BY 1, 2;
RESET SESSION AUTHORIZATION;
SELECT * FROM progress;
-- One that was not ended is gone on with, batch by batch.
SELECT wf._begin_verify(1, 5) AS id \gset
SELECT wf._begin_verify(1, 5) = :id AS same;
SELECT wf._verify_some(:id, 1, 5) AS more;
SELECT * FROM progress OFFSET 2;
SELECT wf._verify_some(:id, 1, 5) AS more;
SELECT wf._verify_some(:id, 1, 5) AS more;
SELECT * FROM progress OFFSET 2;
SET SESSION AUTHORIZATION regress_wf_watch;
SELECT count(*) FROM wf.verify_progress;
CALL wf.verify_log();
RESET SESSION AUTHORIZATION;
SELECT wf._verify_some(:id, 1, 5) AS more;
SELECT wf._verify_some(:id, 1, 5) AS more;
SELECT * FROM progress OFFSET 2;
SELECT status, message ~ ' with 6 differences$' AS says FROM wf.health() WHERE check_name = 'chain';
-- What makes no sense changes nothing; and it commits, so it is called by itself only.
CALL wf.verify_log(workers => 0);
CALL wf.verify_log(workers => NULL);
CALL wf.verify_log(batch_size => 0);
CALL wf.verify_log(batch_size => NULL);
BEGIN;
CALL wf.verify_log();
ROLLBACK;
SELECT count(*) AS begun FROM progress WHERE NOT is_through;
DROP VIEW progress;
DROP ROLE regress_wf_watch, regress_wf_boss;
