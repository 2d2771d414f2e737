-- manager_id, department_id and position_id are not foreign keys: the rows mirror a host's data, arrive in any order
-- and may point at what the host has not sent. wf.load_directory() checks what it loads; a reporting line goes no
-- further than the persons there are.
CREATE TABLE wf.person (
    tenant_id     bigint  NOT NULL,
    person_id     text    NOT NULL,
    name          text    NOT NULL,
    manager_id    text,
    department_id text,
    position_id   text,
    rank          integer,
    active        boolean NOT NULL,
    db_role       text,
    attributes    jsonb   NOT NULL,
    PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT person_attributes_check CHECK (jsonb_typeof(attributes) = 'object')
);
COMMENT ON TABLE wf.person IS 'Directory: the persons who start, approve and watch.';
COMMENT ON COLUMN wf.person.tenant_id IS 'The cell (company, subsidiary, unit) the person belongs to.';
COMMENT ON COLUMN wf.person.person_id IS 'The host application''s own id.';
COMMENT ON COLUMN wf.person.name IS 'What people read.';
COMMENT ON COLUMN wf.person.manager_id IS 'The direct manager; NULL at the top.';
COMMENT ON COLUMN wf.person.department_id IS 'The department the person works in.';
COMMENT ON COLUMN wf.person.position_id IS 'The position the person holds.';
COMMENT ON COLUMN wf.person.rank IS 'Higher is more senior; NULL: the rank of the position counts.';
COMMENT ON COLUMN wf.person.active IS 'False once the person has left: never asked again, but still named in the history.';
COMMENT ON COLUMN wf.person.db_role IS 'The database role that this person is when logged in without a token.';
COMMENT ON COLUMN wf.person.attributes IS 'Whatever else the host knows; conditions read it as initiator.<name>, where that is not a column.';

-- The tenant comes second here: with it first, the planner takes one of these for a look-up by person_id in a tenant
-- that its statistics do not know yet, and reads the whole tenant for every single person.
CREATE INDEX person_manager_idx ON wf.person (manager_id, tenant_id);
CREATE INDEX person_department_idx ON wf.person (department_id, tenant_id);
CREATE INDEX person_position_idx ON wf.person (position_id, tenant_id);
-- One role is at most one person of a tenant, or "who am I" would have two answers.
CREATE UNIQUE INDEX person_db_role_idx ON wf.person (tenant_id, db_role) WHERE db_role IS NOT NULL;
