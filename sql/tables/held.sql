-- What nobody can go on with stands in the snapshots only; it is seldom, so it is noted when it comes about.
CREATE TABLE wf.held (
    tenant_id   bigint      NOT NULL,
    instance_id bigint      NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, instance_id)
);
COMMENT ON TABLE wf.held IS 'Instances with a node that nobody can go on with: on_no_approver or on_leave held it, or a service has no tries left. Changed by the engine only.';
COMMENT ON COLUMN wf.held.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.held.instance_id IS 'The instance; wf.state(instance_id) says which node and why.';
COMMENT ON COLUMN wf.held.since IS 'Since when.';
INSERT INTO wf.held (tenant_id, instance_id, since)
SELECT l.tenant_id, l.instance_id, max(l.at) FROM wf.log l JOIN wf.instance i USING (tenant_id, instance_id)
WHERE i.ended_at IS NULL AND wf.events(l.events) @> '[{"type": "NodeHeld"}]'
  AND NOT EXISTS (SELECT FROM wf.task t WHERE t.tenant_id = i.tenant_id AND t.instance_id = i.instance_id)
GROUP BY 1, 2;

-- Jobs that have failed are few among those that wait.
CREATE INDEX job_failed_idx ON wf.job (tenant_id, job_id) WHERE error IS NOT NULL;

-- wf.verify_all() reads the whole log, which nobody does at each scrape: it leaves here what it has found.
CREATE TABLE wf.verify_done (
    verify_id bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    took      interval    NOT NULL,
    problems  bigint      NOT NULL,
    done_by   text        NOT NULL
);
COMMENT ON TABLE wf.verify_done IS 'What wf.verify_all() has found in the last year, where somebody in wf_admin had it read all instances, in a transaction that could write.';
COMMENT ON COLUMN wf.verify_done.verify_id IS 'Its number.';
COMMENT ON COLUMN wf.verify_done.at IS 'When it began.';
COMMENT ON COLUMN wf.verify_done.took IS 'How long it took.';
COMMENT ON COLUMN wf.verify_done.problems IS 'How many rows it gave.';
COMMENT ON COLUMN wf.verify_done.done_by IS 'The database role that called it.';
INSERT INTO wf.retention (table_name, time_column, keep_for) VALUES ('verify_done', 'at', '1 year');
