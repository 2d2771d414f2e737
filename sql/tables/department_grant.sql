CREATE TABLE wf.department_grant (
    tenant_id     bigint      NOT NULL,
    department_id text        NOT NULL,
    grantee       text        NOT NULL,
    granted_at    timestamptz NOT NULL,
    granted_by    text        NOT NULL,
    PRIMARY KEY (tenant_id, department_id, grantee)
);
COMMENT ON TABLE wf.department_grant IS 'Who manages the definitions of a department. Made with wf.grant_department.';
COMMENT ON COLUMN wf.department_grant.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.department_grant.department_id IS 'The department that the definitions name.';
COMMENT ON COLUMN wf.department_grant.grantee IS 'person:<id>, role:<id>, department:<id> or everyone.';
COMMENT ON COLUMN wf.department_grant.granted_at IS 'When it was granted.';
COMMENT ON COLUMN wf.department_grant.granted_by IS 'The database role that granted it.';
