CREATE FUNCTION wf.withdraw(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_withdraw';
COMMENT ON FUNCTION wf.withdraw IS
'The initiator takes a request back before anybody has approved or rejected; its status becomes withdrawn. Returns the new version.
Example: SELECT wf.withdraw(instance_id => 1, comment => ''wrong dates'', actor => ''alice'');';
