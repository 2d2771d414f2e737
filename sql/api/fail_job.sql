CREATE FUNCTION wf.fail_job(
    job_id bigint,
    error text,
    retry_after interval DEFAULT NULL,
    error_code text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_fail_job';
COMMENT ON FUNCTION wf.fail_job IS
'A service job could not be done. It can be fetched again, as long as tries are left; then it is an incident, which wf.retry_job ends. Returns the new version of its instance.
error: why, for people to read. retry_after: not before this time has passed. error_code: a BPMN error instead, which the process may catch; the job is over then.
Example: SELECT wf.fail_job(job_id => 1000001, error => ''mail server does not answer'', retry_after => ''10 min'');';
