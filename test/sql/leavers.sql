-- Somebody leaves: their open seats move in the same transaction, by on_leave of their nodes.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy(mode, jsonb_build_object('mode', mode, 'approvers', '[{"by": "users", "users": ["alice", "bob"]}]'::jsonb)
    || CASE mode WHEN 'vote' THEN '{"vote": {"need": 2}}'::jsonb ELSE '{}' END)
FROM unnest(ARRAY['any', 'all', 'sequential', 'vote']) mode;
SELECT wf.start(mode, actor => 'carol') FROM unnest(ARRAY['any', 'all', 'sequential', 'vote']) mode;

-- A rollback brings everything back.
BEGIN;
UPDATE wf.person SET active = false WHERE person_id = 'bob';
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
ROLLBACK;
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;

-- bob and alice have the same superior. Of a sequence the second seat is looked at when its turn comes.
UPDATE wf.person SET active = false WHERE person_id = 'bob';
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
SELECT * FROM pg_temp.story(2);
SELECT wf.approve(3000001, actor => 'alice');
SELECT pg_temp.tasks(3);
SELECT * FROM pg_temp.story(3);
-- lena has a seat here already: alice's goes, and the vote is counted anew.
UPDATE wf.person SET active = false WHERE person_id = 'alice';
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
SELECT * FROM pg_temp.story(4);
SELECT wf.approve(2000002, actor => 'lena');
SELECT pg_temp.tasks(2);
-- What was moved moves on, to the next superior who is there; votes that were cast stay.
UPDATE wf.person SET active = false WHERE person_id IN ('lena', 'frank');
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
UPDATE wf.person SET active = false WHERE person_id = 'grace';
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
UPDATE wf.person SET active = true WHERE person_id <> 'gone';

-- The other policies.
SELECT pg_temp.deploy(key, jsonb_build_object('approvers', '[{"by": "users", "users": ["bob"]}]'::jsonb, 'on_leave', policy))
FROM (VALUES ('admin', '"admin"'::jsonb), ('hold', '"hold"'), ('users', '{"users": ["gone", "dan"]}')) p (key, policy);
SELECT wf.start('admin', actor => 'carol') AS admin, wf.start('hold', actor => 'carol') AS hold, wf.start('users', actor => 'carol') AS users;
DELETE FROM wf.person WHERE person_id = 'bob';
SELECT i, pg_temp.tasks(i) FROM generate_series(5, 7) i;
SELECT wf.state(6) #> '{tokens,0,held}' AS held, wf.state(6) #> '{seats,0,state}' AS seat;
SELECT i, s.* FROM generate_series(5, 7) i, pg_temp.story(i) s WHERE seq > 1;
SELECT wf.approve(5000001, actor => 'root');
-- An administrator ends the incident.
SELECT wf.refresh_approvers(6, 'sign', actor => 'root');
SELECT pg_temp.tasks(6), wf.state(6) #> '{tokens,0,held}' AS held;
SELECT wf.load_directory('{"persons": [{"id": "bob", "manager": "lena", "department": "dev"}]}') -> 'persons' AS persons;

-- A group: its members may come and go, until the last one has gone.
SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "hr"}]}');
SELECT pg_temp.deploy('department', '{"approvers": [{"by": "department", "department": "people"}]}');
SELECT wf.start('group', actor => 'carol') AS role, wf.start('department', actor => 'carol') AS department;
INSERT INTO wf.role_member VALUES (0, 'hr', 'bob');
DELETE FROM wf.role_member WHERE role_id = 'hr' AND person_id = 'heidi';
SELECT pg_temp.tasks(8);
DELETE FROM wf.role_member WHERE role_id = 'hr';
SELECT pg_temp.tasks(8);
SELECT * FROM pg_temp.story(8);
UPDATE wf.person SET department_id = 'dev' WHERE person_id = 'heidi';
SELECT pg_temp.tasks(9);
SELECT * FROM pg_temp.story(9);

-- Claimed: back to the group, if there is one still.
SELECT wf.load_directory('{"roles": [{"id": "hr", "members": ["heidi", "eve"]}]}') -> 'members' AS members;
SELECT wf.start('group', actor => 'carol');
SELECT wf.claim(10000001, actor => 'eve');
UPDATE wf.person SET active = false WHERE person_id = 'eve';
SELECT pg_temp.tasks(10);
SELECT wf.claim(10000001, actor => 'heidi');
UPDATE wf.person SET active = false WHERE person_id = 'heidi';
SELECT pg_temp.tasks(10);
SELECT * FROM pg_temp.story(10);

-- Given for advice: back to the giver.
SELECT wf.start('users', actor => 'carol');
SELECT wf.delegate(11000001, 'alice', actor => 'bob');
UPDATE wf.person SET active = false WHERE person_id = 'alice';
SELECT pg_temp.tasks(11);

-- The agent of a standing delegation: back to the principal.
INSERT INTO wf.delegation (tenant_id, person_id, agent_id, valid_from, created_by, created_at) VALUES (0, 'bob', 'dan', now() - interval '1 day', 'bob', now());
SELECT wf.start('users', actor => 'carol');
SELECT pg_temp.tasks(12);
UPDATE wf.person SET active = false WHERE person_id = 'dan';
SELECT pg_temp.tasks(12);
SELECT * FROM pg_temp.story(12);

-- The work of a task node.
SELECT pg_temp.deploy('work', '{"type": "task", "assignee": "bob"}');
SELECT pg_temp.deploy('works', '{"type": "task", "candidates": [{"by": "users", "users": ["bob", "carol"]}]}');
SELECT wf.start('work', actor => 'frank') AS work, wf.start('works', actor => 'frank') AS works;
UPDATE wf.person SET active = false WHERE person_id = 'bob';
SELECT pg_temp.tasks(13) AS work, pg_temp.tasks(14) AS works;
UPDATE wf.person SET active = false WHERE person_id = 'carol';
SELECT pg_temp.tasks(13) AS work, pg_temp.tasks(14) AS works;
UPDATE wf.person SET active = true WHERE person_id <> 'gone';

-- A load is looked at as a whole: who leaves may have a successor in it.
SELECT wf.load_directory('{"roles": [{"id": "hr", "members": ["heidi"]}]}') -> 'members' AS members;
SELECT wf.start('group', actor => 'carol');
SELECT wf.load_directory('{"persons": [{"id": "heidi", "active": false, "department": "people"}, {"id": "ivan", "department": "people"}],
    "roles": [{"id": "hr", "members": ["ivan"]}]}') IS NOT NULL AS loaded;
SELECT pg_temp.tasks(15);
SELECT wf.load_directory('{"persons": [{"id": "ivan", "active": false}]}') -> 'persons' AS persons;
SELECT pg_temp.tasks(15);
-- One that fails half-way leaves nothing behind: who leaves afterwards is replaced at once.
TRUNCATE wf.delegation;
ALTER TABLE wf.role ADD CONSTRAINT no_secrets CHECK (role_id <> 'secret');
SELECT pg_temp.refused($$SELECT wf.load_directory('{"persons": [{"id": "dan", "active": false}], "roles": [{"id": "secret"}]}')$$);
ALTER TABLE wf.role DROP CONSTRAINT no_secrets;
SELECT wf.start('users', actor => 'carol');
UPDATE wf.person SET active = false WHERE person_id = 'bob';
SELECT pg_temp.tasks(16);

-- An instance that cannot go on does not keep anybody from leaving; what it would need is said in a warning.
SELECT wf.deploy('{"key": "stuck", "form": {"fields": [{"name": "n", "type": "number"}]}, "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["alice", "lena"]}]},
    {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "g"}, {"from": "g", "to": "e", "when": "n > 1"}]}');
SELECT wf.start('stuck', '{"n": 0}', actor => 'carol');
SELECT wf.approve(17000002, actor => 'lena');
UPDATE wf.person SET active = false WHERE person_id = 'alice';
SELECT pg_temp.tasks(17);

-- Nor does a function that fails.
CREATE FUNCTION fails(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room is free'; END $$;
SELECT wf.register_function('fails', 'fails(jsonb)');
SELECT wf.deploy('{"key": "fails", "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["dan", "grace"]}]},
    {"id": "f", "type": "script", "function": "fails"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "f"}, {"from": "f", "to": "e"}]}');
SELECT wf.start('fails', actor => 'carol');
SELECT wf.approve(18000002, actor => 'grace');
UPDATE wf.person SET active = false WHERE person_id = 'dan';
SELECT pg_temp.tasks(18);
DROP FUNCTION fails(jsonb);

-- From a table of the host, changed by a user who has no right in the engine; what follows is done with the rights of who owns what is called.
CREATE TABLE hr_employee (id text PRIMARY KEY, boss text, active boolean NOT NULL);
INSERT INTO hr_employee VALUES ('max', NULL, true), ('kim', 'max', true), ('pia', 'max', true);
CREATE ROLE regress_wf_hr LOGIN;
GRANT SELECT, UPDATE, DELETE ON hr_employee TO regress_wf_hr;
CREATE FUNCTION who(form jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT jsonb_build_object('who', current_user) $$;
SET wf_engine.tenant = 5;
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "manager_id": "boss", "active": "active"}');
SELECT wf.register_function('who', 'who(jsonb)');
SELECT wf.deploy('{"key": "mirrored", "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["kim", "max"]}]},
    {"id": "f", "type": "script", "function": "who"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "f"}, {"from": "f", "to": "e"}]}');
SELECT wf.start('mirrored', actor => 'pia') AS i, wf.start('mirrored', actor => 'pia') AS j \gset
SELECT wf.approve(:i * 1000000 + 2, actor => 'max');
SET SESSION AUTHORIZATION regress_wf_hr;
BEGIN;
UPDATE hr_employee SET active = false WHERE id = 'kim';
ROLLBACK;
SELECT has_schema_privilege('wf', 'usage') AS may_use_the_engine;
RESET SESSION AUTHORIZATION;
SELECT pg_temp.tasks(:i) AS i, pg_temp.tasks(:j) AS j;
SET SESSION AUTHORIZATION regress_wf_hr;
DELETE FROM hr_employee WHERE id = 'kim';
RESET SESSION AUTHORIZATION;
SELECT pg_temp.tasks(:i) AS i, pg_temp.tasks(:j) AS j;
SELECT data FROM wf.instance_list WHERE instance_id = :i AND tenant_id = 5;
RESET wf_engine.tenant;
DROP TABLE hr_employee;
DROP FUNCTION who(jsonb);
DROP ROLE regress_wf_hr;

-- Nobody who leaves, nothing to do; and no way in for users.
UPDATE wf.person SET name = name || '!';
SELECT wf._replace_leavers(0, ARRAY['person:carol', 'role:board', 'department:board']);
SELECT has_function_privilege('wf_user', 'wf._replace_leavers(bigint, text[])', 'execute') AS by_users;
SELECT pg_temp.refused($$SET wf_engine.held_leavers = 'x'$$);
SELECT pg_temp.unsound();

-- Without the extension the directory can still be changed.
SET client_min_messages = warning;
DROP EXTENSION wf_engine CASCADE;
UPDATE wf.person SET active = false WHERE person_id = 'carol';
