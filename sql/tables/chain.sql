-- Each entry carries the SHA-256 of itself and of the one before it in its instance (src/pg/store/chain.cpp), the instance the last of
-- them. Entries from before have none.
ALTER TABLE wf.log ADD COLUMN hash bytea;
COMMENT ON COLUMN wf.log.hash IS 'SHA-256 of this entry and of the hash of the entry before it in its instance: wf.verify_chain(instance_id) looks whether they hold.';
ALTER TABLE wf.instance ADD COLUMN log_hash bytea;
COMMENT ON COLUMN wf.instance.log_hash IS 'The hash of its last log entry.';

-- wf.verify_all() reads the whole log, which nobody does at each scrape: it leaves here what it has found.
CREATE TABLE wf.verify_done (
    verify_id bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    took      interval    NOT NULL,
    problems  bigint      NOT NULL,
    done_by   text        NOT NULL
);
COMMENT ON TABLE wf.verify_done IS 'What wf.verify_all() has found in the last year, where somebody in wf_admin had it read all instances, in a transaction that could write.';
COMMENT ON COLUMN wf.verify_done.verify_id IS 'Its number.';
COMMENT ON COLUMN wf.verify_done.at IS 'When it began.';
COMMENT ON COLUMN wf.verify_done.took IS 'How long it took.';
COMMENT ON COLUMN wf.verify_done.problems IS 'How many rows it gave.';
COMMENT ON COLUMN wf.verify_done.done_by IS 'The database role that called it.';
INSERT INTO wf.retention (table_name, time_column, keep_for) VALUES ('verify_done', 'at', '1 year');
