CREATE OR REPLACE VIEW wf.progress WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, p.step, p.steps, p.node, p.node_name, p.round, p.state, p.person_id, p.decision, p.at, p.comment, p.loops
FROM wf.instance i
-- Gives no rows of an instance that the caller may not see.
CROSS JOIN LATERAL wf._progress(i.tenant_id, i.instance_id) p;

COMMENT ON VIEW wf.progress IS 'The way of an instance: a row for each step and person, done, current and predicted. Ask for one instance_id.';
COMMENT ON COLUMN wf.progress.step IS 'Number of the approval node on the way, from 1.';
COMMENT ON COLUMN wf.progress.steps IS 'How many there are, the predicted ones included; null: too many to look at all of them.';
COMMENT ON COLUMN wf.progress.state IS 'done, current (has to act now) or predicted (will have to, if everybody before approves).';
COMMENT ON COLUMN wf.progress.person_id IS 'Who acted or has to act; for a group its name (role:<id>), for nobody null.';
COMMENT ON COLUMN wf.progress.loops IS 'As long as everybody approves and nothing changes it would go round for ever: the predicted rows are the way round once.';
COMMENT ON COLUMN wf.progress.decision IS 'approved, rejected, not_needed, or null: none yet.';
