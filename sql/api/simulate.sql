CREATE FUNCTION wf.simulate(
    definition text,
    initiator text DEFAULT NULL,
    data jsonb DEFAULT NULL,
    at timestamptz DEFAULT now(),
    version integer DEFAULT NULL,
    business_table text DEFAULT NULL,
    business_key text DEFAULT NULL,
    chosen jsonb DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (step integer, what text, node text, node_name text, node_type text, person_id text, on_behalf_of text, rule text, result text, due_at timestamptz, detail text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_simulate';
COMMENT ON FUNCTION wf.simulate IS
'Who would approve this, and why: the way of a request that nobody has made, by the code that decides, if everybody who is asked approves. Writes nothing.
The arguments are those of wf.start; at: the moment that timers and delegations count from. what: enter, approver, skipped, nobody, policy, passed, held, copy, condition, flow, timer, wait, throw, function; the last row is result. Of somebody else for wf_designer, wf_app, wf_admin and wf_reader.
Example: SELECT step, what, node, person_id, rule, result, detail FROM wf.simulate(''leave'', ''alice'', ''{"days": 9}'');';
