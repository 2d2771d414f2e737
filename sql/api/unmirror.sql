CREATE FUNCTION wf.unmirror(
    directory_table text,
    source regclass,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_unmirror';
COMMENT ON FUNCTION wf.unmirror IS
'Ends what wf.mirror() began; the entries of the directory stay as they are. For the owner of the table.
Example: SELECT wf.unmirror(''person'', ''hr_employee'');';
REVOKE ALL ON FUNCTION wf.unmirror(text, regclass, bigint) FROM PUBLIC;
