CREATE FUNCTION wf.decide(
    definition text,
    decision text,
    context jsonb DEFAULT '{}',
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_decide';
COMMENT ON FUNCTION wf.decide IS
'What a decision table of a definition gives: of the active version, or the one named. Names are the keys of context. One output gives its value, several an object; no rule that matches gives the default or null. Rules that contradict each other are an error.
Example: SELECT wf.decide(''purchase'', ''approval_matrix'', ''{"amount": 1200, "department": "IT"}'');';
