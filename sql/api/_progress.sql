CREATE FUNCTION wf._progress(
    tenant_id bigint,
    instance_id bigint
) RETURNS TABLE (step integer, steps integer, node text, node_name text, round integer, state text, person_id text, decision text, at timestamptz, comment text, loops boolean)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_progress';
COMMENT ON FUNCTION wf._progress IS
'The rows of wf.progress for one instance.';
