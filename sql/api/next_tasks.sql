CREATE FUNCTION wf.next_tasks(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, node text, node_name text, round integer, assignee text, candidates text[], created_at timestamptz,
                 due_at timestamptz, claimed_at timestamptz, on_behalf_of text)
LANGUAGE c STABLE PARALLEL UNSAFE ROWS 2
AS 'MODULE_PATHNAME', 'wf_next_tasks';
COMMENT ON FUNCTION wf.next_tasks IS
'What an instance waits for after a verb: its open tasks, oldest first, with the columns of wf.todo. For whoever may see the instance, whoever has to act.
Example: SELECT task_id, assignee FROM wf.next_tasks(1);';
