CREATE FUNCTION wf.extend_job(
    job_id bigint,
    worker text,
    lease interval DEFAULT '5 min',
    tenant_id bigint DEFAULT NULL
) RETURNS timestamptz
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_extend_job';
COMMENT ON FUNCTION wf.extend_job IS
'A service worker needs more time for a job that it has fetched. Returns when the new lease ends, counted from now. A job that somebody else has fetched meanwhile, or that is over, is refused (WF410): stop working on it.
worker: as it was named to wf.fetch_jobs.
Example: SELECT wf.extend_job(job_id => 1000001, worker => ''mailer-1'', lease => ''10 min'');';
