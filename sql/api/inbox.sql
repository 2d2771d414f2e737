CREATE FUNCTION wf.inbox(
    person text DEFAULT NULL,
    page_size integer DEFAULT NULL,
    after_task_id bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, node_name text, round integer,
               assignee text, candidates text[], created_at timestamptz, due_at timestamptz, claimed_at timestamptz,
               business_table text, business_key text, on_behalf_of text)
LANGUAGE c STABLE PARALLEL UNSAFE
SET plan_cache_mode = force_custom_plan  -- one person has ten tasks, another ten thousand
AS 'MODULE_PATHNAME', 'wf_inbox';
COMMENT ON FUNCTION wf.inbox IS
'The work list of one person, oldest first: what is assigned to them and what they may do as a member of a group. The columns are those of wf.todo. Only superusers, wf_app, wf_admin and wf_reader may ask for somebody else. page_size: at most so many rows; after_task_id: those that come after this task, the last one of the page before.
Example: SELECT * FROM wf.inbox(''bob'', page_size => 20);';
