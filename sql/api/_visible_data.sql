CREATE FUNCTION wf._visible_data(
    tenant_id bigint,
    instance_id bigint,
    definition_id bigint,
    data jsonb
) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT data - wf._hidden_fields(tenant_id, instance_id, definition_id)
$$;
COMMENT ON FUNCTION wf._visible_data IS
'What the caller may see of the data of an instance. Views ask it only if the definition hides fields (wf.definition.hides_fields).';
