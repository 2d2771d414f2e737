CREATE FUNCTION wf._node_name(
    tenant_id bigint,
    definition_id bigint,
    node text
) RETURNS text
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_node_name';
COMMENT ON FUNCTION wf._node_name IS
'Name of a node in the language of the setting wf_engine.language; its id to whoever may not know the definition.';
