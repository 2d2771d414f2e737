CREATE FUNCTION wf.claim(
    task_id bigint,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_claim';
COMMENT ON FUNCTION wf.claim IS
'Takes a task of a group: from then on it is the actor''s alone, until they act or release it. Returns the new version of its instance.
Example: SELECT wf.claim(task_id => 1000001, actor => ''carol'');';
