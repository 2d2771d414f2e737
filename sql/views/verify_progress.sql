CREATE OR REPLACE VIEW wf.verify_progress WITH (security_barrier) AS
SELECT r.verify_id, r.at AS begun_at, r.ended_at, a.pid, r.instances, r.verified, r.last_tenant, r.last_id AS last_instance, r.last_at, r.problems, r.took,
       CASE WHEN r.ended_at IS NULL AND r.verified > 0 THEN r.took * (greatest(r.instances - r.verified, 0)::double precision / r.verified) END AS rest, r.done_by
FROM wf.verify_run r
LEFT JOIN pg_stat_activity a ON r.ended_at IS NULL AND a.pid = r.pid AND a.datname = current_database();

COMMENT ON VIEW wf.verify_progress IS 'How far CALL wf.verify_log() is, and what it and wf.verify_all() have found in the last year. For wf_admin and wf_reader.';
COMMENT ON COLUMN wf.verify_progress.verify_id IS 'Its number; wf.verify_problem has what it has found.';
COMMENT ON COLUMN wf.verify_progress.ended_at IS 'When it was through; null: it is not. The next CALL wf.verify_log() goes on with it.';
COMMENT ON COLUMN wf.verify_progress.pid IS 'The session that works at it, or has done so last; null: it is through, or that session is gone.';
COMMENT ON COLUMN wf.verify_progress.instances IS 'How many there were when it began.';
COMMENT ON COLUMN wf.verify_progress.verified IS 'How many it has verified, with those that have come since.';
COMMENT ON COLUMN wf.verify_progress.last_instance IS 'The last that it has verified, of cell last_tenant: it takes them in the order of their ids, cell by cell.';
COMMENT ON COLUMN wf.verify_progress.last_at IS 'When it did so.';
COMMENT ON COLUMN wf.verify_progress.problems IS 'How many problems it has found.';
COMMENT ON COLUMN wf.verify_progress.took IS 'How long it has worked, without the time for which it was stopped.';
COMMENT ON COLUMN wf.verify_progress.rest IS 'How long the rest will take at that rate, without the look for entries of no instance at its end; null: it is through, or has just begun.';
