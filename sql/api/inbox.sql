CREATE FUNCTION wf.inbox(
    person text DEFAULT wf.current_actor(),
    tenant_id bigint DEFAULT wf.current_tenant(),
    page_size integer DEFAULT NULL,
    after_task_id bigint DEFAULT NULL)
RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, node_name text, round integer,
               assignee text, candidates text[], created_at timestamptz, due_at timestamptz, claimed_at timestamptz,
               business_table text, business_key text, on_behalf_of text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan  -- one person has ten tasks, another ten thousand
AS $$
DECLARE
    _groups text[] := wf._groups(inbox.tenant_id, inbox.person);
    _after timestamptz := '-infinity';
BEGIN
    IF page_size < 1 THEN
        RAISE EXCEPTION 'page_size must be at least 1, not %', page_size USING ERRCODE = 'WF504';
    END IF;
    IF after_task_id IS NOT NULL THEN
        SELECT t.created_at INTO _after FROM wf.todo t WHERE t.tenant_id = inbox.tenant_id AND t.task_id = after_task_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'task % is not open', after_task_id USING
                ERRCODE = 'WF401',
                HINT = 'Begin at the first page again: the work list has changed.';
        END IF;
    END IF;
    -- Each part comes out of its own index in order, so that a page of a long list costs no more than a page.
    RETURN QUERY
        SELECT p.* FROM (
            (SELECT t.task_id, t.instance_id, t.definition_key, t.title, t.node, t.node_name, t.round, t.assignee, t.candidates,
                    t.created_at, t.due_at, t.claimed_at, t.business_table, t.business_key, t.on_behalf_of
             FROM wf.todo t
             WHERE t.tenant_id = inbox.tenant_id AND t.assignee = inbox.person
               AND t.created_at >= _after AND (t.created_at, t.task_id) > (_after, coalesce(after_task_id, 0))
             ORDER BY t.created_at, t.task_id LIMIT page_size)
            UNION ALL
            (SELECT t.task_id, t.instance_id, t.definition_key, t.title, t.node, t.node_name, t.round, t.assignee, t.candidates,
                    t.created_at, t.due_at, t.claimed_at, t.business_table, t.business_key, t.on_behalf_of
             FROM wf.todo t
             WHERE t.tenant_id = inbox.tenant_id AND t.assignee IS NULL AND t.candidates && _groups
               AND (t.created_at, t.task_id) > (_after, coalesce(after_task_id, 0))
             ORDER BY t.created_at, t.task_id LIMIT page_size)) AS p
        ORDER BY p.created_at, p.task_id LIMIT page_size;
END
$$;
COMMENT ON FUNCTION wf.inbox IS
'The work list of one person, oldest first: what is assigned to him and what he may do as a member of a group. The columns are those of wf.todo. page_size: at most so many rows; after_task_id: those that come after this task, the last one of the page before.
Example: SELECT * FROM wf.inbox(''bob'', page_size => 20);';
