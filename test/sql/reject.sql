-- wf.reject: a vote that the rule of the node counts; a rejected node rejects the instance, and nothing else does.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT wf.reject(1000001, actor => 'bob');
SELECT wf.reject(1000001, 'not in December', actor => 'lena');
SELECT status, version, ended_at IS NOT NULL AS has_ended FROM wf.instance_list;
SELECT count(*) AS open_tasks FROM wf.todo;
-- Who refused it, and why.
SELECT actor, comment FROM wf.history WHERE action = 'reject';
-- No later node ever becomes actionable.
SELECT step, steps, node, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
\set VERBOSITY sqlstate
SELECT wf.reject(1000001, actor => 'lena');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.cancel(1, actor => 'alice');
SELECT * FROM wf.verify(1);

-- on_reject: the rejected request goes back to the person who asked; the last approval ends it.
\set VERBOSITY default
SELECT * FROM wf.deploy('{"key": "trip", "on_reject": "start",
  "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "on_reject": "end"},
    {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}');
SELECT wf.start('trip', actor => 'alice') AS trip \gset
SELECT task_id AS lead FROM wf.todo WHERE instance_id = :trip \gset
SELECT wf.reject(:lead, 'too dear', actor => 'lena');
SELECT status FROM wf.instance_list WHERE instance_id = :trip;
SELECT assignee, node FROM wf.todo WHERE instance_id = :trip;
SELECT wf.resubmit(:trip, actor => 'alice');
SELECT task_id AS lead FROM wf.todo WHERE instance_id = :trip \gset
SELECT wf.approve(:lead, actor => 'lena');
SELECT task_id AS boss FROM wf.todo WHERE instance_id = :trip \gset
SELECT wf.reject(:boss, 'no', actor => 'bob');
SELECT status FROM wf.instance_list WHERE instance_id = :trip;
SELECT seq, action, actor, node, target_node, comment FROM wf.history WHERE instance_id = :trip ORDER BY seq;
SELECT what, actor_name, receiver_names, comment FROM wf.timeline WHERE instance_id = :trip ORDER BY number;
SELECT step, node, state, person_id, decision FROM wf.progress WHERE instance_id = :trip;
SELECT * FROM wf.verify(:trip);
