-- State machines, by version, and the columns that they are attached to. The triggers are on the host's tables, go with them, and
-- name the attachment: so a table and a column may be renamed. The names here are for people, and follow.
CREATE TABLE wf.machine (
    tenant_id   bigint      NOT NULL,
    key         text        NOT NULL,
    version     integer     NOT NULL,
    source      jsonb       NOT NULL,
    deployed_at timestamptz NOT NULL,
    deployed_by text        NOT NULL,
    PRIMARY KEY (tenant_id, key, version)
);
COMMENT ON TABLE wf.machine IS 'State machines, all versions. See wf.attach_state_machine().';
COMMENT ON COLUMN wf.machine.tenant_id IS 'The cell: its people, its functions.';
COMMENT ON COLUMN wf.machine.key IS 'What it is called, as in its source.';
COMMENT ON COLUMN wf.machine.version IS 'Counted from 1.';
COMMENT ON COLUMN wf.machine.source IS 'The machine; docs/reference/state-machines.md describes it.';
COMMENT ON COLUMN wf.machine.deployed_at IS 'When this version was attached first.';
COMMENT ON COLUMN wf.machine.deployed_by IS 'The database role that attached it first.';

CREATE TABLE wf.machine_attachment (
    attachment_id bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name    text        NOT NULL,
    column_name   text        NOT NULL,
    tenant_id     bigint      NOT NULL,
    key           text        NOT NULL,
    version       integer     NOT NULL,
    attached_at   timestamptz NOT NULL,
    attached_by   text        NOT NULL
);
CREATE INDEX machine_attachment_machine_idx ON wf.machine_attachment (tenant_id, key, version);
COMMENT ON TABLE wf.machine_attachment IS 'The columns that have a state machine. See wf.attach_state_machine().';
COMMENT ON COLUMN wf.machine_attachment.attachment_id IS 'Its number: the argument of the triggers.';
COMMENT ON COLUMN wf.machine_attachment.table_name IS 'The table of the host, with its schema, quoted where SQL needs it.';
COMMENT ON COLUMN wf.machine_attachment.column_name IS 'The column.';
COMMENT ON COLUMN wf.machine_attachment.tenant_id IS 'The cell of the machine.';
COMMENT ON COLUMN wf.machine_attachment.key IS 'The machine.';
COMMENT ON COLUMN wf.machine_attachment.version IS 'Which version of it.';
COMMENT ON COLUMN wf.machine_attachment.attached_at IS 'When wf.attach_state_machine() was called last.';
COMMENT ON COLUMN wf.machine_attachment.attached_by IS 'The database role that called it.';
