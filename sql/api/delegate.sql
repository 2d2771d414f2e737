CREATE FUNCTION wf.delegate(
    task_id bigint,
    to_person text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_delegate';
COMMENT ON FUNCTION wf.delegate IS
'Gives a task to somebody for advice, who can only resolve it, or delegate it on; then it is back with the actor, who decides. Returns the new version of its instance.
Example: SELECT wf.delegate(task_id => 1000001, to_person => ''dan'', comment => ''is the price right?'', actor => ''carol'');';
