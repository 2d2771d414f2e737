CREATE FUNCTION wf.answer_withdrawal(
    instance_id bigint,
    granted boolean,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_answer_withdrawal';
COMMENT ON FUNCTION wf.answer_withdrawal IS
'Answers a request to withdraw: granted, the status becomes withdrawn; otherwise it goes on. For people who have approved or have an open task, and administrators. Returns the new version.
Example: SELECT wf.answer_withdrawal(instance_id => 1, granted => true, actor => ''lena'');';
