CREATE FUNCTION wf.startable(
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (definition_key text, name text, allowed boolean, reason text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_startable';
COMMENT ON FUNCTION wf.startable IS
'What a person may start now: a row for each active definition, by key, with its name in the language of wf_engine.language; if it is not allowed, the reason is what wf.start would say.
Example: SELECT definition_key, name FROM wf.startable(actor => ''alice'') WHERE allowed;';
