-- The primary key finds the members of a role. Only the role is a foreign key: a membership is part of its role and
-- always arrives with it, whereas persons may arrive later from another source.
CREATE TABLE wf.role_member (
    tenant_id bigint NOT NULL,
    role_id   text   NOT NULL,
    person_id text   NOT NULL,
    PRIMARY KEY (tenant_id, role_id, person_id),
    CONSTRAINT role_member_role_fkey FOREIGN KEY (tenant_id, role_id) REFERENCES wf.role ON DELETE CASCADE
);
COMMENT ON TABLE wf.role_member IS 'Directory: who has which role.';
COMMENT ON COLUMN wf.role_member.tenant_id IS 'The cell (company, subsidiary, unit) it belongs to.';
COMMENT ON COLUMN wf.role_member.role_id IS 'The role.';
COMMENT ON COLUMN wf.role_member.person_id IS 'The person who has it.';

-- Which roles does this person have? A work list asks it. The tenant comes second for the reason that person.sql gives.
CREATE INDEX role_member_person_idx ON wf.role_member (person_id, tenant_id, role_id);
