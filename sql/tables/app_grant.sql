-- As long as nobody is limited this table stays without a block, and the engine need not ask it.
CREATE TABLE wf.app_grant (
    tenant_id      bigint      NOT NULL,
    db_role        text        NOT NULL,
    definition_key text        NOT NULL,
    granted_at     timestamptz NOT NULL,
    granted_by     text        NOT NULL,
    PRIMARY KEY (tenant_id, db_role, definition_key)
);
COMMENT ON TABLE wf.app_grant IS 'The definitions that a limited database role may use; a role without a row is not limited. Made with wf.grant_app.';
COMMENT ON COLUMN wf.app_grant.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.app_grant.db_role IS 'The database role of a calling application.';
COMMENT ON COLUMN wf.app_grant.definition_key IS 'A definition that it may list, see and start.';
COMMENT ON COLUMN wf.app_grant.granted_at IS 'When it was granted.';
COMMENT ON COLUMN wf.app_grant.granted_by IS 'The database role that granted it.';
