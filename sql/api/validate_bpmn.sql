CREATE FUNCTION wf.validate_bpmn(
    bpmn text,
    key text DEFAULT NULL,
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS TABLE (severity text, code text, path text, message text, hint text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_validate_bpmn';
COMMENT ON FUNCTION wf.validate_bpmn IS
'The findings of a BPMN 2.0 document (XML), without storing it: severity (error, warning, unknown), code, path (the id of the element, with what of it), message, hint. No rows: nothing to say against it.
key: the process to take if the document has several; it becomes the key of the definition.
Example: SELECT * FROM wf.validate_bpmn(pg_read_file(''/path/to/leave.bpmn''));';
