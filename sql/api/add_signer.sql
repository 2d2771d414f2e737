CREATE FUNCTION wf.add_signer(
    task_id bigint,
    people text[],
    place text DEFAULT 'after',
    mode text DEFAULT 'all',
    comment text DEFAULT NULL,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_add_signer';
COMMENT ON FUNCTION wf.add_signer IS
'More people have to sign at a node. For the holder of the task. place: before (the task waits until they are done, then it comes back), after (they are asked when the actor has approved), parallel (beside the actor; next in a sequence). mode, if there are several: all, any, sequential. Added signers can add signers, at most 3 levels deep. Returns the new version of its instance.
Example: SELECT wf.add_signer(task_id => 1000001, people => ARRAY[''eve''], place => ''before'', comment => ''please check the figures'', actor => ''carol'');';
