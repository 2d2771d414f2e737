CREATE FUNCTION wf.cancel_job(
    job_id bigint,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_cancel_job';
COMMENT ON FUNCTION wf.cancel_job IS
'Takes back commands that wf.enqueue has queued and that have not run yet. For the person they were queued for, and administrators.
Example: SELECT wf.cancel_job(job_id => 2000000, actor => ''root'');';
