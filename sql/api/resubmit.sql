CREATE FUNCTION wf.resubmit(
    instance_id bigint,
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    chosen jsonb DEFAULT NULL,
    resume text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_resubmit';
COMMENT ON FUNCTION wf.resubmit IS
'The initiator hands in a draft, or what was sent back to them. Returns the new version.
data: form values to change, merged key by key; null clears. resume: how it goes on: as the one who returned it said (null), or "forward" through all nodes again. chosen: approvers left to the initiator, as in wf.start.
Example: SELECT wf.resubmit(instance_id => 1, data => ''{"days": 2}'', comment => ''shorter'', actor => ''alice'');';
