CREATE FUNCTION wf.simulate_all(
    definition text,
    data jsonb DEFAULT '[{}]',
    initiators text[] DEFAULT NULL,
    at timestamptz DEFAULT now(),
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, node text, rule text, message text, people text[], count bigint, of bigint, data_set integer)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_simulate_all';
COMMENT ON FUNCTION wf.simulate_all IS
'What is wrong with a definition for somebody: simulates the request of each initiator (default: every active person) with each object of data, and gives the findings: rules that find nobody, nodes without approver, refused starts, people who approve their own requests, nodes that nobody comes to. Writes nothing. For wf_designer, wf_app, wf_admin and wf_reader.
people: the first ten of count. data_set: the first that it was seen with, counted from 1.
Example: SELECT severity, code, message FROM wf.simulate_all(''leave'', ''[{"days": 3}, {"days": 30}]'');';
