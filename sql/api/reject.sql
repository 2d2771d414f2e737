CREATE FUNCTION wf.reject(
    task_id bigint,
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_reject';
COMMENT ON FUNCTION wf.reject IS
'Rejects one open task: a vote that the rule of the node counts. Returns the new version of its instance.
comment: the opinion. data: form values to change, merged key by key; null clears.
Example: SELECT wf.reject(task_id => 1000001, comment => ''not in December'', actor => ''bob'');';
