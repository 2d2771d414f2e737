-- The name is quoted nowhere although POSITION is a key word: it is one that may name a table.
CREATE TABLE wf.position (
    tenant_id   bigint NOT NULL,
    position_id text   NOT NULL,
    name        text   NOT NULL,
    rank        integer,
    PRIMARY KEY (tenant_id, position_id)
);
COMMENT ON TABLE wf.position IS 'Directory: the positions that persons hold, such as director or clerk.';
COMMENT ON COLUMN wf.position.tenant_id IS 'The cell (company, subsidiary, unit) it belongs to.';
COMMENT ON COLUMN wf.position.position_id IS 'The host application''s own id.';
COMMENT ON COLUMN wf.position.name IS 'What people read.';
COMMENT ON COLUMN wf.position.rank IS 'The rank of its holders who have none of their own; higher is more senior.';
