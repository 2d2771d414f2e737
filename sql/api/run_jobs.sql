CREATE PROCEDURE wf.run_jobs(
    max_jobs integer DEFAULT 100000,
    batch_size integer DEFAULT 50,
    INOUT jobs_done integer DEFAULT NULL,
    INOUT more boolean DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
)
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_run_jobs';
COMMENT ON PROCEDURE wf.run_jobs IS
'Does what is due, as wf.run_due_jobs does, in short transactions: it commits after each batch, so it cannot be called in a transaction block. Several sessions may call it at once; they share the work, and none waits for another. A job that fails does not count; it is noted in wf.jobs and tried again later.
max_jobs: at most so many delegations, timers and commands. batch_size: so many in one transaction. tenant_id: only those of this cell (default: all).
jobs_done gives how many were done, more whether more is due: then call it again. What is passed for them does not matter.
Example: CALL wf.run_jobs();';
