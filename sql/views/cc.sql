CREATE OR REPLACE VIEW wf.cc WITH (security_barrier) AS
-- Two arms, as wf.todo has.
SELECT x.tenant_id, x.instance_id, x.recipient, x.definition_key, x.title, x.node, x.sent_by, x.sent_at, x.read_at, x.status,
       x.business_table, x.business_key
FROM (
    SELECT c.tenant_id, c.instance_id, c.recipient, d.key AS definition_key, i.title, nullif(c.node, '') AS node,
           c.sent_by, c.sent_at, c.read_at, i.status, i.business_table, i.business_key
    FROM wf.copy c
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE wf._sees_all() AND c.round >= 0 AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE
    UNION ALL
    SELECT c.tenant_id, c.instance_id, c.recipient, d.key, i.title, nullif(c.node, ''), c.sent_by, c.sent_at, c.read_at, i.status, i.business_table,
           i.business_key
    FROM wf.copy c
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE NOT wf._sees_all() AND c.tenant_id = (SELECT wf.current_tenant()) AND c.recipient = (SELECT wf.current_actor())
      AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE) x;

COMMENT ON VIEW wf.cc IS 'Copies that people got. Superusers, wf_app, wf_admin and wf_reader see all, others their own.';
COMMENT ON COLUMN wf.cc.node IS 'The copy node that sent it; null: sent by hand.';
