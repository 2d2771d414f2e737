-- Columns of tables of the host whose changes are logged. By name, as in wf.binding: pg_dump takes the rows along. The oid says that it
-- still is the same table; after a restore wf.setup() finds it again.
CREATE TABLE wf.tracked (
    tracked_id   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name   text        NOT NULL,
    column_name  text        NOT NULL,
    table_id     oid         NOT NULL,
    options      jsonb       NOT NULL,
    tracked_at   timestamptz NOT NULL,
    tracked_by   text        NOT NULL,
    untracked_at timestamptz
);
CREATE UNIQUE INDEX tracked_column_key ON wf.tracked (table_name, column_name) WHERE untracked_at IS NULL;
COMMENT ON TABLE wf.tracked IS 'The columns whose changes wf.state_log has. See wf.track().';
COMMENT ON COLUMN wf.tracked.tracked_id IS 'Its number.';
COMMENT ON COLUMN wf.tracked.table_name IS 'The table of the host, with its schema, quoted where SQL needs it.';
COMMENT ON COLUMN wf.tracked.column_name IS 'The column.';
COMMENT ON COLUMN wf.tracked.table_id IS 'The table itself: another one that gets its name is another one.';
COMMENT ON COLUMN wf.tracked.options IS 'As given to wf.track(), with the columns of the key.';
COMMENT ON COLUMN wf.tracked.tracked_at IS 'When wf.track() was called last.';
COMMENT ON COLUMN wf.tracked.tracked_by IS 'The database role that called it.';
COMMENT ON COLUMN wf.tracked.untracked_at IS 'When wf.untrack() was called; null: it is tracked.';

-- The order of the log. Without a cache: a session that had numbers in stock would give a later change of a row a smaller one.
CREATE SEQUENCE wf.state_log_seq;
COMMENT ON SEQUENCE wf.state_log_seq IS 'Numbers changes of tracked columns.';

-- Partitioned as wf.log is, with three indexes: by record, by state, and by time (BRIN: a B-tree more costs as much as the entry). What is
-- indexed is compared byte by byte, which is cheaper than by any language.
CREATE TABLE wf.state_log (
    tracked_id  bigint      NOT NULL,
    key         text        NOT NULL COLLATE "C",
    seq         bigint      NOT NULL,
    at          timestamptz NOT NULL,
    action      text        NOT NULL,
    source      text,
    target      text        COLLATE "C",
    former_key  text,
    actor       text,
    reason      text,
    transition  text,
    context     jsonb,
    kept        jsonb,
    row_count   bigint,
    PRIMARY KEY (tracked_id, key, seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX state_log_target_idx ON wf.state_log (tracked_id, target, at);
CREATE INDEX state_log_at_idx ON wf.state_log USING brin (at);
COMMENT ON TABLE wf.state_log IS 'One change of a tracked column. Append-only. wf.state_history shows it.';
COMMENT ON COLUMN wf.state_log.tracked_id IS 'The column: wf.tracked.';
COMMENT ON COLUMN wf.state_log.key IS 'The key of the row, as text; of several columns a JSON object.';
COMMENT ON COLUMN wf.state_log.seq IS 'The order of the changes; with gaps.';
COMMENT ON COLUMN wf.state_log.at IS 'When, by the clock, not the start of the transaction. The partition key.';
COMMENT ON COLUMN wf.state_log.action IS 'insert, update, delete; truncate: of the whole table; purge: entries were removed.';
COMMENT ON COLUMN wf.state_log.source IS 'The value before; null: there was none.';
COMMENT ON COLUMN wf.state_log.target IS 'The value after; null: there is none.';
COMMENT ON COLUMN wf.state_log.former_key IS 'The key before, if the row has got another one.';
COMMENT ON COLUMN wf.state_log.actor IS 'Who did it, as far as it is known.';
COMMENT ON COLUMN wf.state_log.reason IS 'Why, if somebody said it.';
COMMENT ON COLUMN wf.state_log.transition IS 'The transition of a state machine that it was; null: none.';
COMMENT ON COLUMN wf.state_log.context IS 'Where it came from, as in wf.log.';
COMMENT ON COLUMN wf.state_log.kept IS 'The values of other columns that wf.track() was asked to keep.';
COMMENT ON COLUMN wf.state_log.row_count IS 'Of a truncate: how many rows there were; of a purge: how many entries.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.state_log
    FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.state_log
    FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change();
ALTER TABLE wf.state_log ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE wf.state_log ENABLE ALWAYS TRIGGER append_only_truncate;

-- As wf.log_policy is for wf.log.
CREATE TABLE wf.state_log_policy (LIKE wf.log_policy INCLUDING ALL);
COMMENT ON TABLE wf.state_log_policy IS 'How wf.maintain() keeps wf.state_log: one row, which wf_admin may update; the columns are those of wf.log_policy.';
INSERT INTO wf.state_log_policy DEFAULT VALUES;
ALTER TABLE wf.log_archive ADD COLUMN log name NOT NULL DEFAULT 'log';
COMMENT ON COLUMN wf.log_archive.log IS 'The log that it was a partition of: log or state_log.';
