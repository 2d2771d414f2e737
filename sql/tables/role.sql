CREATE TABLE wf.role (
    tenant_id bigint NOT NULL,
    role_id   text   NOT NULL,
    name      text   NOT NULL,
    PRIMARY KEY (tenant_id, role_id)
);
COMMENT ON TABLE wf.role IS 'Directory: the roles that persons have in approvals; the members of "admin" administer the engine.';
COMMENT ON COLUMN wf.role.tenant_id IS 'The cell (company, subsidiary, unit) it belongs to.';
COMMENT ON COLUMN wf.role.role_id IS 'The host application''s own id.';
COMMENT ON COLUMN wf.role.name IS 'What people read.';
