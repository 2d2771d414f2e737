CREATE FUNCTION wf.cancel(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_cancel';
COMMENT ON FUNCTION wf.cancel IS
'The initiator or an administrator gives a running matter up; its status becomes canceled. Returns the new version.
Example: SELECT wf.cancel(instance_id => 1, comment => ''the trip is off'', actor => ''alice'');';
