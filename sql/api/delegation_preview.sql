CREATE FUNCTION wf.delegation_preview(
    person text,
    agent text,
    valid_from timestamptz DEFAULT now(),
    valid_until timestamptz DEFAULT NULL,
    definition text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, conflict text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_delegation_preview';
COMMENT ON FUNCTION wf.delegation_preview IS
'What a delegation would move, before it is made: the open tasks of the person, and what speaks against the agent for each (null: nothing). For that person, administrators, and roles that read everything.
Example: SELECT task_id, title, conflict FROM wf.delegation_preview(''alice'', ''bob'');';
