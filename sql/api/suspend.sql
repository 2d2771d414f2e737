CREATE FUNCTION wf.suspend(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_suspend';
COMMENT ON FUNCTION wf.suspend IS
'An administrator stops a running instance for a while: nobody can act on it, no timer fires, no message is taken, until wf.resume. Its tasks stay visible. Instances that it has called go on. Returns the new version.
Example: SELECT wf.suspend(instance_id => 1, comment => ''legal has a question'', actor => ''root'');';
