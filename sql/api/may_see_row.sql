CREATE FUNCTION wf._takes_part_in_row(business_table text, business_key text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM wf.instance i
        WHERE i.business_key = _takes_part_in_row.business_key AND i.business_table = _takes_part_in_row.business_table
          AND i.tenant_id = wf.current_tenant()
          AND wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at))
$$;
COMMENT ON FUNCTION wf._takes_part_in_row IS
'Whether the caller takes part in an instance about this row, in his own cell. The table is named with its schema, as wf.instance has it.';

CREATE FUNCTION wf.may_see_row(business_table regclass, business_key text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT wf._sees_all()) OR wf._takes_part_in_row(
        (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.oid = may_see_row.business_table), may_see_row.business_key)
$$;
COMMENT ON FUNCTION wf.may_see_row IS
'Whether the caller takes part in an approval of this row: he asked for it, has to decide, has decided, or got a copy. For the policies of the host''s own tables.
Example: CREATE POLICY approvers ON purchase_order FOR SELECT USING (wf.may_see_row(''purchase_order'', id::text));';
