CREATE FUNCTION wf.can_see(
    instance_id bigint,
    actor text DEFAULT wf.current_actor(),
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_can_see';
COMMENT ON FUNCTION wf.can_see IS
'Whether a person may see an instance: he started it, has or had to act on it, somebody acts or has acted for him, he has got a copy, or he administers its definition. False for an instance that does not exist. Of somebody else for wf_app and superusers.
Example: SELECT wf.can_see(1, actor => ''bob'');';
