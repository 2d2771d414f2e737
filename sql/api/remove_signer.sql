CREATE FUNCTION wf.remove_signer(
    task_id bigint,
    person text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_remove_signer';
COMMENT ON FUNCTION wf.remove_signer IS
'One person less has to sign at the node of this task; the votes are counted anew. For the person who added them, and administrators. People who sign only before or after them go as well. Refused if they have voted. Returns the new version of its instance.
Example: SELECT wf.remove_signer(task_id => 1000001, person => ''eve'', comment => ''on sick leave'', actor => ''carol'');';
