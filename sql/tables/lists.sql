-- Every list comes out of an index in the order in which it is shown, whatever it is asked for, so that a page costs a page. None of these
-- columns changes in a step: an approve still updates its instance in place (HOT).
CREATE INDEX instance_started_idx ON wf.instance (started_at, tenant_id);
-- Whoever asks a view for one instance seldom names its cell.
CREATE INDEX instance_id_idx ON wf.instance (instance_id);
CREATE INDEX instance_definition_order_idx ON wf.instance (definition_id, instance_id);
CREATE INDEX copy_instance_idx ON wf.copy (recipient, tenant_id, instance_id);
-- For those who see everything (docs/explanation/decisions/0028-views-in-order.md). All rounds are above -1; but a statement that does not say so
-- cannot use the index: what belongs to one person is not looked for among what belongs to all.
CREATE INDEX task_created_idx ON wf.task (created_at) WHERE round >= 0;
CREATE INDEX copy_sent_idx ON wf.copy (sent_at) WHERE round >= 0;
CREATE INDEX log_at_idx ON wf.log (at) WHERE task_id IS NOT NULL;
CREATE INDEX task_due_idx ON wf.task (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX task_node_idx ON wf.task (node, tenant_id, instance_id);
CREATE INDEX job_node_idx ON wf.job (node, tenant_id, instance_id) WHERE instance_id IS NOT NULL;
CREATE INDEX subscription_node_idx ON wf.subscription (node, tenant_id, instance_id) WHERE instance_id IS NOT NULL;

-- Tasks that one group shares, which is nearly all that are shared, in the order of a work list, group by group; and those that several share.
CREATE INDEX task_group_idx ON wf.task ((candidates[1]), tenant_id, created_at, task_id) WHERE assignee IS NULL AND candidates[2] IS NULL;
CREATE INDEX task_groups_idx ON wf.task USING gin (candidates) WHERE assignee IS NULL AND candidates[2] IS NOT NULL;

-- An index on wf.instance.status would make the last step of each instance write all indexes anew. Most instances are running or completed,
-- and lists of these need none: they are everywhere. So only what is seldom is noted, here, when it comes about.
CREATE TABLE wf.seldom_status (
    tenant_id   bigint NOT NULL,
    status      text   NOT NULL,
    instance_id bigint NOT NULL,
    PRIMARY KEY (status, tenant_id, instance_id)
);
COMMENT ON TABLE wf.seldom_status IS 'Which instances have, or once had, another status than running and completed. Changed by the engine only.';
COMMENT ON COLUMN wf.seldom_status.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.seldom_status.status IS 'A code of wf.status.';
COMMENT ON COLUMN wf.seldom_status.instance_id IS 'The instance; what its status is now, wf.instance says.';
INSERT INTO wf.seldom_status SELECT DISTINCT l.tenant_id, l.target, l.instance_id FROM wf.log l WHERE l.target NOT IN ('running', 'completed');

-- Everybody who was ever asked, not only those who did not act: whoever takes part is found here, without the log.
INSERT INTO wf.involved (tenant_id, instance_id, who)
SELECT i.tenant_id, i.instance_id, i.initiator FROM wf.instance i
UNION SELECT l.tenant_id, l.instance_id, l.actor FROM wf.log l WHERE l.actor <> 'system'
UNION SELECT l.tenant_id, l.instance_id, l.on_behalf_of FROM wf.log l WHERE l.on_behalf_of IS NOT NULL
UNION SELECT t.tenant_id, t.instance_id, p.who FROM wf.task t CROSS JOIN unnest(ARRAY[t.assignee, t.on_behalf_of]) AS p (who) WHERE p.who IS NOT NULL
UNION SELECT t.tenant_id, t.instance_id, regexp_replace(c.who, '^person:', '') FROM wf.task t CROSS JOIN unnest(t.candidates) AS c (who) WHERE c.who <> 'everyone'
ON CONFLICT DO NOTHING;
DROP INDEX wf.involved_instance_idx;
COMMENT ON TABLE wf.involved IS 'Who takes part in an instance: who started it, who was ever asked to act, who acted and for whom. Changed by the engine only.';
