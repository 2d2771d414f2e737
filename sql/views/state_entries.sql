-- A queue is moved as a whole, in one transaction: whoever looks sees its entries either here or there.
CREATE OR REPLACE VIEW wf.state_entries WITH (security_barrier) AS
SELECT l.tracked_id, l.key, l.seq, l.at, l.action, l.source, l.target, l.former_key, l.actor, l.reason, l.transition, l.context, l.kept, l.row_count
FROM wf.state_log l
UNION ALL
SELECT q.tracked_id, q.key, q.seq, q.at, q.action, q.source, q.target, q.former_key, q.actor, q.reason, q.transition, q.context, q.kept, q.row_count
FROM wf.state_queue_1 q WHERE EXISTS (SELECT FROM wf.state_queue s WHERE s.queue = 'state_queue_1' AND NOT s.is_moved)
UNION ALL
SELECT q.tracked_id, q.key, q.seq, q.at, q.action, q.source, q.target, q.former_key, q.actor, q.reason, q.transition, q.context, q.kept, q.row_count
FROM wf.state_queue_2 q WHERE EXISTS (SELECT FROM wf.state_queue s WHERE s.queue = 'state_queue_2' AND NOT s.is_moved)
UNION ALL
SELECT q.tracked_id, q.key, q.seq, q.at, q.action, q.source, q.target, q.former_key, q.actor, q.reason, q.transition, q.context, q.kept, q.row_count
FROM wf._unlogged_states() q WHERE EXISTS (SELECT FROM wf.state_queue s WHERE NOT s.is_logged AND NOT s.is_moved);

COMMENT ON VIEW wf.state_entries IS 'wf.state_log, and the entries that wait in its queues. For the engine: wf.state_history shows it to people.';
