CREATE FUNCTION wf.set_data(
    instance_id bigint,
    data jsonb,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_set_data';
COMMENT ON FUNCTION wf.set_data IS
'Changes values of the form without a decision: by holders of a task, within the field rights of its node; by the initiator while the request is with them; by an administrator. Returns the new version.
data: merged key by key; null clears. All checks are made, but that required fields are there.
Example: SELECT wf.set_data(instance_id => 1, data => ''{"days": 4}'', comment => ''as agreed'', actor => ''bob'');';
