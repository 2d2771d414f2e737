-- The engine is the only writer of instance, task and log, and writes closed sets from its own enumerations: a CHECK on
-- these hot tables would cost each approve a quarter of its time (docs/explanation/decisions/0005-no-check-on-hot-tables.md).
-- No index on a column that a step changes, and room on each page: every step is a heap-only (HOT) update. Less room would make
-- some of them dearer, more would stay empty when the instances have ended (docs/explanation/decisions/0025-room-on-pages.md, also
-- on vacuum: the table is large, and what changes in it is a small part).
CREATE SEQUENCE wf.instance_id_seq;
COMMENT ON SEQUENCE wf.instance_id_seq IS 'Numbers instances.';

CREATE TABLE wf.instance (
    tenant_id          bigint      NOT NULL,
    instance_id        bigint      NOT NULL,
    definition_id      bigint      NOT NULL,
    business_table     text,
    business_key       text,
    serial_no          text,
    title              text        NOT NULL,
    initiator          text        NOT NULL,
    parent_instance_id bigint,
    parent_token       integer,
    started_at         timestamptz NOT NULL,
    status             text        NOT NULL,
    version            bigint      NOT NULL,
    ended_at           timestamptz,
    data               jsonb       NOT NULL,
    state              bytea       NOT NULL,
    revokes_instance_id bigint,
    seats              bytea,
    PRIMARY KEY (tenant_id, instance_id)
) WITH (fillfactor = 80, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02,
        autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE wf.instance ALTER COLUMN state SET STORAGE EXTERNAL, ALTER COLUMN seats SET STORAGE EXTERNAL;
-- Plain indexes do not begin with the tenant: one that does looks as good as the primary key to a plan made while the table
-- is empty, and then reads a whole tenant for one row.
CREATE INDEX instance_initiator_idx ON wf.instance (initiator, tenant_id, started_at);
CREATE INDEX instance_parent_idx ON wf.instance (parent_instance_id, tenant_id) WHERE parent_instance_id IS NOT NULL;
CREATE INDEX instance_definition_idx ON wf.instance (definition_id, started_at);
CREATE UNIQUE INDEX instance_serial_key ON wf.instance (serial_no, tenant_id) WHERE serial_no IS NOT NULL;
CREATE INDEX instance_revokes_idx ON wf.instance (revokes_instance_id, tenant_id) WHERE revokes_instance_id IS NOT NULL;
CREATE INDEX instance_business_idx ON wf.instance (business_key, business_table, tenant_id) WHERE business_table IS NOT NULL;

COMMENT ON TABLE wf.instance IS 'One running or ended process. Changed by the engine only; read it through wf.instance_list.';
COMMENT ON COLUMN wf.instance.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.instance.instance_id IS 'Its id.';
COMMENT ON COLUMN wf.instance.definition_id IS 'The definition version it runs on, for its whole life.';
COMMENT ON COLUMN wf.instance.business_table IS 'Schema-qualified name of the table whose row this is about; null if not bound.';
COMMENT ON COLUMN wf.instance.business_key IS 'Primary key of that row, as text.';
COMMENT ON COLUMN wf.instance.serial_no IS 'Serial number for people; null: its definition gives none.';
COMMENT ON COLUMN wf.instance.title IS 'What people read in lists.';
COMMENT ON COLUMN wf.instance.initiator IS 'Person who started it.';
COMMENT ON COLUMN wf.instance.parent_instance_id IS 'The instance that called it; null: none. Never changes, so it can be read without a lock.';
COMMENT ON COLUMN wf.instance.parent_token IS 'The token of that instance that waits for the end of this one.';
COMMENT ON COLUMN wf.instance.started_at IS 'Time of its first log entry: the lower bound of every query on its log.';
COMMENT ON COLUMN wf.instance.status IS 'A code of wf.status.';
COMMENT ON COLUMN wf.instance.version IS 'Number of its log entries.';
COMMENT ON COLUMN wf.instance.ended_at IS 'When it reached its final status.';
COMMENT ON COLUMN wf.instance.data IS 'The form as it is now.';
COMMENT ON COLUMN wf.instance.state IS 'Snapshot of the engine''s state (src/core/stored/snapshot.cpp); wf.state(instance_id) shows it.';
COMMENT ON COLUMN wf.instance.seats IS 'Of a snapshot with more than 32 seats: what votes do not change of them, so that a vote does not write it anew. Null: they are in state.';
COMMENT ON COLUMN wf.instance.revokes_instance_id IS 'The approved instance that this one is to revoke (wf.revoke); null: none.';
