CREATE FUNCTION wf.jump(
    instance_id bigint,
    node text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_jump';
COMMENT ON FUNCTION wf.jump IS
'An administrator moves a running instance to a node: all that is active in its scope ends there. Returns the new version.
Example: SELECT wf.jump(instance_id => 1, node => ''board'', comment => ''urgent'', actor => ''root'');';
