CREATE OR REPLACE VIEW wf.done WITH (security_barrier) AS
SELECT l.tenant_id, l.task_id, l.instance_id, d.key AS definition_key, i.title, l.node,
       wf._node_name(l.tenant_id, i.definition_id, l.node) AS node_name,
       l.actor, l.on_behalf_of, l.action, l.comment, l.at, i.status, i.business_table, i.business_key
FROM wf.log l
JOIN wf.instance i USING (tenant_id, instance_id)
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE l.task_id IS NOT NULL
  AND ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all()) OR (l.tenant_id = (SELECT wf.current_tenant()) AND l.actor = (SELECT wf.current_actor())));

COMMENT ON VIEW wf.done IS 'Tasks that have been acted on, by actor. Superusers, wf_app, wf_admin and wf_reader see all, others what they did themselves.';
COMMENT ON COLUMN wf.done.action IS 'What was done with it: approve, reject, ...';
COMMENT ON COLUMN wf.done.at IS 'When it was done.';
COMMENT ON COLUMN wf.done.status IS 'Status of the instance now.';
