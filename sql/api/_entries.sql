CREATE FUNCTION wf._entries(
    tenant_id bigint,
    instance_id bigint
) RETURNS TABLE (seq bigint, at timestamptz, action text, actor text, on_behalf_of text, node text, task_id bigint, comment text,
                 source text, target text, context jsonb, receivers text[], target_node text, as_of timestamptz)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE ROWS 10
AS 'MODULE_PATHNAME', 'wf_entries';
COMMENT ON FUNCTION wf._entries IS
'The rows of wf.history for one instance, except the form, out of the months that it has lived in. No rows to whoever may not see the instance.';
