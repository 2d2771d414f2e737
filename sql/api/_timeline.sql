CREATE FUNCTION wf._timeline(
    tenant_id bigint,
    instance_id bigint
) RETURNS TABLE (number integer, seq bigint, at timestamptz, kind text, what text, actor text, on_behalf_of text, receivers text[],
                 node text, node_name text, target_node text, target_name text, status text, comment text, waited interval)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE ROWS 20
AS 'MODULE_PATHNAME', 'wf_timeline';
COMMENT ON FUNCTION wf._timeline IS
'The rows of wf.timeline for one instance. what: a text for format(), with the label of status.';
