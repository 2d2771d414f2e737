-- Each entry carries the SHA-256 of itself and of the one before it in its instance (src/pg/store/chain.cpp), the instance the last of
-- them. Entries from before have none.
ALTER TABLE wf.log ADD COLUMN hash bytea;
COMMENT ON COLUMN wf.log.hash IS 'SHA-256 of this entry and of the hash of the entry before it in its instance: wf.verify_chain(instance_id) looks whether they hold.';
ALTER TABLE wf.instance ADD COLUMN log_hash bytea;
COMMENT ON COLUMN wf.instance.log_hash IS 'The hash of its last log entry.';
