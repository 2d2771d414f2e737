CREATE FUNCTION wf._replace_leavers(tenant_id bigint, lost text[]) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__replace_leavers';
COMMENT ON FUNCTION wf._replace_leavers IS
'Moves the open seats of people who have left (person:<id>) and of groups without an active member (role:<id>, department:<id>), as actor system; who is still there is left alone. Called by the triggers of the directory.';
REVOKE ALL ON FUNCTION wf._replace_leavers(bigint, text[]) FROM PUBLIC;
