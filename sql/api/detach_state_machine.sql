CREATE FUNCTION wf.detach_state_machine(
    business_table regclass,
    column_name text DEFAULT NULL
) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_detach_state_machine';
COMMENT ON FUNCTION wf.detach_state_machine IS
'Ends what wf.attach_state_machine() began: the column may have any value again. The machine is kept, with its versions. Without column_name: the only one that the table has. For the owner of the table.
Errors: 42501 (not the owner), WF215 (there is none), WF504 (there are several).
Example: SELECT wf.detach_state_machine(''purchase_order'', ''state'');';
REVOKE ALL ON FUNCTION wf.detach_state_machine(regclass, text) FROM PUBLIC;
