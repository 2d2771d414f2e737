CREATE FUNCTION wf.draft(
    task_id bigint,
    actor text DEFAULT wf.current_actor(),
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_draft';
COMMENT ON FUNCTION wf.draft IS
'What the actor has saved for a task that they hold (wf.save_draft); null: nothing, or it is not theirs.
Example: SELECT wf.draft(1000001, actor => ''bob'');';
