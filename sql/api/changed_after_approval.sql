CREATE FUNCTION wf.changed_after_approval(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (seq bigint, actor text, node text, at timestamptz, changed boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_changed_after_approval';
COMMENT ON FUNCTION wf.changed_after_approval IS
'Who has signed which version of the business row: one row for each signature on a bound row, and whether the row has other contents now than what they saw. The column of the status, always_writable and that of require do not count. A row that was deleted has changed. Not for wf_reader.
Example: SELECT * FROM wf.changed_after_approval(1) WHERE changed;';
