-- What is left of instances that were purged: nothing that anybody has written into them. Times and hashes of their entries are what anchors
-- need (docs/reference/chain.md).
CREATE TABLE wf.purged (
    tenant_id          bigint        NOT NULL,
    instance_id        bigint        NOT NULL,
    definition_key     text          NOT NULL,
    definition_version integer       NOT NULL,
    started_at         timestamptz   NOT NULL,
    ended_at           timestamptz   NOT NULL,
    entries            bigint        NOT NULL,
    log_hash           bytea,
    purged_at          timestamptz   NOT NULL,
    purged_by          text          NOT NULL,
    db_role            text          NOT NULL,
    reason             text          NOT NULL,
    entry_seqs         bigint[]      NOT NULL,
    entry_times        timestamptz[] NOT NULL,
    entry_hashes       bytea[]       NOT NULL,
    hash               bytea         NOT NULL,
    PRIMARY KEY (tenant_id, instance_id)
);
COMMENT ON TABLE wf.purged IS 'Instances that wf.purge() has removed: one row each, append-only.';
COMMENT ON COLUMN wf.purged.tenant_id IS 'The cell it belonged to.';
COMMENT ON COLUMN wf.purged.instance_id IS 'The instance; no other gets its number.';
COMMENT ON COLUMN wf.purged.definition_key IS 'Its process.';
COMMENT ON COLUMN wf.purged.definition_version IS 'Which version of it.';
COMMENT ON COLUMN wf.purged.started_at IS 'When it began.';
COMMENT ON COLUMN wf.purged.ended_at IS 'When it ended.';
COMMENT ON COLUMN wf.purged.entries IS 'How many log entries it had.';
COMMENT ON COLUMN wf.purged.log_hash IS 'The hash of the last of them.';
COMMENT ON COLUMN wf.purged.purged_at IS 'When it was removed.';
COMMENT ON COLUMN wf.purged.purged_by IS 'Who had it removed: a person, or system.';
COMMENT ON COLUMN wf.purged.db_role IS 'Their database role.';
COMMENT ON COLUMN wf.purged.reason IS 'Why, in their words.';
COMMENT ON COLUMN wf.purged.entry_seqs IS 'Numbers of its entries; of those that had left the log before only the last.';
COMMENT ON COLUMN wf.purged.entry_times IS 'Their times.';
COMMENT ON COLUMN wf.purged.entry_hashes IS 'Their hashes.';
COMMENT ON COLUMN wf.purged.hash IS 'SHA-256 of log_hash and the other columns (docs/reference/chain.md): the last entry of the instance.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.purged FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.purged FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change();
ALTER TABLE wf.purged ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate;
