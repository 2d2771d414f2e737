-- Timers and queued commands are looked for apart, so that a queue full of commands keeps no timer waiting.
DROP INDEX wf.job_due_idx;
-- What failed waits for its next try where it keeps nobody waiting.
CREATE INDEX job_timer_idx ON wf.job (greatest(due_at, retry_at), job_id) WHERE kind IN ('timer', 'start');
CREATE INDEX job_command_idx ON wf.job (greatest(due_at, retry_at), job_id) WHERE kind = 'command';
-- How many a person has waiting (wf_engine.max_queued_commands).
CREATE INDEX job_actor_idx ON wf.job (actor, tenant_id) WHERE kind = 'command';

-- Jobs that have failed are few among those that wait.
CREATE INDEX job_failed_idx ON wf.job (tenant_id, job_id) WHERE error IS NOT NULL;
