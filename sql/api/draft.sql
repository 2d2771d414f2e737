CREATE FUNCTION wf.draft(
    task_id bigint,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_draft';
COMMENT ON FUNCTION wf.draft IS
'What the actor has saved for a task that they hold (wf.save_draft); null: nothing, or it is not theirs.
Example: SELECT wf.draft(1000001, actor => ''bob'');';
