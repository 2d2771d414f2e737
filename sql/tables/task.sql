-- Open tasks only: a task is deleted when it ends, so work lists stay small for ever; the past is in the log.
-- Each step of an instance deletes a row and inserts one: vacuumed sooner than the server would, as are jobs and subscriptions.
CREATE TABLE wf.task (
    tenant_id       bigint      NOT NULL,
    task_id         bigint      NOT NULL,
    instance_id     bigint      NOT NULL,
    node            text        NOT NULL,
    round           integer     NOT NULL,
    assignee        text,
    on_behalf_of    text,
    candidates      text[],
    created_at      timestamptz NOT NULL,
    due_at          timestamptz,
    claimed_at      timestamptz,
    excluded_owners text[],
    PRIMARY KEY (tenant_id, task_id)
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX task_instance_idx ON wf.task (instance_id, tenant_id);
-- In the order of a work list, whether the tenant is named or not.
CREATE INDEX task_assignee_idx ON wf.task (assignee, created_at, tenant_id) WHERE assignee IS NOT NULL;
CREATE INDEX task_candidates_idx ON wf.task USING gin (candidates) WHERE candidates IS NOT NULL;

COMMENT ON TABLE wf.task IS 'One open task of one person or group. Changed by the engine only; read it through wf.todo.';
COMMENT ON COLUMN wf.task.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.task.task_id IS 'instance_id * 1,000,000 + number of its seat in the instance: replay gives the same ids, and a task names its instance.';
COMMENT ON COLUMN wf.task.instance_id IS 'The instance it belongs to.';
COMMENT ON COLUMN wf.task.node IS 'The node it belongs to.';
COMMENT ON COLUMN wf.task.round IS 'How many times the node has been entered, this time included.';
COMMENT ON COLUMN wf.task.assignee IS 'The person who has to act; null while any candidate may.';
COMMENT ON COLUMN wf.task.on_behalf_of IS 'The person for whom the assignee acts; null: for themselves.';
COMMENT ON COLUMN wf.task.candidates IS 'Those of whom one may act: person:<id>, role:<id>, department:<id>, everyone.';
COMMENT ON COLUMN wf.task.excluded_owners IS 'Those of the candidates who may not act: on_self, not_same_as, except. Null: nobody.';
COMMENT ON COLUMN wf.task.created_at IS 'When it was created.';
COMMENT ON COLUMN wf.task.due_at IS 'When it should be done.';
COMMENT ON COLUMN wf.task.claimed_at IS 'When one of the candidates claimed it.';
