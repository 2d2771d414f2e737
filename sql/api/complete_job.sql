CREATE FUNCTION wf.complete_job(
    job_id bigint,
    data jsonb DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_complete_job';
COMMENT ON FUNCTION wf.complete_job IS
'A service job is done. Returns the new version of its instance.
data: form values to change, merged key by key; null clears. actor: may be left out by wf_app and wf_admin; then it is system.
Example: SELECT wf.complete_job(job_id => 1000001, data => ''{"sent": true}'');';
