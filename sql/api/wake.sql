CREATE FUNCTION wf.wake(
    instance_id bigint,
    node text DEFAULT NULL,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_wake';
COMMENT ON FUNCTION wf.wake IS
'An administrator lets an ended instance run again, from a node on; without one it is the initiator''s, to be handed in again. Returns the new version.
Example: SELECT wf.wake(instance_id => 1, node => ''lead'', comment => ''the figures were wrong'', actor => ''root'');';
