CREATE FUNCTION wf.enqueue(
    commands jsonb,
    due_at timestamptz DEFAULT now(),
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_enqueue';
COMMENT ON FUNCTION wf.enqueue IS
'Queues a macro (see wf.execute): wf.run_due_jobs runs it as soon as due_at has come (a moment that has passed means now), all or none, on behalf of actor and with the rights of the database role that queues it, with the same log entries. If it is refused, wf.jobs shows why, and it is tried again later, after longer and longer times; wf.cancel_job takes it back. At most wf_engine.max_queued_commands wait for one person. Returns the id of the job.
Example: SELECT wf.enqueue(''[{"command": "terminate", "instance_id": 1, "comment": "nobody wants it"}]'', due_at => now() + interval ''7 days'', actor => ''root'');';
