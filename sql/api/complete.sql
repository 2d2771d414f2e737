CREATE FUNCTION wf.complete(
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
AS 'MODULE_PATHNAME', 'wf_complete';
COMMENT ON FUNCTION wf.complete IS
'The work of a task node is done. Returns the new version of its instance.
comment: a remark. data: form values to change, merged key by key; null clears. chosen: who decides later nodes, as far as their rules (chosen_by_previous) leave it to the actor: {"node": ["person", ...]}.
Example: SELECT wf.complete(task_id => 1000001, data => ''{"room": "2.14"}'', actor => ''bob'');';
