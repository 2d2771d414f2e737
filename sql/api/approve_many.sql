CREATE FUNCTION wf.approve_many(
    task_ids bigint[],
    comment text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    stop_on_refusal boolean DEFAULT false,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, instance_id bigint, version bigint, sqlstate text, message text, detail text, hint text)
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_approve_many';
COMMENT ON FUNCTION wf.approve_many IS
'Approves many tasks in one call, each as wf.approve does, with a log entry of its own. A row for each of them, in the order given: the new version of its instance, or why it was refused, as the error would have said it; the others go on.
stop_on_refusal: the first refusal is an error, and nothing is done. The instances are locked in the order of their ids, so two calls cannot wait for each other.
Example: SELECT * FROM wf.approve_many(ARRAY[1000001, 2000001], comment => ''all checked'', actor => ''lena'');';
