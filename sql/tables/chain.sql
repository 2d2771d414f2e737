-- Each entry carries the SHA-256 of itself and of the one before it in its instance (src/pg/store/chain.cpp), the instance the last of
-- them. Entries from before have none.
ALTER TABLE wf.log ADD COLUMN hash bytea;
COMMENT ON COLUMN wf.log.hash IS 'SHA-256 of this entry and of the hash of the entry before it in its instance: wf.verify_chain(instance_id) looks whether they hold.';
ALTER TABLE wf.instance ADD COLUMN log_hash bytea;
COMMENT ON COLUMN wf.instance.log_hash IS 'The hash of its last log entry.';

-- What verifying the whole log has found, and how far it is: nobody reads all of it at each scrape, and whoever is stopped goes on here.
CREATE TABLE wf.verify_run (
    verify_id   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    ended_at    timestamptz,
    instances   bigint      NOT NULL,
    verified    bigint      NOT NULL DEFAULT 0,
    last_tenant bigint      NOT NULL DEFAULT 0,
    last_id     bigint      NOT NULL DEFAULT 0,
    last_at     timestamptz NOT NULL,
    problems    bigint      NOT NULL DEFAULT 0,
    took        interval    NOT NULL DEFAULT '0',
    pid         integer     NOT NULL,
    done_by     text        NOT NULL
);
COMMENT ON TABLE wf.verify_run IS 'Each time that somebody in wf_admin verified the whole log, in the last year: by CALL wf.verify_log(), or by wf.verify_all() in a transaction that could write. wf.verify_progress shows it.';
COMMENT ON COLUMN wf.verify_run.verify_id IS 'Its number.';
COMMENT ON COLUMN wf.verify_run.at IS 'When it began.';
COMMENT ON COLUMN wf.verify_run.ended_at IS 'When it was through; null: it is not.';
COMMENT ON COLUMN wf.verify_run.instances IS 'How many instances there were when it began.';
COMMENT ON COLUMN wf.verify_run.verified IS 'How many it has verified.';
COMMENT ON COLUMN wf.verify_run.last_tenant IS 'The cell of the last that it has verified.';
COMMENT ON COLUMN wf.verify_run.last_id IS 'The last instance that it has verified; it takes them in the order of their ids, cell by cell.';
COMMENT ON COLUMN wf.verify_run.last_at IS 'When it did so.';
COMMENT ON COLUMN wf.verify_run.problems IS 'How many problems it has found.';
COMMENT ON COLUMN wf.verify_run.took IS 'How long it has worked.';
COMMENT ON COLUMN wf.verify_run.pid IS 'The process that worked at it last.';
COMMENT ON COLUMN wf.verify_run.done_by IS 'The database role that began it.';

CREATE TABLE wf.verify_problem (
    verify_id   bigint      NOT NULL,
    problem_id  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL,
    tenant_id   bigint      NOT NULL,
    instance_id bigint      NOT NULL,
    seq         bigint,
    problem     text        NOT NULL,
    PRIMARY KEY (verify_id, problem_id)
);
COMMENT ON TABLE wf.verify_problem IS 'What CALL wf.verify_log() has found in the last year.';
COMMENT ON COLUMN wf.verify_problem.verify_id IS 'By which verification.';
COMMENT ON COLUMN wf.verify_problem.problem_id IS 'Its number.';
COMMENT ON COLUMN wf.verify_problem.at IS 'When it was found.';
COMMENT ON COLUMN wf.verify_problem.tenant_id IS 'The cell of the instance.';
COMMENT ON COLUMN wf.verify_problem.instance_id IS 'The instance.';
COMMENT ON COLUMN wf.verify_problem.seq IS 'The entry.';
COMMENT ON COLUMN wf.verify_problem.problem IS 'As wf.verify_chain() says it.';
INSERT INTO wf.retention (table_name, time_column, keep_for) VALUES ('verify_run', 'at', '1 year'), ('verify_problem', 'at', '1 year');
