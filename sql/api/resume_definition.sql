CREATE FUNCTION wf.resume_definition(
    definition text,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_resume_definition';
COMMENT ON FUNCTION wf.resume_definition IS
'The version that wf.suspend_definition suspended is the active one again; returns it. For wf_designer, wf_admin and managers of the definition.
Example: SELECT wf.resume_definition(''leave'');';
