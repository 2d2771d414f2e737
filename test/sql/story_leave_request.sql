-- The main story: a long leave from start to end, seen through the views that people read.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual", "reason": "sea"}', actor => 'alice') AS instance_id;
SELECT task_id, definition_key, title, node, node_name, round, assignee, candidates FROM wf.todo;

-- Whose turn it is, and who will be asked, before any of it has happened.
SELECT step, steps, node, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
SELECT wf.diagram(instance_id => 1);

SELECT wf.approve(1000001, 'enjoy', actor => 'lena') AS version;
SELECT wf.approve(1000002, actor => 'frank') AS version;
SELECT wf.approve(1000003, actor => 'grace') AS version;

-- 2 of 3 members of the board decide; the third one's task goes away.
SELECT task_id, node, assignee FROM wf.todo ORDER BY task_id;
SELECT wf.approve(1000004, actor => 'carol') AS version;
SELECT format('step %s of %s, waiting for %s', step, steps, string_agg(person_id, ', ' ORDER BY person_id COLLATE "C")) AS progress
FROM wf.progress WHERE instance_id = 1 AND state = 'current' GROUP BY step, steps;
SELECT wf.approve(1000006, 'fine with me', actor => 'eve') AS version;
SELECT count(*) AS open_tasks FROM wf.todo;

SELECT instance_id, definition_version, version, title, status, initiator, ended_at IS NOT NULL AS has_ended FROM wf.instance_list;
SELECT seq, action, actor, node, task_id, comment, data, source, target FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT step, steps, node, state, person_id, decision, at IS NOT NULL AS decided, comment FROM wf.progress WHERE instance_id = 1;
SELECT instance_id, recipient, node, sent_by, read_at, status FROM wf.cc;
SELECT task_id, node_name, actor, action, comment, status FROM wf.done WHERE actor = 'eve';
SELECT instance_id, status FROM wf.started WHERE initiator = 'alice';
SELECT wf.diagram(instance_id => 1);

-- The proof: replaying the log gives the state.
SELECT * FROM wf.verify(1);
SELECT wf.replay(1) = wf.state(1) AS replay_is_state;
