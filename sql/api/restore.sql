CREATE FUNCTION wf.restore(
    instance_id bigint,
    seq bigint,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_restore';
COMMENT ON FUNCTION wf.restore IS
'An administrator makes the state of an earlier moment the state: tasks, handlers, timers and the form are again what they were after entry seq of wf.history. What other instances have made of it, a restore cannot take back: it is refused if one was called, stopped or revoked since. Messages, functions and services of the time between are not taken back either; look first. Can be undone. Returns the new version.
Example: SELECT wf.restore(instance_id => 1, seq => 3, comment => ''back to before the mistake'', actor => ''root'');';
