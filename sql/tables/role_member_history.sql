CREATE TABLE wf.role_member_history (
    tenant_id   bigint      NOT NULL,
    role_id     text        NOT NULL,
    person_id   text        NOT NULL,
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz,
    PRIMARY KEY (tenant_id, role_id, person_id, valid_from)
);
COMMENT ON TABLE wf.role_member_history IS 'Directory: who had which role, and when. Written by the triggers of wf.role_member.';
COMMENT ON COLUMN wf.role_member_history.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.role_member_history.role_id IS 'The role.';
COMMENT ON COLUMN wf.role_member_history.person_id IS 'The person who had it.';
COMMENT ON COLUMN wf.role_member_history.valid_from IS 'From this moment on: when the transaction that changed it began.';
COMMENT ON COLUMN wf.role_member_history.valid_until IS 'Before this moment; null: still.';

-- Which roles did this person have? The tenant comes second for the reason that person.sql gives.
CREATE INDEX role_member_history_person_idx ON wf.role_member_history (person_id, tenant_id);

SELECT wf._track('role_member', 'role_id, person_id', NULL);
