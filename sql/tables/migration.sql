CREATE TABLE wf.migration (
    version    integer     NOT NULL PRIMARY KEY,
    applied_at timestamptz NOT NULL,
    applied_by text        NOT NULL
);
COMMENT ON TABLE wf.migration IS 'One row for each migration of the schema that wf.setup() has applied.';
COMMENT ON COLUMN wf.migration.version IS 'Number of the migration, from 1 without gaps.';
COMMENT ON COLUMN wf.migration.applied_at IS 'When it was applied.';
COMMENT ON COLUMN wf.migration.applied_by IS 'The database role that applied it.';
