CREATE FUNCTION wf.states(
    definition text,
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (node text, name text, type text, parent text, hidden boolean, tag jsonb, fields jsonb, buttons jsonb)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_states';
COMMENT ON FUNCTION wf.states IS
'The nodes of a definition (its active version if none is named), in the order in which they are written: name and labels in the language of wf_engine.language, the subprocess a node lies in, whether it is hidden from wf.steps, its tag, what its handler may do with the fields that it lists, and how its actions are called.
Example: SELECT node, name FROM wf.states(''leave'') WHERE type = ''approval'';';
