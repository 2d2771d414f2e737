CREATE FUNCTION wf.send_message(
    name text,
    correlation_key text DEFAULT NULL,
    payload jsonb DEFAULT '{}',
    ttl interval DEFAULT '1 day',
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_send_message';
COMMENT ON FUNCTION wf.send_message IS
'Sends a message, and returns how many took it now: 1 or 0. The instance that has waited longest for this name and key takes it; if none waits, a message start event of this name starts an instance; if there is none, the message is kept for ttl, for the first that begins to wait for it.
correlation_key: null reaches instances that wait without a key. payload: an object, merged into the form of the instance that takes it. ttl: zero keeps nothing.
Example: SELECT wf.send_message(name => ''paid'', correlation_key => ''order 17'', payload => ''{"amount": 100}'', actor => ''bob'');';
