CREATE FUNCTION wf.run_due_jobs(
    at timestamptz DEFAULT now(),
    max_jobs integer DEFAULT 100,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_run_due_jobs';
COMMENT ON FUNCTION wf.run_due_jobs IS
'Does what is due. In this order: standing delegations that have become valid take over the open tasks of their principals; timers that are due fire, and queued commands (wf.enqueue) run, the earliest first; expired messages are removed; open tasks that somebody got while they were leaving move to others. At most max_jobs delegations, timers and commands; returns how many. Call it every minute from cron, or every few seconds by pg_cron. Timers are fired as actor system. A job that fails is noted in wf.jobs and tried again later; the others go on. What belongs to instances that somebody is changing is left for the next run.
at: is used as the present time; a later one runs what is due until then. tenant_id: only the timers and delegations of this cell (default: all).
Example: SELECT wf.run_due_jobs(at => now() + interval ''3 days'');';
