CREATE FUNCTION wf._target_node(
    events bytea
) RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_target_node';
COMMENT ON FUNCTION wf._target_node IS
'The node that a log entry leads to. Null: none, or several.';
