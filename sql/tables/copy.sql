CREATE TABLE wf.copy (
    tenant_id   bigint      NOT NULL,
    instance_id bigint      NOT NULL,
    recipient   text        NOT NULL,
    node        text        NOT NULL,
    round       integer     NOT NULL,
    sent_by     text        NOT NULL,
    sent_at     timestamptz NOT NULL,
    read_at     timestamptz,
    PRIMARY KEY (tenant_id, instance_id, recipient, node, round)
);
CREATE INDEX copy_recipient_idx ON wf.copy (recipient, tenant_id, sent_at);

COMMENT ON TABLE wf.copy IS 'One copy (cc, 抄送) for one person. Read it through wf.cc.';
COMMENT ON COLUMN wf.copy.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.copy.instance_id IS 'The instance it is about.';
COMMENT ON COLUMN wf.copy.recipient IS 'Who got it.';
COMMENT ON COLUMN wf.copy.node IS 'The copy node that sent it; empty: sent by hand.';
COMMENT ON COLUMN wf.copy.round IS 'Round of the node; sent by hand: the version that did it.';
COMMENT ON COLUMN wf.copy.sent_by IS 'Who sent it; for a copy node the actor of the command that reached it.';
COMMENT ON COLUMN wf.copy.sent_at IS 'When it was sent.';
COMMENT ON COLUMN wf.copy.read_at IS 'When the recipient read it.';
