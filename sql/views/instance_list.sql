CREATE OR REPLACE VIEW wf.instance_list WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
       i.status, i.initiator,
       CASE WHEN d.hides_fields AND NOT (SELECT wf._sees_all())
            THEN wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, i.data) ELSE i.data END AS data,
       i.business_table, i.business_key, i.parent_instance_id, i.started_at, i.ended_at, i.revokes_instance_id,
       (SELECT min(r.instance_id) FROM wf.instance r
        WHERE r.tenant_id = i.tenant_id AND r.revokes_instance_id = i.instance_id AND r.status = 'completed') AS revoked_by_instance_id
FROM wf.instance i
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (i.tenant_id = (SELECT wf.current_tenant()) AND i.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
       OR wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at));

COMMENT ON VIEW wf.instance_list IS 'Instances, running and ended. Superusers, wf_app, wf_admin and wf_reader see all, others those they take part in or administer.';
COMMENT ON COLUMN wf.instance_list.version IS 'Number of its log entries.';
COMMENT ON COLUMN wf.instance_list.status IS 'A code of wf.status.';
COMMENT ON COLUMN wf.instance_list.data IS 'The form as it is now, without fields that are hidden from the caller.';
COMMENT ON COLUMN wf.instance_list.revokes_instance_id IS 'The approved instance that this one is to revoke; null: none.';
COMMENT ON COLUMN wf.instance_list.revoked_by_instance_id IS 'The approved instance that has revoked this one; null: it stands.';
