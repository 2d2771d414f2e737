CREATE OR REPLACE VIEW wf.instance_list AS
SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
       i.status, i.initiator, i.data, i.business_table, i.business_key, i.parent_instance_id, i.started_at, i.ended_at,
       i.revokes_instance_id,
       (SELECT min(r.instance_id) FROM wf.instance r
        WHERE r.tenant_id = i.tenant_id AND r.revokes_instance_id = i.instance_id AND r.status = 'completed') AS revoked_by_instance_id
FROM wf.instance i
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE (SELECT wf._sees_all()) OR wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at);

COMMENT ON VIEW wf.instance_list IS 'Instances, running and ended. Superusers, wf_app and wf_admin see all, others those they take part in.';
COMMENT ON COLUMN wf.instance_list.version IS 'Number of its log entries.';
COMMENT ON COLUMN wf.instance_list.status IS 'A code of wf.status.';
COMMENT ON COLUMN wf.instance_list.data IS 'The form as it is now.';
COMMENT ON COLUMN wf.instance_list.revokes_instance_id IS 'The approved instance that this one is to revoke; null: none.';
COMMENT ON COLUMN wf.instance_list.revoked_by_instance_id IS 'The approved instance that has revoked this one; null: it stands.';
