-- What waits for a message or a signal: the visible side of an armed wait, or a start event of an active definition.
CREATE TABLE wf.subscription (
    tenant_id       bigint      NOT NULL,
    subscription_id bigint      NOT NULL,
    instance_id     bigint,
    definition_id   bigint      NOT NULL,
    node            text        NOT NULL,
    kind            text        NOT NULL,
    name            text        NOT NULL,
    correlation_key text,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, subscription_id)
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX subscription_instance_idx ON wf.subscription (instance_id, tenant_id) WHERE instance_id IS NOT NULL;
CREATE INDEX subscription_start_idx ON wf.subscription (definition_id, tenant_id) WHERE instance_id IS NULL;
-- The oldest one that waits for this name and key; no key is the empty one here, so that one look-up serves both.
CREATE INDEX subscription_name_idx ON wf.subscription (name, coalesce(correlation_key, ''), tenant_id, created_at, subscription_id);

COMMENT ON TABLE wf.subscription IS 'One wait for a message or a signal. Changed by the engine only.';
COMMENT ON COLUMN wf.subscription.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.subscription.subscription_id IS 'instance_id * 1,000,000 + number of its wait in the instance; of a start event -(definition_id * 1,000,000 + its number).';
COMMENT ON COLUMN wf.subscription.instance_id IS 'The instance that waits; null for a start event.';
COMMENT ON COLUMN wf.subscription.definition_id IS 'The definition version that has the node.';
COMMENT ON COLUMN wf.subscription.node IS 'The node that waits; of a boundary event that event.';
COMMENT ON COLUMN wf.subscription.kind IS 'message (taken by one) or signal (taken by all).';
COMMENT ON COLUMN wf.subscription.name IS 'Name of the message or signal.';
COMMENT ON COLUMN wf.subscription.correlation_key IS 'The message must have this key; null: none.';
COMMENT ON COLUMN wf.subscription.created_at IS 'Since when it waits.';
