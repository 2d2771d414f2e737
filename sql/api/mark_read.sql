CREATE FUNCTION wf.mark_read(
    instance_id bigint,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_mark_read';
COMMENT ON FUNCTION wf.mark_read IS
'The actor has read it: copies sent to them get their read_at; if they are asked to act, the definition may rule that the request cannot be withdrawn any more. For anybody who takes part, also after the end. Returns the new version.
Example: SELECT wf.mark_read(instance_id => 1, actor => ''hanna'');';
