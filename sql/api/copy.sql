CREATE FUNCTION wf.copy(
    instance_id bigint,
    people text[],
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_copy';
COMMENT ON FUNCTION wf.copy IS
'Sends people a copy of an instance (cc), also when it has ended. Only for those who take part in it. Returns the new version.
Example: SELECT wf.copy(instance_id => 1, people => ARRAY[''heidi''], comment => ''for your plans'', actor => ''alice'');';
