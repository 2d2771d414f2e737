CREATE TABLE wf.department_history (
    tenant_id     bigint      NOT NULL,
    department_id text        NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_until   timestamptz,
    parent_id     text,
    head_id       text,
    PRIMARY KEY (tenant_id, department_id, valid_from)
);
COMMENT ON TABLE wf.department_history IS 'Directory: who headed each department, and when. Written by the triggers of wf.department.';
COMMENT ON COLUMN wf.department_history.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.department_history.department_id IS 'The department.';
COMMENT ON COLUMN wf.department_history.valid_from IS 'From this moment on: when the transaction that changed it began.';
COMMENT ON COLUMN wf.department_history.valid_until IS 'Before this moment; null: still.';
COMMENT ON COLUMN wf.department_history.parent_id IS 'The department above it then.';
COMMENT ON COLUMN wf.department_history.head_id IS 'The person who headed it then.';

-- Which departments did this person head? The tenant comes second for the reason that person.sql gives.
CREATE INDEX department_history_head_idx ON wf.department_history (head_id, tenant_id);

SELECT wf._track('department', 'department_id', 'parent_id, head_id');
