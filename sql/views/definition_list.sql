CREATE OR REPLACE VIEW wf.definition_list WITH (security_barrier) AS
SELECT d.tenant_id, d.key, d.version, d.status,
       CASE jsonb_typeof(d.source -> 'name') WHEN 'string' THEN d.source ->> 'name'
       ELSE coalesce(d.source -> 'name' ->> current_setting('wf_engine.language', true), d.source -> 'name' ->> 'en', d.key) END AS name,
       d.department, d.deployed_by, d.deployed_at,
       CASE WHEN (SELECT wf._sees_all()) OR d.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[])
            THEN (SELECT count(*) FROM wf.instance i WHERE i.tenant_id = d.tenant_id AND i.definition_id = d.definition_id AND i.ended_at IS NULL)
       END AS open_instances,
       d.bpmn IS NOT NULL AS is_bpmn, d.source, d.process_id
FROM wf.definition d
WHERE ((SELECT wf._usable_definitions()) IS NULL OR d.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (d.tenant_id = (SELECT wf.current_tenant()) AND (SELECT wf._is_somebody(wf.current_tenant()))));

COMMENT ON VIEW wf.definition_list IS 'Every version of every definition. Superusers, wf_app, wf_admin and wf_reader see those of all cells, others those of their own.';
COMMENT ON COLUMN wf.definition_list.status IS 'active: new instances start on it. draft: it was never active. suspended: nobody can start it. retired: a later version took its place.';
COMMENT ON COLUMN wf.definition_list.name IS 'In the language of the setting wf_engine.language.';
COMMENT ON COLUMN wf.definition_list.deployed_by IS 'The database role that deployed it.';
COMMENT ON COLUMN wf.definition_list.open_instances IS 'Instances of this version that have not ended; null to whoever does not administer it.';
COMMENT ON COLUMN wf.definition_list.is_bpmn IS 'Whether it was deployed as BPMN: wf.export_bpmn gives that document.';
COMMENT ON COLUMN wf.definition_list.source IS 'The definition as JSON.';
COMMENT ON COLUMN wf.definition_list.process_id IS 'The id of its process in the BPMN document that it was made from.';
