CREATE FUNCTION wf._hold_leavers() RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__hold_leavers';
COMMENT ON FUNCTION wf._hold_leavers IS
'From now on, until wf._replace_held_leavers(), leavers are only noted: the statements that follow may bring the successors.';
REVOKE ALL ON FUNCTION wf._hold_leavers() FROM PUBLIC;
