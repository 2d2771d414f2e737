CREATE FUNCTION wf.what_was_signed(
    task_id bigint DEFAULT NULL,
    instance_id bigint DEFAULT NULL,
    seq bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (seq bigint, at timestamptz, actor text, action text, node text, column_name text, field text, signed jsonb, now jsonb, changed boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_what_was_signed';
COMMENT ON FUNCTION wf.what_was_signed IS
'The content of the business row when it was signed, and what has changed since: one row for each column. For a task: its signatures; for an instance: the last one, or the log entry seq.
With "keep": "row" in wf.bind(): all columns that were signed; else those that are fields of the form, and if others have changed one row without a column. signed: null if it is not known. now: null if the column or the row is gone. changed: null if that cannot be told. Fields that are hidden from the caller are left out.
Example: SELECT column_name, signed, now FROM wf.what_was_signed(7000001) WHERE changed;';
