CREATE OR REPLACE VIEW wf.bindings WITH (security_barrier) AS
SELECT b.tenant_id, b.business_table, b.definition_key, b.options, b.bound_at, b.bound_by
FROM wf.binding b;

COMMENT ON VIEW wf.bindings IS 'The tables of the host whose rows are approved. For wf_designer, wf_admin and wf_reader.';
