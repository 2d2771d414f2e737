CREATE FUNCTION wf.approve(
    task_id bigint,
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    chosen jsonb DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_approve';
COMMENT ON FUNCTION wf.approve IS
'Approves one open task and returns the new version of its instance.
comment: the opinion. data: form values to change, merged key by key; null clears. chosen: who decides later nodes, as far as their rules (chosen_by_previous) leave it to the actor: {"node": ["person", ...]}.
Example: SELECT wf.approve(task_id => 1000001, comment => ''enjoy'', actor => ''bob'');';
