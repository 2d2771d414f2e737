CREATE FUNCTION wf.export_bpmn(
    definition text,
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_export_bpmn';
COMMENT ON FUNCTION wf.export_bpmn IS
'A definition as a BPMN 2.0 document (XML) with a diagram: the very document that it was deployed from, or one made from its JSON, which wf.deploy_bpmn turns into an equal definition.
version: default: the active one.
Example: SELECT wf.export_bpmn(''leave'');';
