CREATE OR REPLACE VIEW wf.people WITH (security_barrier) AS
SELECT p.tenant_id, p.person_id, p.name, p.department_id, p.position_id, p.active
FROM wf.person p
WHERE (SELECT wf._sees_all()) OR (p.tenant_id = (SELECT wf.current_tenant()) AND (SELECT wf._is_somebody(wf.current_tenant())));

COMMENT ON VIEW wf.people IS 'Names for the ids of persons in the other views. Superusers, wf_app, wf_admin and wf_reader see all, others those of their cell (wf.current_tenant()).';
