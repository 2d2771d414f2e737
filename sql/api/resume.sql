CREATE FUNCTION wf.resume(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_resume';
COMMENT ON FUNCTION wf.resume IS
'An administrator lets a suspended instance go on. Its timers have as much time left as when it was suspended. Returns the new version.
Example: SELECT wf.resume(instance_id => 1, actor => ''root'');';
