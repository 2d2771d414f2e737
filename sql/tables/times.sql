-- What comes again is counted from one moment, and a moment that is tried out stands beside the real one.
ALTER TABLE wf.job ADD COLUMN since timestamptz;
COMMENT ON COLUMN wf.job.since IS 'Of a timer that starts instances again and again: the moment that its times are counted from; null: created_at.';

ALTER TABLE wf.log ADD COLUMN as_of timestamptz;
COMMENT ON COLUMN wf.log.as_of IS 'Of what wf.run_due_jobs did for another moment than its own: the moment that counted as the present; null: at.';
