CREATE TABLE wf.notification_template (
    tenant_id      bigint NOT NULL,
    kind           text   NOT NULL CHECK (kind IN ('todo', 'copy', 'rejected', 'end')),
    definition_key text   NOT NULL,
    subject        text   NOT NULL,
    content        text   NOT NULL,
    PRIMARY KEY (tenant_id, kind, definition_key)
);
COMMENT ON TABLE wf.notification_template IS 'Text of notifications, written by wf.set_notification_template.';
COMMENT ON COLUMN wf.notification_template.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.notification_template.kind IS 'Of notification: a kind of wf.outbox.';
COMMENT ON COLUMN wf.notification_template.definition_key IS 'The definition, of whatever version; empty: all that have none of their own.';
COMMENT ON COLUMN wf.notification_template.subject IS 'Its subject, with {placeholders}.';
COMMENT ON COLUMN wf.notification_template.content IS 'Its content, with {placeholders}.';
