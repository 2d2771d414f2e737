CREATE FUNCTION wf.save_draft(
    task_id bigint,
    data jsonb,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_save_draft';
COMMENT ON FUNCTION wf.save_draft IS
'Keeps what the holder of a task has filled in so far, instead of what they saved before; the form stays as it is, and nothing is checked. Only the holder can read it, with wf.draft; it is gone when they have acted. Returns the new version of the instance.
Example: SELECT wf.save_draft(task_id => 1000001, data => ''{"reason": "to be"}'', actor => ''bob'');';
