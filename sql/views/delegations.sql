CREATE OR REPLACE VIEW wf.delegations WITH (security_barrier) AS
SELECT d.tenant_id, d.delegation_id, d.person_id, d.agent_id, d.definition_key, d.valid_from, d.valid_until,
       d.valid_from <= now() AND (d.valid_until > now() OR d.valid_until IS NULL) AS is_valid, d.created_by, d.created_at
FROM wf.delegation d
WHERE (SELECT wf._sees_all())
   OR (d.tenant_id = (SELECT wf.current_tenant()) AND (SELECT wf.current_actor()) IN (d.person_id, d.agent_id));

COMMENT ON VIEW wf.delegations IS 'Who stands in for whom. Superusers, wf_app, wf_admin and wf_reader see all, others where they are one of the two.';
COMMENT ON COLUMN wf.delegations.definition_key IS 'The process it is for; null: all.';
COMMENT ON COLUMN wf.delegations.valid_until IS 'Before this moment; null: open end.';
COMMENT ON COLUMN wf.delegations.is_valid IS 'Whether it is valid now.';
COMMENT ON COLUMN wf.delegations.created_by IS 'The person who made it; system: it was loaded.';
