CREATE FUNCTION wf._hidden_fields(
    tenant_id bigint,
    instance_id bigint,
    definition_id bigint
) RETURNS text[]
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_hidden_fields';
COMMENT ON FUNCTION wf._hidden_fields IS
'The fields of an instance that its definition hides from the caller: hidden at every node where they have a task, have acted, have started it or got a copy; without such a node those that are hidden anywhere. Null to whoever may not know the definition.';
