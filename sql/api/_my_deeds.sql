CREATE FUNCTION wf._my_deeds()
RETURNS TABLE (tenant_id bigint, instance_id bigint, task_id bigint, node text, actor text, on_behalf_of text, action text, comment text, at timestamptz)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE ROWS 100
AS 'MODULE_PATHNAME', 'wf_my_deeds';
COMMENT ON FUNCTION wf._my_deeds IS
'The entries of the log in which the person who calls acted on a task, in their own cell.';
