CREATE FUNCTION wf.bind(
    business_table regclass,
    definition text,
    options jsonb DEFAULT '{}',
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_bind';
COMMENT ON FUNCTION wf.bind IS
'Binds a table to a definition: its rows then need approval. Triggers see to it, in the transaction of whoever writes the row. While a row is being approved it cannot be changed or deleted. The same again replaces the options. For the owner of the table, if they are in wf_designer or wf_admin, and superusers.
options: start, when, data, title, initiator, actor, status, freeze, always_writable, freeze_approved, on_delete, require, write_back, several, keep; docs/reference/binding.md describes them.
Example: SELECT wf.bind(''purchase_order'', ''purchase'', ''{"start": {"column": "state", "is": "submitted"}, "status": {"column": "state", "codes": {"completed": "approved", "rejected": "refused"}}}'');';
REVOKE ALL ON FUNCTION wf.bind(regclass, text, jsonb, bigint) FROM PUBLIC;
