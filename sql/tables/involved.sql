-- Who takes part in an instance; everybody who was ever asked since tables/lists.sql, by which lists are made of it.
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
