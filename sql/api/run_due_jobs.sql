CREATE FUNCTION wf.run_due_jobs(
    at timestamptz DEFAULT now(),
    max_jobs integer DEFAULT 100,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_run_due_jobs';
COMMENT ON FUNCTION wf.run_due_jobs IS
'Lets standing delegations that have become valid take over the open tasks of their principals, then fires the timers that are due and runs the commands that are queued (wf.enqueue), the earliest first; at most max_jobs together, and returns how many. Run it every few seconds, from cron say. Each timer is fired as actor system; one that fails is noted in wf.jobs and tried again later, without stopping the others. Instances that somebody is changing at the moment are left for the next run. Also removes expired messages, and moves tasks that a transaction has given to somebody who was leaving at that moment.
at: what counts as now; a later moment runs the clock forward. tenant_id: only the timers and delegations of this cell (default: all).
Example: SELECT wf.run_due_jobs(at => now() + interval ''3 days'');';
