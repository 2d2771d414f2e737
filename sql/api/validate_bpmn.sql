CREATE FUNCTION wf.validate_bpmn(
    bpmn text,
    key text DEFAULT NULL,
    process text DEFAULT NULL,
    all_processes boolean DEFAULT false,
    forms jsonb DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, path text, message text, hint text, element text, line integer)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_validate_bpmn';
COMMENT ON FUNCTION wf.validate_bpmn IS
'The findings of a BPMN 2.0 document (XML), without storing it: severity (error, warning, unknown, info), code, path (the id of the element, with what of it), message, hint, element (what it is and its name), line in the document. The last row of each process is an info: what it will ask people, workers and nobody to do.
key, process, all_processes, forms: as with wf.deploy_bpmn.
Example: SELECT * FROM wf.validate_bpmn(pg_read_file(''/path/to/leave.bpmn''));';
