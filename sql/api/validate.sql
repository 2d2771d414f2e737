CREATE FUNCTION wf.validate(
    definition jsonb,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, path text, message text, hint text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_validate';
COMMENT ON FUNCTION wf.validate IS
'The findings of a definition, without storing it: severity (error, warning, unknown), code, path (JSON pointer of the offending value), message, hint. No rows: nothing to say against it.
Example: SELECT * FROM wf.validate(''{"key": "leave", "nodes": []}'');';
