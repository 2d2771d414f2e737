CREATE FUNCTION wf.retry_job(
    job_id bigint,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_retry_job';
COMMENT ON FUNCTION wf.retry_job IS
'An administrator ends the incident of a service job that has no tries left: it can be fetched again, as often as its node says. Returns the new version of its instance.
Example: SELECT wf.retry_job(job_id => 1000001, actor => ''root'');';
