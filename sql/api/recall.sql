CREATE FUNCTION wf.recall(
    instance_id bigint,
    node text,
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_recall';
COMMENT ON FUNCTION wf.recall IS
'The person who approved a node takes the approval back, as long as nobody has acted on it: later tasks are canceled, and their own is open again. Returns the new version.
Example: SELECT wf.recall(instance_id => 1, node => ''lead'', comment => ''too early'', actor => ''lena'');';
