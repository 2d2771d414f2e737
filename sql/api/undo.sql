CREATE FUNCTION wf.undo(
    instance_id bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_undo';
COMMENT ON FUNCTION wf.undo IS
'Takes the last command back that is not undone yet: the state is again what it was before it, also if it had ended the instance. Whoever gave the command may do that, and administrators. Comments, copies, reminders and what was read stay, and stand in nobody''s way. Refused if the command had effects outside the instance: it called an instance, a function or a service, sent or took a message or signal. The log only grows: the command stays in it, and the undo is an entry with the restored state in it. Returns the new version.
Example: SELECT wf.undo(instance_id => 1, comment => ''wrong button'', actor => ''lena'');';
