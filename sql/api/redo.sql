CREATE FUNCTION wf.redo(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_redo';
COMMENT ON FUNCTION wf.redo IS
'Does the command again that was undone last: the state is again what it was after it. For the person who has undone it, and administrators, as long as nobody has given another command. Returns the new version.
Example: SELECT wf.redo(instance_id => 1, actor => ''lena'');';
