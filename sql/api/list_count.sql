CREATE FUNCTION wf.list_count(
    scope text,
    filter jsonb DEFAULT '{}',
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_list_count';
COMMENT ON FUNCTION wf.list_count IS
'How many rows wf.list has on all its pages.
Example: SELECT wf.list_count(''todo'', actor => ''lena'');';
