-- Who was asked to act and did not: written when their task goes away by what others do. Who acted is found by the log, who
-- has to act now by wf.task, so an approve of a personal task writes nothing here.
CREATE TABLE wf.involved (
    tenant_id   bigint NOT NULL,
    instance_id bigint NOT NULL,
    who         text   NOT NULL,
    PRIMARY KEY (who, tenant_id, instance_id)
);
CREATE INDEX involved_instance_idx ON wf.involved (instance_id, tenant_id);

COMMENT ON TABLE wf.involved IS 'Who once had a task of an instance and has not acted on it. Changed by the engine only.';
COMMENT ON COLUMN wf.involved.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.involved.instance_id IS 'The instance.';
COMMENT ON COLUMN wf.involved.who IS 'A person''s id, or a group that the task was open to: role:<id>, department:<id>.';
