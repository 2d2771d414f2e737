-- The sums behind the reports (src/core/report). wf.maintain() adds the entries of the log, each once; commands know nothing of it.
-- Counts and buckets of one row are whole numbers in arrays: all kinds of rows are added, compared and recounted in one way, and a
-- new number comes last. The views wf.stat_* name them.
CREATE TABLE wf.rollup (
    subject       text     NOT NULL CHECK (subject IN ('status', 'origin', 'node', 'work', 'person', 'department', 'flow', 'variant')),
    is_month      boolean  NOT NULL,
    period        date     NOT NULL,
    tenant_id     bigint   NOT NULL,
    definition_id bigint   NOT NULL,
    key           bytea    NOT NULL,
    name          text     NOT NULL,
    other         text     NOT NULL,
    counts        bigint[] NOT NULL,
    buckets       bigint[] NOT NULL,
    PRIMARY KEY (subject, is_month, period, tenant_id, definition_id, key)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE wf.rollup IS 'What the reports add up: a row for each day, and for each month, on which there was anything. Changed by wf.maintain() only.';
COMMENT ON COLUMN wf.rollup.subject IS 'What it counts: status and origin (instances, by status; origin: and department of the initiator), node (visits), work (tasks of a node), person and department (tasks), flow (from node to node), variant (ways of ended instances).';
COMMENT ON COLUMN wf.rollup.is_month IS 'Of a month, not of a day.';
COMMENT ON COLUMN wf.rollup.period IS 'The day, or the first day of the month, in the time zone of wf.rollup_cursor.';
COMMENT ON COLUMN wf.rollup.tenant_id IS 'The cell.';
COMMENT ON COLUMN wf.rollup.definition_id IS 'The version of the definition; 0: all of them together (months of persons).';
COMMENT ON COLUMN wf.rollup.key IS 'Of name and other, which may be too long for an index: the first half of a SHA-256.';
COMMENT ON COLUMN wf.rollup.name IS 'Status, node, person or department; of a variant its nodes, with U+001F between them.';
COMMENT ON COLUMN wf.rollup.other IS 'Of a flow: the node it leads to, or : and the status that ended the instance. Of origin and variant: the status. Else empty.';
COMMENT ON COLUMN wf.rollup.counts IS 'How many, and sums of durations in microseconds, by subject as core/report/sums.hpp lists them.';
COMMENT ON COLUMN wf.rollup.buckets IS 'Durations by size: bucket, count, bucket, count, ... A bucket reaches 1.01/0.99 times as far as the one before it; the first is up to a second.';

CREATE TABLE wf.rollup_life (
    as_of       timestamptz NOT NULL,
    tenant_id   bigint      NOT NULL,
    instance_id bigint      NOT NULL,
    life        bytea       NOT NULL,
    PRIMARY KEY (as_of, tenant_id, instance_id)
);
COMMENT ON TABLE wf.rollup_life IS 'What was open in an instance when its last entry was added: since when it has been where, who has which task.';
COMMENT ON COLUMN wf.rollup_life.as_of IS 'infinity: now. Else the end of a partition of the log: a recount can begin there when what was before has left.';
COMMENT ON COLUMN wf.rollup_life.tenant_id IS 'The cell.';
COMMENT ON COLUMN wf.rollup_life.instance_id IS 'The instance.';
COMMENT ON COLUMN wf.rollup_life.life IS 'As src/core/report/life.cpp writes it.';

-- Every entry of before that moment is in the sums, and none can come: of a number or the clock alone nobody could say so.
CREATE TABLE wf.rollup_cursor (
    only_row     boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
    rolled_until timestamptz NOT NULL DEFAULT '-infinity',
    begun_at     timestamptz NOT NULL DEFAULT '-infinity',
    entries      bigint      NOT NULL DEFAULT 0,
    time_zone    text        NOT NULL DEFAULT 'UTC'
);
COMMENT ON TABLE wf.rollup_cursor IS 'How far wf.maintain() has added the log to wf.rollup: one row.';
COMMENT ON COLUMN wf.rollup_cursor.only_row IS 'There is one row.';
COMMENT ON COLUMN wf.rollup_cursor.rolled_until IS 'All entries from before this moment are in wf.rollup.';
COMMENT ON COLUMN wf.rollup_cursor.begun_at IS 'Entries from before this moment are not in it: they had left the log. -infinity: there are none.';
COMMENT ON COLUMN wf.rollup_cursor.entries IS 'How many entries are in it.';
COMMENT ON COLUMN wf.rollup_cursor.time_zone IS 'Where its days begin and end: UTC.';
INSERT INTO wf.rollup_cursor DEFAULT VALUES;
