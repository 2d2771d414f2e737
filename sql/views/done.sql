CREATE OR REPLACE VIEW wf.done WITH (security_barrier) AS
-- Two arms, as wf.todo has.
SELECT x.tenant_id, x.task_id, x.instance_id, x.definition_key, x.title, x.node, x.node_name, x.actor, x.on_behalf_of, x.action,
       x.comment, x.at, x.status, x.business_table, x.business_key
FROM (
    SELECT l.tenant_id, l.task_id, l.instance_id, d.key AS definition_key, i.title, l.node,
           wf._node_name(l.tenant_id, i.definition_id, l.node) AS node_name,
           l.actor, l.on_behalf_of, l.action, l.comment, l.at, i.status, i.business_table, i.business_key
    FROM wf.log l
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE wf._sees_all() AND l.task_id IS NOT NULL AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE
    UNION ALL
    -- Not "IS NOT NULL": for one person's entries the planner is not to take the index of all (tables/lists.sql).
    SELECT l.tenant_id, l.task_id, l.instance_id, d.key, i.title, l.node, wf._node_name(l.tenant_id, i.definition_id, l.node),
           l.actor, l.on_behalf_of, l.action, l.comment, l.at, i.status, i.business_table, i.business_key
    FROM wf.log l
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE NOT wf._sees_all() AND l.tenant_id = (SELECT wf.current_tenant()) AND l.actor = (SELECT wf.current_actor())
      AND coalesce(l.task_id, 0) <> 0 AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE) x;

COMMENT ON VIEW wf.done IS 'Tasks that have been acted on, by actor. Superusers, wf_app, wf_admin and wf_reader see all, others what they did themselves.';
COMMENT ON COLUMN wf.done.action IS 'What was done with it: approve, reject, ...';
COMMENT ON COLUMN wf.done.at IS 'When it was done.';
COMMENT ON COLUMN wf.done.status IS 'Status of the instance now.';
