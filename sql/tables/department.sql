-- Neither parent_id nor head_id is a foreign key. The rows mirror a host's data: they arrive in any order, form
-- cycles (a head belongs to the department they head), and may point at what the host has not sent.
-- wf.load_directory() checks what it loads.
CREATE TABLE wf.department (
    tenant_id     bigint NOT NULL,
    department_id text   NOT NULL,
    name          text   NOT NULL,
    parent_id     text,
    head_id       text,
    PRIMARY KEY (tenant_id, department_id)
);
COMMENT ON TABLE wf.department IS 'Directory: the departments, a tree by parent_id.';
COMMENT ON COLUMN wf.department.tenant_id IS 'The cell (company, subsidiary, unit) it belongs to.';
COMMENT ON COLUMN wf.department.department_id IS 'The host application''s own id.';
COMMENT ON COLUMN wf.department.name IS 'What people read.';
COMMENT ON COLUMN wf.department.parent_id IS 'The department above it; NULL at the top.';
COMMENT ON COLUMN wf.department.head_id IS 'The person who heads it.';

-- Which departments does this person head? The end point "department_head" of a reporting line asks it.
-- The tenant comes second for the reason that person.sql gives.
CREATE INDEX department_head_idx ON wf.department (head_id, tenant_id);
CREATE INDEX department_parent_idx ON wf.department (parent_id, tenant_id);
