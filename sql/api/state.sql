CREATE FUNCTION wf.state(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_state';
COMMENT ON FUNCTION wf.state IS
'The state of an instance as its snapshot has it.
Example: SELECT wf.state(1);';
