-- One person, several posts: the main one is in wf.person, where the reporting line starts; here are the others. The
-- surrogate in the key is there because department and position may be null.
CREATE TABLE wf.post (
    tenant_id     bigint NOT NULL,
    person_id     text   NOT NULL,
    post_id       bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    department_id text,
    position_id   text,
    PRIMARY KEY (tenant_id, person_id, post_id),
    UNIQUE NULLS NOT DISTINCT (tenant_id, person_id, department_id, position_id),
    CONSTRAINT post_check CHECK (department_id IS NOT NULL OR position_id IS NOT NULL)
);
COMMENT ON TABLE wf.post IS 'Directory: the posts that a person has beside the one in wf.person.';
COMMENT ON COLUMN wf.post.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.post.person_id IS 'The person who has it.';
COMMENT ON COLUMN wf.post.post_id IS 'Its number.';
COMMENT ON COLUMN wf.post.department_id IS 'The department they belong to by it, too.';
COMMENT ON COLUMN wf.post.position_id IS 'The position they hold by it: in this department, if it names one.';

-- The tenant comes second for the reason that person.sql gives.
CREATE INDEX post_department_idx ON wf.post (department_id, tenant_id) WHERE department_id IS NOT NULL;
CREATE INDEX post_position_idx ON wf.post (position_id, tenant_id) WHERE position_id IS NOT NULL;
