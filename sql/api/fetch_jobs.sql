CREATE FUNCTION wf.fetch_jobs(
    topic text,
    worker text,
    max_jobs integer DEFAULT 10,
    lease interval DEFAULT '5 min',
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (job_id bigint, instance_id bigint, definition_key text, node text, data jsonb, business_table text,
                 business_key text, tries_left integer, leased_until timestamptz)
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_fetch_jobs';
COMMENT ON FUNCTION wf.fetch_jobs IS
'Gives a service worker at most max_jobs jobs of a topic that nobody else has, the earliest first. They belong to the worker until the lease ends; whoever asks after that gets them again. Commit, do the work, then call wf.complete_job or wf.fail_job for each.
worker: who asks, for people to read. data: the form, with the variables of the subprocess or multi-instance activity that the job lies in.
Example: SELECT job_id, data FROM wf.fetch_jobs(''send_mail'', worker => ''mailer-1'');';
