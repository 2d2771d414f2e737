-- Who was whose manager on that day? A row for each time that something which decides about approvals changed.
CREATE TABLE wf.person_history (
    tenant_id     bigint      NOT NULL,
    person_id     text        NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_until   timestamptz,
    manager_id    text,
    department_id text,
    position_id   text,
    rank          integer,
    active        boolean     NOT NULL,
    PRIMARY KEY (tenant_id, person_id, valid_from)
);
COMMENT ON TABLE wf.person_history IS 'Directory: what each person was, and when. Written by the triggers of wf.person.';
COMMENT ON COLUMN wf.person_history.tenant_id IS 'The cell the person belongs to.';
COMMENT ON COLUMN wf.person_history.person_id IS 'The person.';
COMMENT ON COLUMN wf.person_history.valid_from IS 'From this moment on: when the transaction that changed it began.';
COMMENT ON COLUMN wf.person_history.valid_until IS 'Before this moment; null: still.';
COMMENT ON COLUMN wf.person_history.manager_id IS 'The direct manager then.';
COMMENT ON COLUMN wf.person_history.department_id IS 'The department then.';
COMMENT ON COLUMN wf.person_history.position_id IS 'The position then.';
COMMENT ON COLUMN wf.person_history.rank IS 'Their own rank then.';
COMMENT ON COLUMN wf.person_history.active IS 'Whether they were there.';

SELECT wf._track('person', 'person_id', 'manager_id, department_id, position_id, rank, active');
