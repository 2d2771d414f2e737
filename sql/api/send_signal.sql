CREATE FUNCTION wf.send_signal(
    name text,
    payload jsonb DEFAULT '{}',
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_send_signal';
COMMENT ON FUNCTION wf.send_signal IS
'Sends a signal to all that wait for its name now, and starts an instance for each signal start event of that name. Returns how many took it. It is not kept for later.
payload: an object, merged into the form of each instance that takes it.
Example: SELECT wf.send_signal(name => ''office closed'', actor => ''heidi'');';
