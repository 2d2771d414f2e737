CREATE FUNCTION wf.comment(
    instance_id bigint,
    comment text,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_comment';
COMMENT ON FUNCTION wf.comment IS
'Adds a comment to the history of an instance, also when it has ended. Only for those who take part in it. Returns the new version.
Example: SELECT wf.comment(instance_id => 1, comment => ''the invoice follows'', actor => ''alice'');';
