CREATE OR REPLACE VIEW wf.instance_list WITH (security_barrier) AS
-- Two arms, as wf.todo has.
SELECT x.tenant_id, x.instance_id, x.definition_key, x.definition_version, x.version, x.title, x.serial_no, x.status, x.initiator, x.data,
       x.business_table, x.business_key, x.parent_instance_id, x.started_at, x.ended_at, x.revokes_instance_id, x.revoked_by_instance_id
FROM (
    SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
           i.status, i.initiator, i.data, i.business_table, i.business_key, i.parent_instance_id, i.started_at, i.ended_at, i.revokes_instance_id,
           (SELECT min(r.instance_id) FROM wf.instance r
            WHERE r.tenant_id = i.tenant_id AND r.revokes_instance_id = i.instance_id AND r.status = 'completed') AS revoked_by_instance_id
    FROM wf.instance i
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE wf._sees_all() AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE
    UNION ALL
    SELECT i.tenant_id, i.instance_id, d.key, d.version, i.version, i.title, i.serial_no, i.status, i.initiator,
           CASE WHEN NOT d.hides_fields THEN i.data ELSE wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, i.data) END,
           i.business_table, i.business_key, i.parent_instance_id, i.started_at, i.ended_at, i.revokes_instance_id,
           (SELECT min(r.instance_id) FROM wf.instance r
            WHERE r.tenant_id = i.tenant_id AND r.revokes_instance_id = i.instance_id AND r.status = 'completed')
    FROM wf.instance i
    -- Each has one. LEFT, so that no plan looks for each instance with each definition.
    LEFT JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE NOT wf._sees_all() AND i.tenant_id = (SELECT wf.current_tenant())
      -- Who takes part, as wf._person_takes_part has it, and who administers: by whatever leads to the fewest.
      AND i.instance_id IN (
          SELECT v.instance_id FROM wf.involved v
          WHERE v.tenant_id = (SELECT wf.current_tenant()) AND v.who = ANY ((SELECT wf._my_groups() || wf.current_actor())::text[])
          UNION ALL
          SELECT s.instance_id FROM wf.instance s WHERE s.tenant_id = (SELECT wf.current_tenant()) AND s.initiator = (SELECT wf.current_actor())
          UNION ALL
          SELECT c.instance_id FROM wf.copy c WHERE c.tenant_id = (SELECT wf.current_tenant()) AND c.recipient = (SELECT wf.current_actor())
          UNION ALL
          SELECT t.instance_id FROM wf.task t
          WHERE t.tenant_id = (SELECT wf.current_tenant()) AND t.assignee IS NULL AND t.candidates @> ARRAY['everyone']
            AND 'everyone' = ANY ((SELECT wf._my_groups())::text[])
          UNION ALL
          SELECT a.instance_id FROM wf.instance a
          WHERE a.tenant_id = (SELECT wf.current_tenant()) AND a.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
      AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE) x;

COMMENT ON VIEW wf.instance_list IS 'Instances, running and ended. Superusers, wf_app, wf_admin and wf_reader see all, others those they take part in or administer.';
COMMENT ON COLUMN wf.instance_list.version IS 'Number of its log entries.';
COMMENT ON COLUMN wf.instance_list.status IS 'A code of wf.status.';
COMMENT ON COLUMN wf.instance_list.data IS 'The form as it is now, without fields that are hidden from the caller.';
COMMENT ON COLUMN wf.instance_list.revokes_instance_id IS 'The approved instance that this one is to revoke; null: none.';
COMMENT ON COLUMN wf.instance_list.revoked_by_instance_id IS 'The approved instance that has revoked this one; null: it stands.';
