CREATE FUNCTION wf.refresh_approvers(
    instance_id bigint,
    node text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_refresh_approvers';
COMMENT ON FUNCTION wf.refresh_approvers IS
'Asks the approver rules of an approval that is waiting once more, after the directory has changed: new approvers get a seat, those who are none any more lose one that they have not used, also if it was transferred to them or came from a leaver; votes that were cast stay. For administrators. Returns the new version.
Example: SELECT wf.refresh_approvers(instance_id => 1, node => ''board'', actor => ''root'');';
