-- A write must not pay for proof: wf.maintain() seals what is settled, block by block. Each block has the root of a tree over its entries, and
-- the hash of the block before it in its own.
CREATE TABLE wf.state_seal (
    seal_id   bigint      NOT NULL PRIMARY KEY,
    from_at   timestamptz NOT NULL,
    until_at  timestamptz NOT NULL,
    entries   bigint      NOT NULL,
    root      text        NOT NULL,
    hash      bytea       NOT NULL,
    sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE wf.state_seal IS 'Blocks of entries of wf.state_log that cannot be changed unnoticed: wf.verify_states() looks. Append-only.';
COMMENT ON COLUMN wf.state_seal.seal_id IS 'From 1, without gaps.';
COMMENT ON COLUMN wf.state_seal.from_at IS 'The end of the block before.';
COMMENT ON COLUMN wf.state_seal.until_at IS 'The first moment after it. No entry from before it can come any more.';
COMMENT ON COLUMN wf.state_seal.entries IS 'How many entries it has.';
COMMENT ON COLUMN wf.state_seal.root IS 'The root of the tree of RFC 6962 over them, by seq.';
COMMENT ON COLUMN wf.state_seal.hash IS 'SHA-256 of the hash before and of this row: kept outside, it proves all blocks up to here.';
COMMENT ON COLUMN wf.state_seal.sealed_at IS 'When it was made.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.state_seal
    FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.state_seal
    FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change();
ALTER TABLE wf.state_seal ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE wf.state_seal ENABLE ALWAYS TRIGGER append_only_truncate;

-- Of an entry that was removed its digest stays, so that its block, made or to be made, still holds.
CREATE TABLE wf.state_purged (
    at         timestamptz NOT NULL,
    seq        bigint      NOT NULL,
    tracked_id bigint      NOT NULL,
    leaf       bytea       NOT NULL,
    purged_at  timestamptz NOT NULL,
    PRIMARY KEY (at, seq)
);
COMMENT ON TABLE wf.state_purged IS 'Entries of wf.state_log that wf.purge_states() has removed: nothing that was in them. Append-only.';
COMMENT ON COLUMN wf.state_purged.at IS 'The time that it had.';
COMMENT ON COLUMN wf.state_purged.seq IS 'Its number.';
COMMENT ON COLUMN wf.state_purged.tracked_id IS 'Of which column: wf.tracked.';
COMMENT ON COLUMN wf.state_purged.leaf IS 'Its digest in the tree of its block.';
COMMENT ON COLUMN wf.state_purged.purged_at IS 'When it was removed; an entry of action purge says by whom and why.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.state_purged
    FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.state_purged
    FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change();
ALTER TABLE wf.state_purged ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE wf.state_purged ENABLE ALWAYS TRIGGER append_only_truncate;
