-- assign: one of those found gets the task.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy(assign, jsonb_build_object('assign', assign, 'approvers', '[{"by": "role", "role": "board"}]'::jsonb))
FROM unnest(ARRAY['random', 'round_robin', 'least_loaded']) assign;

-- By chance: always one, and in the long run each of them.
SELECT count(*) AS started FROM (SELECT wf.start('random', actor => 'alice') FROM generate_series(1, 60)) s;
SELECT count(*) AS tasks, count(DISTINCT instance_id) AS instances, array_agg(DISTINCT assignee COLLATE "C") AS people FROM wf.todo;

-- In turn.
SELECT wf.start('round_robin', actor => 'alice') FROM generate_series(1, 5);
SELECT assignee FROM wf.todo WHERE definition_key = 'round_robin' ORDER BY instance_id;
-- Whose turn it would be has left; whoever is new gets a turn in the order of ids.
UPDATE wf.person SET active = false WHERE person_id = 'eve';
INSERT INTO wf.role_member VALUES (0, 'board', 'bob');
SELECT wf.start('round_robin', actor => 'alice') AS first, wf.start('round_robin', actor => 'alice') AS second \gset
SELECT assignee FROM wf.todo WHERE instance_id IN (:first, :second) ORDER BY instance_id;
-- What is rolled back takes no turn.
BEGIN;
SELECT wf.start('round_robin', actor => 'alice') AS i \gset
SELECT assignee FROM wf.todo WHERE instance_id = :i;
ROLLBACK;
SELECT wf.start('round_robin', actor => 'alice') AS i \gset
SELECT assignee FROM wf.todo WHERE instance_id = :i;

-- Who has the fewest open tasks; of several, the first.
DELETE FROM wf.role_member WHERE person_id = 'bob';
UPDATE wf.person SET active = true WHERE person_id = 'eve';
SELECT count(wf.terminate(instance_id, actor => 'root')) FROM wf.instance_list WHERE status = 'running';
SELECT wf.start('least_loaded', actor => 'alice') AS i FROM generate_series(1, 4);
SELECT assignee FROM wf.todo ORDER BY instance_id;
SELECT task_id AS task FROM wf.todo WHERE assignee = 'eve' \gset
SELECT wf.approve(:task, actor => 'eve');
SELECT wf.start('least_loaded', actor => 'alice') AS i \gset
SELECT assignee FROM wf.todo WHERE instance_id = :i;
SELECT pg_temp.unsound();
