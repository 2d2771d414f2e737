CREATE FUNCTION wf.execute(
    commands jsonb,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_execute';
COMMENT ON FUNCTION wf.execute IS
'Runs a macro: several commands, one after the other, all or none. Each is an object that names a function of the engine and its arguments; what is left out has its default. Returns an array with what each of them returned. If one is refused, the error is its own, and its CONTEXT says which command it was.
actor: who acts where a command does not say so itself. At most 1,000 commands.
Example: SELECT wf.execute(''[{"command": "comment", "instance_id": 1, "comment": "as agreed"}, {"command": "approve", "task_id": 1000001}]'', actor => ''lena'');';
