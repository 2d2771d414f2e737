CREATE OR REPLACE VIEW wf.mirrors WITH (security_barrier) AS
SELECT m.tenant_id, m.directory_table, m.source::text AS source, m.mapping, m.mirrored_at, m.mirrored_by
FROM wf.mirror m;

COMMENT ON VIEW wf.mirrors IS 'The tables of the host that the directory mirrors. For wf_designer, wf_admin and wf_reader.';
