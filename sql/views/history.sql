CREATE OR REPLACE VIEW wf.history WITH (security_barrier) AS
SELECT l.tenant_id, l.instance_id, l.seq, l.at, l.action, l.actor, l.on_behalf_of, l.node, l.task_id, l.comment,
       CASE WHEN d.hides_fields AND NOT (SELECT wf._sees_all())
            THEN wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, f.data) ELSE f.data END AS data,
       wf._node_name(l.tenant_id, i.definition_id, l.node) AS node_name, l.source, l.target, l.context
FROM wf.instance i
JOIN wf.definition d USING (tenant_id, definition_id)
JOIN wf.log l ON l.tenant_id = i.tenant_id AND l.instance_id = i.instance_id AND l.at >= i.started_at
CROSS JOIN LATERAL (
    SELECT (SELECT wf._form_of(e.events)
            FROM wf.log e
            WHERE e.tenant_id = l.tenant_id AND e.instance_id = l.instance_id AND e.at BETWEEN i.started_at AND l.at
              AND e.seq <= l.seq
              AND e.events @? '$[*] ? (@.type == "InstanceStarted" || @.type == "DataChanged" || @.type == "StateRestored")'
            ORDER BY e.seq DESC LIMIT 1) AS data) f
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (i.tenant_id = (SELECT wf.current_tenant()) AND i.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
       OR wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at));

COMMENT ON VIEW wf.history IS 'What happened, one row for each accepted command, by seq. Visible to those who may see the instance.';
COMMENT ON COLUMN wf.history.data IS 'The form after this entry, without fields that are hidden from the caller.';
COMMENT ON COLUMN wf.history.source IS 'Status of the instance before.';
COMMENT ON COLUMN wf.history.target IS 'Status of the instance after.';
