CREATE FUNCTION wf.can_see(
    instance_id bigint,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_can_see';
COMMENT ON FUNCTION wf.can_see IS
'Whether a person may see an instance: they started it, have or had to act on it, somebody acts or has acted for them, they have got a copy, or they administer its definition. False for an instance that does not exist. Only wf_app and superusers may ask about somebody else.
Example: SELECT wf.can_see(1, actor => ''bob'');';
