-- The functions that script nodes and approver rules may call. Held as text, so that pg_dump needs no order and a function can be replaced.
CREATE TABLE wf.function (
    tenant_id     bigint      NOT NULL,
    name          text        NOT NULL,
    function      text        NOT NULL,
    registered_at timestamptz NOT NULL,
    registered_by text        NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
COMMENT ON TABLE wf.function IS 'The SQL functions that script nodes and approver rules may call, by the name that definitions use. See wf.register_function.';
COMMENT ON COLUMN wf.function.tenant_id IS 'The cell whose definitions may use it.';
COMMENT ON COLUMN wf.function.name IS 'The name in definitions: {"type": "script", "function": name}, {"by": "function", "function": name}.';
COMMENT ON COLUMN wf.function.function IS 'The function with its schema and argument types, as regprocedure writes it.';
COMMENT ON COLUMN wf.function.registered_at IS 'When it was registered.';
COMMENT ON COLUMN wf.function.registered_by IS 'The database role that registered it.';
