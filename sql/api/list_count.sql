CREATE FUNCTION wf.list_count(
    scope text,
    filter jsonb DEFAULT '{}',
    actor text DEFAULT wf.current_actor(),
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS bigint
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_list_count';
COMMENT ON FUNCTION wf.list_count IS
'How many rows wf.list has on all its pages.
Example: SELECT wf.list_count(''todo'', actor => ''lena'');';
