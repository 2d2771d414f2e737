CREATE OR REPLACE VIEW wf.people AS
SELECT p.tenant_id, p.person_id, p.name, p.department_id, p.position_id, p.active
FROM wf.person p;

COMMENT ON VIEW wf.people IS 'Names for the ids of persons in the other views. Visible to everybody who uses the engine.';
