CREATE FUNCTION wf.terminate(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_terminate';
COMMENT ON FUNCTION wf.terminate IS
'An administrator stops a running instance; its status becomes terminated. Returns the new version.
Example: SELECT wf.terminate(instance_id => 1, comment => ''duplicate'', actor => ''root'');';
