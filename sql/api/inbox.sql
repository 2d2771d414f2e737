CREATE FUNCTION wf.inbox(person text DEFAULT wf.current_actor(), tenant_id bigint DEFAULT wf.current_tenant())
RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, node_name text, round integer,
               assignee text, candidates text[], created_at timestamptz, due_at timestamptz, claimed_at timestamptz,
               business_table text, business_key text, on_behalf_of text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _groups text[] := wf._groups(inbox.tenant_id, inbox.person);
BEGIN
    RETURN QUERY
        SELECT t.task_id, t.instance_id, t.definition_key, t.title, t.node, t.node_name, t.round, t.assignee, t.candidates,
               t.created_at, t.due_at, t.claimed_at, t.business_table, t.business_key, t.on_behalf_of
        FROM wf.todo t
        WHERE t.tenant_id = inbox.tenant_id
          AND (t.assignee = inbox.person OR (t.assignee IS NULL AND t.candidates && _groups))
        ORDER BY t.created_at, t.task_id;
END
$$;
COMMENT ON FUNCTION wf.inbox IS
'The work list of one person, oldest first: what is assigned to him and what he may do as a member of a group. The columns are those of wf.todo.
Example: SELECT * FROM wf.inbox(''bob'');';
