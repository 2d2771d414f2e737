-- How the log is kept; read by wf.upkeep(). One row, so nobody has to look which one holds. Not longer than there are dates.
CREATE TABLE wf.log_policy (
    only_row           boolean  NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
    partition_interval text     NOT NULL DEFAULT 'month' CHECK (partition_interval IN ('week', 'month', 'quarter')),
    premake            integer  NOT NULL DEFAULT 3 CHECK (premake BETWEEN 1 AND 100),
    cold_after         interval NOT NULL DEFAULT '1 month' CHECK (cold_after BETWEEN interval '0' AND interval '1000 years'),
    cold_indexes       boolean  NOT NULL DEFAULT true,
    cold_tablespace    name,
    retention          interval CHECK (retention > interval '0' AND retention <= interval '1000 years'),
    at_retention       text     NOT NULL DEFAULT 'keep' CHECK (at_retention IN ('keep', 'detach', 'archive', 'drop')),
    archive_schema     name     NOT NULL DEFAULT 'wf_archive' CHECK (archive_schema <> 'wf')
);
COMMENT ON TABLE wf.log_policy IS 'How wf.maintain() keeps the log: one row, which wf_admin may update.';
COMMENT ON COLUMN wf.log_policy.only_row IS 'There is one row.';
COMMENT ON COLUMN wf.log_policy.partition_interval IS 'Of new partitions: week (from Monday), month or quarter, in UTC. Those that are there stay as they are.';
COMMENT ON COLUMN wf.log_policy.premake IS 'How many partitions there are after the one of now.';
COMMENT ON COLUMN wf.log_policy.cold_after IS 'How long after its end a partition counts as cold: then it gets the indexes and the tablespace below, and is frozen.';
COMMENT ON COLUMN wf.log_policy.cold_indexes IS 'Whether cold partitions get indexes for searching: GIN on wf.events(events), B-trees on (at) and (node, at).';
COMMENT ON COLUMN wf.log_policy.cold_tablespace IS 'Where cold partitions and their indexes move; null: they stay. wf_owner needs CREATE on it.';
COMMENT ON COLUMN wf.log_policy.retention IS 'How long after its end a partition stays in the log; null: for ever.';
COMMENT ON COLUMN wf.log_policy.at_retention IS 'What happens then: keep; detach (stays in schema wf as a table of its own); archive (moves to archive_schema); drop.';
COMMENT ON COLUMN wf.log_policy.archive_schema IS 'Where wf.archive() and the retention put partitions.';
INSERT INTO wf.log_policy DEFAULT VALUES;

CREATE TABLE wf.log_archive (
    archive_id  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    schema_name name        NOT NULL,
    table_name  name        NOT NULL,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz NOT NULL,
    left_for    text        NOT NULL CHECK (left_for IN ('detach', 'archive', 'drop')),
    entries     bigint,
    detached_at timestamptz,
    attached_at timestamptz,
    file        text,
    columns     name[],
    done_by     text        NOT NULL
);
CREATE UNIQUE INDEX log_archive_leaving_key ON wf.log_archive (table_name) WHERE detached_at IS NULL;
COMMENT ON TABLE wf.log_archive IS 'Partitions that have left the log, or are about to. Changed by the engine only; wf.partitions shows it.';
COMMENT ON COLUMN wf.log_archive.archive_id IS 'Its number.';
COMMENT ON COLUMN wf.log_archive.schema_name IS 'The schema where its entries are.';
COMMENT ON COLUMN wf.log_archive.table_name IS 'The table where its entries are.';
COMMENT ON COLUMN wf.log_archive.from_at IS 'Its first moment.';
COMMENT ON COLUMN wf.log_archive.until_at IS 'The first moment after it.';
COMMENT ON COLUMN wf.log_archive.left_for IS 'What becomes of it: detach (a table in schema wf), archive (a table in another schema), drop.';
COMMENT ON COLUMN wf.log_archive.entries IS 'How many entries it has; null: it has not left yet.';
COMMENT ON COLUMN wf.log_archive.detached_at IS 'When it left; null: it is about to.';
COMMENT ON COLUMN wf.log_archive.attached_at IS 'Since when it is back in the log (wf.attach_archive); null: it is not. Then it stays, whatever the retention, until wf.archive() takes it away again.';
COMMENT ON COLUMN wf.log_archive.file IS 'The file on the server where its entries are instead; null: in the table.';
COMMENT ON COLUMN wf.log_archive.columns IS 'Which columns that file has; null: there is none.';
COMMENT ON COLUMN wf.log_archive.done_by IS 'The database role that had it leave.';

CREATE TABLE wf.upkeep_done (
    upkeep_id bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    step      text        NOT NULL,
    target    text        NOT NULL,
    took      interval    NOT NULL,
    done_by   text        NOT NULL,
    error     text
);
CREATE INDEX upkeep_done_at_idx ON wf.upkeep_done (at);
COMMENT ON TABLE wf.upkeep_done IS 'What wf.maintain() has done in the last year.';
COMMENT ON COLUMN wf.upkeep_done.upkeep_id IS 'Its number.';
COMMENT ON COLUMN wf.upkeep_done.at IS 'When it began.';
COMMENT ON COLUMN wf.upkeep_done.step IS 'The step, as wf.upkeep() names it.';
COMMENT ON COLUMN wf.upkeep_done.target IS 'What it was done to.';
COMMENT ON COLUMN wf.upkeep_done.took IS 'How long it took.';
COMMENT ON COLUMN wf.upkeep_done.done_by IS 'The database role that had it done.';
COMMENT ON COLUMN wf.upkeep_done.error IS 'Why it failed; null: it did not.';

-- What else would grow without end. Tables without a row here grow with the instances only (wf.purge) or have a time of their own (wf.message).
CREATE TABLE wf.retention (
    table_name  name     NOT NULL PRIMARY KEY,
    time_column name     NOT NULL,
    keep_for    interval CHECK (keep_for > interval '0' AND keep_for <= interval '1000 years')
);
COMMENT ON TABLE wf.retention IS 'How long rows that nobody needs any more stay; wf.maintain() removes older ones. wf_admin may update keep_for.';
COMMENT ON COLUMN wf.retention.table_name IS 'The table in schema wf.';
COMMENT ON COLUMN wf.retention.time_column IS 'From when on a row is old. Of the history of the directory: when it ceased to be valid.';
COMMENT ON COLUMN wf.retention.keep_for IS 'How long rows stay after that; null: for ever.';
INSERT INTO wf.retention (table_name, time_column, keep_for)
VALUES ('outbox', 'created_at', '90 days'), ('request', 'at', '30 days'), ('upkeep_done', 'at', '1 year'), ('person_history', 'valid_until', NULL),
       ('department_history', 'valid_until', NULL), ('role_member_history', 'valid_until', NULL);

ALTER TABLE wf.instance ADD COLUMN checkpoint_at timestamptz;
COMMENT ON COLUMN wf.instance.checkpoint_at IS 'Time of its newest log entry that has its whole state (action checkpoint): those before it may have left the log. Null: none has.';
