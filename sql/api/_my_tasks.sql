CREATE FUNCTION wf._my_tasks()
RETURNS TABLE (tenant_id bigint, task_id bigint, instance_id bigint, definition_id bigint, definition_key text, title text, node text, round integer,
               assignee text, candidates text[], created_at timestamptz, due_at timestamptz, claimed_at timestamptz,
               business_table text, business_key text, on_behalf_of text, excluded_owners text[], remaining interval)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE ROWS 20
AS 'MODULE_PATHNAME', 'wf_my_tasks';
COMMENT ON FUNCTION wf._my_tasks IS
'The rows of wf.todo for a person who calls: what they may act on, and what belongs to definitions that they administer.';
