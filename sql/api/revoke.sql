CREATE FUNCTION wf.revoke(
    instance_id bigint,
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_revoke';
COMMENT ON FUNCTION wf.revoke IS
'Its initiator wants to take back what was approved: starts a new instance of the same definition (or of the one that "revoke" of the definition names) about the same business row, with the same form, in which data is merged. When that has been approved, this one is revoked: its status stays completed, wf.instance_list names the other. Returns the id of the new instance.
Example: SELECT wf.revoke(instance_id => 1, comment => ''the trip is off'', actor => ''alice'');';
