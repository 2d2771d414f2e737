-- What is to be said to people outside the database. A command only writes the row, in its own transaction; delivering it
-- is the work of a program that reads committed rows. Rows can go once they are delivered: the log tells what happened.
CREATE TABLE wf.outbox (
    tenant_id       bigint      NOT NULL,
    outbox_id       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    recipient       text        NOT NULL,
    kind            text        NOT NULL,
    channel         text,
    payload         jsonb       NOT NULL,
    idempotency_key text        NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, outbox_id),
    CONSTRAINT outbox_idempotency_key UNIQUE (tenant_id, idempotency_key)
);
COMMENT ON TABLE wf.outbox IS 'One notification to deliver. Written by the engine only; read by wf_app, wf_admin and wf_reader.';
COMMENT ON COLUMN wf.outbox.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.outbox.outbox_id IS 'Its id.';
COMMENT ON COLUMN wf.outbox.recipient IS 'The person to notify.';
COMMENT ON COLUMN wf.outbox.kind IS 'What for: remind (the recipient has to act on an open task); as wf_engine.notify asks for: todo (a new task), copy, rejected, end.';
COMMENT ON COLUMN wf.outbox.channel IS 'How to deliver it; null: as whoever delivers it thinks fit.';
COMMENT ON COLUMN wf.outbox.payload IS 'What it is about: instance_id, title, node; a reminder: round; others: status, task_id, and subject and content by wf.set_notification_template.';
COMMENT ON COLUMN wf.outbox.idempotency_key IS 'The same notification has the same key: kind/instance/entry/token or task/recipient.';
COMMENT ON COLUMN wf.outbox.created_at IS 'Time of the log entry that it comes from.';
