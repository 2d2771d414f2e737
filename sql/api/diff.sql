CREATE FUNCTION wf.diff(
    instance_id bigint,
    seq_a bigint,
    seq_b bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (kind text, subject text, before jsonb, after jsonb)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_diff';
COMMENT ON FUNCTION wf.diff IS
'What differs between the state after one entry of the log (seq_a) and after another (seq_b), one row each: kind status, state (other values of the instance), field (of the form), seat (subject: its task_id), token, wait, and the other lists of wf.state. before or after null: it was not there; both: a field that is hidden from the caller. No row: nothing but number and time of the last entry.
Errors: WF504 (there is no such entry), WF704 (it has left the log).
Example: SELECT * FROM wf.diff(1, 1, 2);';
