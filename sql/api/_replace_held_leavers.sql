CREATE FUNCTION wf._replace_held_leavers(tenant_id bigint) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__replace_held_leavers';
COMMENT ON FUNCTION wf._replace_held_leavers IS
'Replaces those noted since wf._hold_leavers(), as far as they are still gone.';
REVOKE ALL ON FUNCTION wf._replace_held_leavers(bigint) FROM PUBLIC;
