CREATE FUNCTION wf.transfer(
    task_id bigint,
    to_person text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_transfer';
COMMENT ON FUNCTION wf.transfer IS
'Hands a task over for good: to_person decides instead of the actor. For the holder of the task, its candidates, and administrators. Refused if to_person has a seat at this node already, or may not have one there. Returns the new version of its instance.
Example: SELECT wf.transfer(task_id => 1000001, to_person => ''dan'', comment => ''your field'', actor => ''carol'');';
