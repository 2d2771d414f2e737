CREATE FUNCTION wf.suspend_definition(
    definition text,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_suspend_definition';
COMMENT ON FUNCTION wf.suspend_definition IS
'Nobody can start instances of a definition any more, and its start events wait for nothing, until wf.resume_definition or a new version is deployed; instances that run go on. Returns the version that was active. For wf_designer, wf_admin and managers of the definition.
Example: SELECT wf.suspend_definition(''leave'');';
