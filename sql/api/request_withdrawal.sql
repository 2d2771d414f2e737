CREATE FUNCTION wf.request_withdrawal(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_request_withdrawal';
COMMENT ON FUNCTION wf.request_withdrawal IS
'The initiator asks those who have acted to let them withdraw, where the definition says "withdraw": {"by_request": true}. They answer with wf.answer_withdrawal. Returns the new version.
Example: SELECT wf.request_withdrawal(instance_id => 1, comment => ''the trip is off'', actor => ''alice'');';
