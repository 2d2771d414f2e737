CREATE FUNCTION wf.recompute_dues(calendar text, dry_run boolean DEFAULT true, tenant_id bigint DEFAULT NULL)
RETURNS TABLE (instance_id bigint, node text, due_at timestamptz, new_due_at timestamptz)
LANGUAGE c VOLATILE PARALLEL UNSAFE ROWS 100
AS 'MODULE_PATHNAME', 'wf_recompute_dues';
COMMENT ON FUNCTION wf.recompute_dues IS
'Counts the open deadlines, reminders and timers again that go by a calendar, or by one that has it among its parents: editing a calendar moves nothing by itself. A row for each that moves. dry_run (the default): says so and moves nothing. Of what is over nothing changes, nor of what stands still. One transaction, which locks the instances. For wf_admin.
Example: SELECT * FROM wf.recompute_dues(''office'', dry_run => false);';
REVOKE ALL ON FUNCTION wf.recompute_dues(text, boolean, bigint) FROM PUBLIC;
