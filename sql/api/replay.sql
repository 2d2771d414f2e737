CREATE FUNCTION wf.replay(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_replay';
COMMENT ON FUNCTION wf.replay IS
'The state that replaying the log of an instance gives, of the same shape as wf.state.
Example: SELECT wf.replay(1) = wf.state(1);';
