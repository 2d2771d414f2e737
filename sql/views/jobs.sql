CREATE OR REPLACE VIEW wf.jobs WITH (security_barrier) AS
SELECT j.tenant_id, j.job_id, j.instance_id, d.key AS definition_key, j.node,
       wf._node_name(j.tenant_id, j.definition_id, j.node) AS node_name, j.kind, j.topic, j.due_at, j.tries_left, j.error,
       coalesce(j.kind = 'service' AND j.tries_left = 0, false) AS incident,
       j.attempts, j.retry_at, j.worker, j.leased_until, j.repeats_left, j.created_at, j.actor
FROM wf.job j
LEFT JOIN wf.definition d USING (tenant_id, definition_id)
LEFT JOIN wf.instance i USING (tenant_id, instance_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR j.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (j.tenant_id = (SELECT wf.current_tenant()) AND j.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
       OR (j.instance_id IS NOT NULL AND wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at)))
   OR (j.kind = 'command' AND j.tenant_id = (SELECT wf.current_tenant()) AND j.actor = (SELECT wf.current_actor()));

COMMENT ON VIEW wf.jobs IS 'Open jobs: timers that are set, and work for service workers. Superusers, wf_app, wf_admin and wf_reader see all, others those of instances they take part in, and their own queued commands.';
COMMENT ON COLUMN wf.jobs.instance_id IS 'Null for a timer that starts instances, and for queued commands.';
COMMENT ON COLUMN wf.jobs.kind IS 'timer, service, start (a timer that starts instances) or command (queued by wf.enqueue).';
COMMENT ON COLUMN wf.jobs.topic IS 'Of a service: what workers ask for. Of a timer of an approval or task: due (its time is over) or remind.';
COMMENT ON COLUMN wf.jobs.due_at IS 'When the timer fires; from when on a worker can fetch it.';
COMMENT ON COLUMN wf.jobs.error IS 'Why it failed the last time.';
COMMENT ON COLUMN wf.jobs.incident IS 'No tries are left: it waits for wf.retry_job.';
COMMENT ON COLUMN wf.jobs.retry_at IS 'Firing the timer failed; wf.run_due_jobs does not try again before this.';
COMMENT ON COLUMN wf.jobs.actor IS 'Of queued commands: on whose behalf they run.';
