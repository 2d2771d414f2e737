CREATE FUNCTION wf.add_instance(
    instance_id bigint,
    node text,
    item jsonb DEFAULT NULL,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_add_instance';
COMMENT ON FUNCTION wf.add_instance IS
'Adds one more repetition to a multi-instance activity that is running. Returns the new version of the instance.
node: the activity. item: the value that the new repetition works on, if it runs over a collection. comment: why.
Example: SELECT wf.add_instance(instance_id => 1, node => ''review'', item => ''"chapter 4"'', actor => ''root'');';
