CREATE FUNCTION wf.unbind(
    business_table regclass,
    definition text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_unbind';
COMMENT ON FUNCTION wf.unbind IS
'Ends what wf.bind() began, for one definition or for all; gives how many bindings there were. Instances go on, and the rows can be changed. For the owner of the table.
Example: SELECT wf.unbind(''purchase_order'');';
REVOKE ALL ON FUNCTION wf.unbind(regclass, text, bigint) FROM PUBLIC;
