CREATE FUNCTION wf.release(
    task_id bigint,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_release';
COMMENT ON FUNCTION wf.release IS
'Gives a claimed task back: each of its candidates may act on it or claim it. For the person who claimed it, and administrators. Returns the new version of its instance.
Example: SELECT wf.release(task_id => 1000001, actor => ''carol'');';
