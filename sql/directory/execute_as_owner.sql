CREATE FUNCTION wf._execute_as_owner(source regclass, statement text) RETURNS void
LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_execute_as_owner';
COMMENT ON FUNCTION wf._execute_as_owner(regclass, text) IS 'Executes a statement about a table that the directory mirrors, as its owner. For the engine only.';
REVOKE ALL ON FUNCTION wf._execute_as_owner(regclass, text) FROM PUBLIC;
