CREATE OR REPLACE VIEW wf.started WITH (security_barrier) AS
-- Two arms, as wf.todo has.
SELECT x.tenant_id, x.instance_id, x.definition_key, x.definition_version, x.version, x.title, x.serial_no, x.status, x.initiator, x.data,
       x.business_table, x.business_key, x.started_at, x.ended_at
FROM (
    SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
           i.status, i.initiator, i.data, i.business_table, i.business_key, i.started_at, i.ended_at
    FROM wf.instance i
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE wf._sees_all() AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE
    UNION ALL
    SELECT i.tenant_id, i.instance_id, d.key, d.version, i.version, i.title, i.serial_no, i.status, i.initiator,
           CASE WHEN d.hides_fields THEN wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, i.data) ELSE i.data END,
           i.business_table, i.business_key, i.started_at, i.ended_at
    FROM wf.instance i
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE NOT wf._sees_all() AND i.tenant_id = (SELECT wf.current_tenant()) AND i.initiator = (SELECT wf.current_actor())
      AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE) x;

COMMENT ON VIEW wf.started IS 'Instances by the person who started them (initiator). Superusers, wf_app, wf_admin and wf_reader see all, others what they started.';
