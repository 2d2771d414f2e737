CREATE FUNCTION wf.list_count(
    scope text,
    filter jsonb DEFAULT '{}',
    up_to integer DEFAULT 1000,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_list_count';
COMMENT ON FUNCTION wf.list_count IS
'How many rows wf.list has on all its pages, counted up to one more than up_to: 1001 says "more than 1,000", so that a page that shows a number does not read a whole database for it. up_to null: all of them, however long it takes.
Example: SELECT wf.list_count(''todo'', actor => ''lena'');';
