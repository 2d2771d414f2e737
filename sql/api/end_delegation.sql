CREATE FUNCTION wf.end_delegation(
    delegation_id bigint,
    at timestamptz DEFAULT now(),
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_end_delegation';
COMMENT ON FUNCTION wf.end_delegation IS
'Ends a delegation, now or at a later moment; one that has not begun by then is removed. Tasks that the agent has stay with the agent. For that person and administrators.
Example: SELECT wf.end_delegation(7);';
