CREATE FUNCTION wf.remind(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_remind';
COMMENT ON FUNCTION wf.remind IS
'Reminds whoever has to act now: a row of wf.outbox for each. By anybody who takes part. Returns the new version.
Example: SELECT wf.remind(instance_id => 1, comment => ''the flight has to be booked today'', actor => ''alice'');';
