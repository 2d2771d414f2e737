-- Open jobs only, like wf.task: what is done is in the log. A job of an instance is the visible side of an armed wait
-- (docs/explanation/decisions/0002-task-ids.md holds for its id); a start event of a definition has no instance, and ids below zero;
-- queued commands have neither.
CREATE TABLE wf.job (
    tenant_id     bigint      NOT NULL,
    job_id        bigint      NOT NULL,
    instance_id   bigint,
    definition_id bigint,
    node          text,
    kind          text        NOT NULL,
    topic         text,
    due_at        timestamptz NOT NULL,
    repeats_left  integer,
    tries_left    integer,
    attempts      integer     NOT NULL DEFAULT 0,
    retry_at      timestamptz,
    worker        text,
    leased_until  timestamptz,
    error         text,
    created_at    timestamptz NOT NULL,
    actor         text,
    payload       jsonb,
    PRIMARY KEY (tenant_id, job_id)
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX job_instance_idx ON wf.job (instance_id, tenant_id) WHERE instance_id IS NOT NULL;
CREATE INDEX job_start_idx ON wf.job (definition_id, tenant_id) WHERE instance_id IS NULL;
-- What wf.run_due_jobs and wf.fetch_jobs look for, in the order in which they run it.
CREATE INDEX job_due_idx ON wf.job (due_at, job_id) WHERE kind <> 'service';
CREATE INDEX job_topic_idx ON wf.job (topic, tenant_id, due_at, job_id) WHERE kind = 'service';

COMMENT ON TABLE wf.job IS 'One future act: a timer, or work for a service worker. Changed by the engine only; read it through wf.jobs.';
COMMENT ON COLUMN wf.job.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.job.job_id IS 'instance_id * 1,000,000 + number of its wait in the instance; of a start event -(definition_id * 1,000,000 + its number); of queued commands a multiple of 1,000,000 that is no instance''s.';
COMMENT ON COLUMN wf.job.instance_id IS 'The instance it belongs to; null for a timer that starts instances, and for queued commands.';
COMMENT ON COLUMN wf.job.definition_id IS 'The definition version that has the node; null for queued commands.';
COMMENT ON COLUMN wf.job.node IS 'The node whose timer or service it is; of a boundary event that event. Null for queued commands.';
COMMENT ON COLUMN wf.job.kind IS 'timer, service (done by a worker), start (a timer that starts instances), or command (queued by wf.enqueue).';
COMMENT ON COLUMN wf.job.topic IS 'Of a service: what workers ask for. Of a timer of a node with people: due or remind.';
COMMENT ON COLUMN wf.job.due_at IS 'When the timer fires; from when on the service may be done.';
COMMENT ON COLUMN wf.job.repeats_left IS 'Of a timer: how often it fires after due_at; -1: without end.';
COMMENT ON COLUMN wf.job.tries_left IS 'Of a service: how often it may still fail; 0: an incident.';
COMMENT ON COLUMN wf.job.attempts IS 'How often a worker has fetched it, or how often firing the timer has failed.';
COMMENT ON COLUMN wf.job.retry_at IS 'Firing the timer failed; it is not tried again before this.';
COMMENT ON COLUMN wf.job.worker IS 'The worker that fetched it last.';
COMMENT ON COLUMN wf.job.leased_until IS 'Nobody else can fetch it before this.';
COMMENT ON COLUMN wf.job.error IS 'Why it failed the last time.';
COMMENT ON COLUMN wf.job.created_at IS 'When it was created.';
COMMENT ON COLUMN wf.job.actor IS 'Of queued commands: on whose behalf they run.';
COMMENT ON COLUMN wf.job.payload IS 'Of queued commands: {"commands": [...], "role": the database role that queued them, "search_path": its search_path then}.';
