-- A function, as PostgreSQL refuses any query on a standby that names an unlogged table.
CREATE FUNCTION wf._unlogged_states()
RETURNS TABLE (tracked_id bigint, key text, seq bigint, at timestamptz, action text, source text, target text, former_key text, actor text, reason text,
               transition text, context jsonb, kept jsonb, row_count bigint)
LANGUAGE c STABLE PARALLEL UNSAFE ROWS 1000
AS 'MODULE_PATHNAME', 'wf__unlogged_states';
REVOKE ALL ON FUNCTION wf._unlogged_states() FROM PUBLIC;
COMMENT ON FUNCTION wf._unlogged_states() IS 'Entries that wait in the unlogged queues, of tables that the caller may read as a whole. For wf.state_entries.';
