CREATE FUNCTION wf._form_after(
    tenant_id bigint,
    instance_id bigint,
    seq bigint
) RETURNS jsonb
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_form_after';
COMMENT ON FUNCTION wf._form_after IS
'The form after a log entry, without what is hidden from the caller; null: they may not see the instance. Remembers within a query what it has looked at, so that all entries of an instance cost one look at its log.';
