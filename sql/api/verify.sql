CREATE FUNCTION wf.verify(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (subject text, expected text, found text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_verify';
COMMENT ON FUNCTION wf.verify IS
'Proves an instance: replays its log and compares the result with the snapshot, the columns of the instance, its definition, its open tasks, jobs and subscriptions, its copies, and the columns of the log with its events; of an open instance also the form with the business row that wf.bind() has it about. One row for each difference; none: sound.
expected: by the log. found: as stored. Fields that are hidden from the caller are named without their values.
Example: SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;';
