CREATE FUNCTION wf.resolve(
    task_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_resolve';
COMMENT ON FUNCTION wf.resolve IS
'Returns a delegated task to the person who delegated it. Call it as the adviser, with your advice as comment, or as the person who delegated the task, to take it back. Returns the new version of its instance.
Example: SELECT wf.resolve(task_id => 1000001, comment => ''it is'', actor => ''dan'');';
