CREATE FUNCTION wf.todo_at(
    person text,
    at timestamptz,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, node_name text, round integer,
               assignee text, candidates text[], created_at timestamptz, due_at timestamptz, claimed_at timestamptz,
               business_table text, business_key text, on_behalf_of text, excluded_owners text[], remaining interval)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_todo_at';
COMMENT ON FUNCTION wf.todo_at IS
'What a person had to do at a moment, oldest first: the rows that wf.todo showed them then, by the log and the history of the directory. person null: the caller. Only superusers, wf_app, wf_admin and wf_reader may ask for somebody else. Instances whose entries of then have left the log are named in a warning.
Example: SELECT task_id, title, node FROM wf.todo_at(''bob'', now() - interval ''1 day'');';
