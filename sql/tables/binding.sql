-- Tables by name, not by oid: pg_dump takes the rows along. The triggers are on the host's tables and go with them.
CREATE TABLE wf.binding (
    tenant_id      bigint      NOT NULL,
    business_table text        NOT NULL,
    definition_key text        NOT NULL,
    options        jsonb       NOT NULL,
    bound_at       timestamptz NOT NULL,
    bound_by       text        NOT NULL,
    PRIMARY KEY (tenant_id, business_table, definition_key)
);
COMMENT ON TABLE wf.binding IS 'The tables of the host whose rows are approved. See wf.bind().';
COMMENT ON COLUMN wf.binding.tenant_id IS 'The cell whose definition it is.';
COMMENT ON COLUMN wf.binding.business_table IS 'The table of the host, with its schema, quoted where SQL needs it.';
COMMENT ON COLUMN wf.binding.definition_key IS 'The definition that its rows are approved by.';
COMMENT ON COLUMN wf.binding.options IS 'As given to wf.bind(); docs/reference/binding.md describes them.';
COMMENT ON COLUMN wf.binding.bound_at IS 'When wf.bind() was called.';
COMMENT ON COLUMN wf.binding.bound_by IS 'The database role that called it.';
