CREATE FUNCTION wf._takes_part(tenant_id bigint, instance_id bigint, initiator text, started_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _me text := wf.current_actor();
BEGIN
    RETURN tenant_id = wf.current_tenant() AND _me IS NOT NULL AND (
        initiator = _me
        OR EXISTS (SELECT FROM wf.task t
                   WHERE t.tenant_id = _takes_part.tenant_id AND t.instance_id = _takes_part.instance_id
                     AND (t.assignee = _me OR t.on_behalf_of = _me OR (t.assignee IS NULL AND t.candidates && wf._groups(t.tenant_id, _me))))
        OR EXISTS (SELECT FROM wf.log l
                   WHERE l.tenant_id = _takes_part.tenant_id AND l.instance_id = _takes_part.instance_id
                     AND l.at >= _takes_part.started_at AND (l.actor = _me OR l.on_behalf_of = _me))
        OR EXISTS (SELECT FROM wf.copy c
                   WHERE c.tenant_id = _takes_part.tenant_id AND c.instance_id = _takes_part.instance_id AND c.recipient = _me));
END
$$;
COMMENT ON FUNCTION wf._takes_part IS
'Whether the caller takes part in an instance: he started it, has to act on it, has acted on it, somebody acts or has acted for him, or he has got a copy; in his own cell.';
