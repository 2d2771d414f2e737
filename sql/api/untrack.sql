CREATE FUNCTION wf.untrack(
    table_name regclass,
    column_name text
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_untrack';
COMMENT ON FUNCTION wf.untrack IS
'Ends what wf.track() began: no change of the column is logged any more. What was logged stays. For the owner of the table. Errors: 42501 (not the owner), WF216 (it is not tracked).
Example: SELECT wf.untrack(''purchase_order'', ''state'');';
REVOKE ALL ON FUNCTION wf.untrack(regclass, text) FROM PUBLIC;
