CREATE FUNCTION wf._node_name(
    tenant_id bigint,
    definition_id bigint,
    node text
) RETURNS text
-- Dearer than it is, so that it is asked for the rows of a page and not for all that are sorted.
LANGUAGE c STABLE STRICT PARALLEL UNSAFE COST 100
AS 'MODULE_PATHNAME', 'wf_node_name';
COMMENT ON FUNCTION wf._node_name IS
'Name of a node in the language of the setting wf_engine.language; its id to whoever may not know the definition.';
