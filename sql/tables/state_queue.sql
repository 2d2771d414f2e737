-- Where entries of asynchronous tracking wait: without an index, they cost less than half. Of each pair one table is filled; the other is
-- brought into wf.state_log as a whole and then emptied, so that nothing is ever deleted row by row. See wf._move_states().
CREATE TABLE wf.state_queue (
    queue     name    NOT NULL PRIMARY KEY,
    is_logged boolean NOT NULL,
    is_filled boolean NOT NULL,
    is_moved  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE wf.state_queue IS 'The queues before wf.state_log. wf.maintain() and the worker change it, nobody else.';
COMMENT ON COLUMN wf.state_queue.queue IS 'The table.';
COMMENT ON COLUMN wf.state_queue.is_logged IS 'Its entries survive a crash (mode async), or do not (async_unlogged).';
COMMENT ON COLUMN wf.state_queue.is_filled IS 'New entries go there: to one of the two.';
COMMENT ON COLUMN wf.state_queue.is_moved IS 'What it has is in wf.state_log, and counts no more: it waits for readers from before.';
INSERT INTO wf.state_queue (queue, is_logged, is_filled)
VALUES ('state_queue_1', true, true), ('state_queue_2', true, false), ('state_queue_unlogged_1', false, true), ('state_queue_unlogged_2', false, false);

CREATE TABLE wf.state_queue_1 (LIKE wf.state_log INCLUDING COMMENTS) WITH (autovacuum_enabled = off);
CREATE TABLE wf.state_queue_2 (LIKE wf.state_log INCLUDING COMMENTS) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE wf.state_queue_unlogged_1 (LIKE wf.state_log INCLUDING COMMENTS) WITH (autovacuum_enabled = off);
CREATE UNLOGGED TABLE wf.state_queue_unlogged_2 (LIKE wf.state_log INCLUDING COMMENTS) WITH (autovacuum_enabled = off);
COMMENT ON TABLE wf.state_queue_1 IS 'Entries on their way to wf.state_log.';
COMMENT ON TABLE wf.state_queue_2 IS 'Entries on their way to wf.state_log.';
COMMENT ON TABLE wf.state_queue_unlogged_1 IS 'Entries on their way to wf.state_log, which a crash of the server loses.';
COMMENT ON TABLE wf.state_queue_unlogged_2 IS 'Entries on their way to wf.state_log, which a crash of the server loses.';

-- Only as a whole do they lose their entries, by wf._move_states().
DO $$
DECLARE
    _queue name;
BEGIN
    FOR _queue IN SELECT q.queue FROM wf.state_queue q LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.%I FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change()', _queue);
        EXECUTE format('ALTER TABLE wf.%I ENABLE ALWAYS TRIGGER append_only', _queue);
        -- Without a key: for those who replicate every table.
        EXECUTE format('ALTER TABLE wf.%I REPLICA IDENTITY FULL', _queue);
    END LOOP;
END
$$;
