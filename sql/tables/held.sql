-- What nobody can go on with stands in the snapshots only; it is seldom, so it is noted when it comes about.
CREATE TABLE wf.held (
    tenant_id   bigint      NOT NULL,
    instance_id bigint      NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, instance_id)
);
COMMENT ON TABLE wf.held IS 'Instances with a node that nobody can go on with: on_no_approver or on_leave held it, or a service has no tries left. Changed by the engine only.';
COMMENT ON COLUMN wf.held.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.held.instance_id IS 'The instance; wf.state(instance_id) says which node and why.';
COMMENT ON COLUMN wf.held.since IS 'Since when.';
INSERT INTO wf.held (tenant_id, instance_id, since)
SELECT l.tenant_id, l.instance_id, max(l.at) FROM wf.log l JOIN wf.instance i USING (tenant_id, instance_id)
WHERE i.ended_at IS NULL AND wf.events(l.events) @> '[{"type": "NodeHeld"}]'
  AND NOT EXISTS (SELECT FROM wf.task t WHERE t.tenant_id = i.tenant_id AND t.instance_id = i.instance_id)
GROUP BY 1, 2;
