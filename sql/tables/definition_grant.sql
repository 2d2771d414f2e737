CREATE TABLE wf.definition_grant (
    tenant_id      bigint      NOT NULL,
    definition_key text        NOT NULL,
    grantee        text        NOT NULL,
    permission     text        NOT NULL CHECK (permission IN ('manage', 'start')),
    granted_at     timestamptz NOT NULL,
    granted_by     text        NOT NULL,
    PRIMARY KEY (tenant_id, definition_key, grantee, permission)
);
COMMENT ON TABLE wf.definition_grant IS 'Who manages a definition, and who may start it. Made with wf.grant_definition.';
COMMENT ON COLUMN wf.definition_grant.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.definition_grant.definition_key IS 'The key of the definition: all its versions, those to come too.';
COMMENT ON COLUMN wf.definition_grant.grantee IS 'person:<id>, role:<id>, department:<id> or everyone.';
COMMENT ON COLUMN wf.definition_grant.permission IS 'manage: deploys versions of it, and administers its instances. start: starts it; as soon as one is granted, others may not.';
COMMENT ON COLUMN wf.definition_grant.granted_at IS 'When it was granted.';
COMMENT ON COLUMN wf.definition_grant.granted_by IS 'The database role that granted it.';
