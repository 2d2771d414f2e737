CREATE FUNCTION wf.may_see_row(business_table regclass, business_key text) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_may_see_row';
COMMENT ON FUNCTION wf.may_see_row IS
'Whether the caller takes part in an approval of this row: they asked for it, have to decide, have decided, got a copy, or somebody acts or has acted for them. True for superusers, wf_app, wf_admin and wf_reader. Only definitions that are bound to the table, or declare it as their business_table, count. business_key: in any spelling that the type of the key reads; what it cannot read is not the key of any row. For the policies of the host''s own tables.
Example: CREATE POLICY approvers ON purchase_order FOR SELECT USING (wf.may_see_row(''purchase_order'', id::text));';
