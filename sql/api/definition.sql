CREATE FUNCTION wf.definition(
    definition text,
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _source jsonb;
BEGIN
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    SELECT l.source INTO _source FROM wf.definition_list l
    WHERE l.tenant_id = definition.tenant_id AND l.key = definition.definition
        AND CASE WHEN definition.version IS NULL THEN l.status = 'active' ELSE l.version = definition.version END;
    IF _source IS NULL THEN
        RAISE EXCEPTION 'there is no % "%"', CASE WHEN version IS NULL THEN 'active version of definition' ELSE format('version %s of definition', version) END,
            definition.definition
        USING ERRCODE = 'WF201', HINT = 'SELECT key, version, status FROM wf.definition_list shows which there are.';
    END IF;
    RETURN _source;
END
$$;
COMMENT ON FUNCTION wf.definition IS
'A definition as JSON, as it was deployed or as it was made from BPMN. version: default: the active one. Needs what the view wf.definition_list shows.
Example: SELECT jsonb_pretty(wf.definition(''leave'', 2));';
