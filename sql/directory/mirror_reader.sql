CREATE FUNCTION wf._read_mirror(source regclass, read_all text, read_by_key text, k1 text[], k2 text[], k3 text[]) RETURNS TABLE (v text[], place bigint)
LANGUAGE c VOLATILE PARALLEL UNSAFE ROWS 1
AS 'MODULE_PATHNAME', 'wf_read_mirror';
COMMENT ON FUNCTION wf._read_mirror(regclass, text, text, text[], text[], text[]) IS
'Reads a table that the directory mirrors, as its owner: all of it if k1 is null, else the rows with these keys; place counts them. For the engine only.';
REVOKE ALL ON FUNCTION wf._read_mirror(regclass, text, text, text[], text[], text[]) FROM PUBLIC;
