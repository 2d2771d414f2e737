CREATE FUNCTION wf.data_at(
    instance_id bigint,
    seq bigint DEFAULT NULL,
    at timestamptz DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_data_at';
COMMENT ON FUNCTION wf.data_at IS
'The whole form after a log entry, or at a moment; with neither, as it is now. Null: there is no such entry, or it was before the start. Fields that are hidden from the caller are left out.
Example: SELECT wf.data_at(1, seq => 2), wf.data_at(1, at => now() - interval ''1 day'');';
