CREATE FUNCTION wf.steps(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (step integer, steps integer, node text, node_name text, round integer, state text, records jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    RETURN QUERY
        WITH hidden AS MATERIALIZED (
            SELECT s.node FROM wf.instance_list i, wf.states(i.definition_key, i.definition_version, i.tenant_id) AS s
            WHERE i.tenant_id = steps.tenant_id AND i.instance_id = steps.instance_id AND s.hidden)
        SELECT p.step, p.steps, p.node, p.node_name, p.round,
               CASE WHEN bool_or(p.state = 'current') THEN 'current' WHEN bool_or(p.state = 'done') THEN 'done' ELSE 'predicted' END,
               jsonb_agg(jsonb_build_object('person', p.person_id, 'state', p.state, 'decision', p.decision, 'at', p.at,
                                            'comment', p.comment) ORDER BY p.at NULLS LAST, p.person_id COLLATE "C")
        FROM wf.progress p
        WHERE p.tenant_id = steps.tenant_id AND p.instance_id = steps.instance_id AND p.node NOT IN (SELECT h.node FROM hidden h)
        GROUP BY p.step, p.steps, p.node, p.node_name, p.round
        ORDER BY p.step;
END
$$;
COMMENT ON FUNCTION wf.steps IS
'The approvals of an instance in order, done, current and predicted, each with the records of its people: person, state, decision, at, comment. Nodes that are "hidden": true are left out; the numbers count them.
Example: SELECT step, node_name, state, records FROM wf.steps(1);';
