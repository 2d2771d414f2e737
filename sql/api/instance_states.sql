CREATE FUNCTION wf.instance_states(
    instance_ids bigint[],
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (instance_id bigint, status text, status_label text, nodes text[], node_names text[], ended_at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT l.instance_id, l.status, l.status_label, l.nodes, l.node_names, l.ended_at
        FROM wf.list('all', jsonb_build_object('instance_ids', instance_ids), greatest(cardinality(instance_ids), 1),
                     actor => instance_states.actor, tenant_id => instance_states.tenant_id) AS l
        ORDER BY array_position(instance_ids, l.instance_id);
END
$$;
COMMENT ON FUNCTION wf.instance_states IS
'Where many instances stand, in the order asked; those that the person may not see are left out.
Example: SELECT instance_id, node_names FROM wf.instance_states(ARRAY[3, 1, 2], actor => ''alice'');';
