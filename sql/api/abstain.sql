CREATE FUNCTION wf.abstain(
    task_id bigint,
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_abstain';
COMMENT ON FUNCTION wf.abstain IS
'Casts a vote that counts for neither side, where the node allows it ("abstain": true). Returns the new version of its instance.
comment: the opinion. data: form values to change, merged key by key; null clears.
Example: SELECT wf.abstain(task_id => 1000001, comment => ''I know too little of it'', actor => ''eve'');';
