CREATE FUNCTION wf.state_at(
    instance_id bigint,
    at timestamptz,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_state_at';
COMMENT ON FUNCTION wf.state_at IS
'The state of an instance at a moment in the past, by replaying its log up to then; null before its start.
Example: SELECT wf.state_at(1, now() - interval ''1 day'');';
