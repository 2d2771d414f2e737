CREATE FUNCTION wf.diagram(
    definition text DEFAULT NULL,
    instance_id bigint DEFAULT NULL,
    format text DEFAULT 'text',
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_diagram';
COMMENT ON FUNCTION wf.diagram IS
'Draws a definition (by key, its active version) or an instance, with done and current nodes marked. format: text.
Example: SELECT wf.diagram(instance_id => 1);';
