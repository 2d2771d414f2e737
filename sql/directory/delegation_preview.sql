CREATE FUNCTION wf._delegation_preview(person text, agent text, valid_from timestamptz, valid_until timestamptz, definition text,
    tenant_id bigint)
RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, conflict text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    _tenant constant bigint := tenant_id;
    _from constant timestamptz := greatest(valid_from, now());  -- as it will be when the tasks move
    _person constant text := person;
    _agent constant text := agent;
    _is_there constant boolean := EXISTS (
        SELECT FROM wf.person p WHERE p.tenant_id = _tenant AND p.person_id = _agent AND p.active);
BEGIN
    IF _person = _agent OR valid_until <= valid_from THEN
        RAISE EXCEPTION 'there is no such delegation' USING
            ERRCODE = 'WF604', HINT = 'The agent is another person, and valid_until is later than valid_from.';
    END IF;
    RETURN QUERY
    SELECT t.task_id, t.instance_id, d.key, i.title, t.node, CASE
        WHEN NOT _is_there THEN format('"%s" does not exist or is not active', _agent)
        WHEN valid_until <= now() THEN 'the delegation is over already'
        WHEN _person = ANY (chain.people) THEN format('"%s" has delegated to "%s": a cycle', _agent, chain.people[2])
        WHEN i.initiator = _agent THEN format('"%s" is the initiator, and would act on their own request', _agent)
        WHEN EXISTS (SELECT FROM wf.task o
                     WHERE o.tenant_id = _tenant AND o.instance_id = t.instance_id AND o.node = t.node AND o.assignee = _agent)
        THEN format('"%s" has a task of this node already', _agent)
        -- Tasks of one round are made together, so what they did since is of this round.
        WHEN EXISTS (SELECT FROM wf.log l
                     WHERE l.tenant_id = _tenant AND l.instance_id = t.instance_id AND l.at >= t.created_at AND l.node = t.node
                         AND l.actor = _agent AND l.task_id IS NOT NULL)
        THEN format('"%s" has acted on a task of this node already', _agent)
        END
    FROM wf.task t
    JOIN wf.instance i ON i.tenant_id = t.tenant_id AND i.instance_id = t.instance_id
    JOIN wf.definition d ON d.tenant_id = i.tenant_id AND d.definition_id = i.definition_id
    CROSS JOIN LATERAL wf._agent_chain(_tenant, _agent, d.key, _from) AS chain (people)
    WHERE t.tenant_id = _tenant AND t.assignee = _person AND (definition IS NULL OR d.key = definition)
    ORDER BY t.created_at, t.task_id;
END
$$;
COMMENT ON FUNCTION wf._delegation_preview(text, text, timestamptz, timestamptz, text, bigint) IS
    'What wf.delegation_preview() gives once it is known who asks.';
REVOKE ALL ON FUNCTION wf._delegation_preview(text, text, timestamptz, timestamptz, text, bigint) FROM PUBLIC;
