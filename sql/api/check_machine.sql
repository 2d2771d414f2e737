CREATE FUNCTION wf.check_machine(
    machine jsonb,
    business_table regclass DEFAULT NULL,
    column_name text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, path text, message text, hint text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_check_machine';
COMMENT ON FUNCTION wf.check_machine IS
'The findings of a state machine, without attaching it: severity (error, warning), code, path (JSON pointer of the offending value), message, hint. With a table also whether its expressions fit the columns; with a column too, whether rows are in states that the machine does not have. No rows: nothing to say against it.
Example: SELECT * FROM wf.check_machine(''{"key": "order", "states": [], "transitions": []}'');';
