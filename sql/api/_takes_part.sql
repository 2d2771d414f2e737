CREATE FUNCTION wf._takes_part(tenant_id bigint, instance_id bigint, initiator text, started_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _me text := wf.current_actor();
BEGIN
    RETURN tenant_id = wf.current_tenant() AND _me IS NOT NULL
        AND wf._person_takes_part(tenant_id, instance_id, initiator, started_at, _me);
END
$$;
COMMENT ON FUNCTION wf._takes_part IS
'Whether the caller takes part in an instance, in their own cell.';
