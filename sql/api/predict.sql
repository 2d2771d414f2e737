CREATE FUNCTION wf.predict(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (step integer, what text, node text, node_name text, node_type text, person_id text, on_behalf_of text, rule text, result text, due_at timestamptz, detail text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_predict';
COMMENT ON FUNCTION wf.predict IS
'The rest of a running instance, from where it stands, if everybody who is asked approves. The rows of wf.simulate(). Writes nothing. A way that leads back is told once, and its result is "loops".
Example: SELECT step, what, node, person_id, rule, result, detail FROM wf.predict(1);';
