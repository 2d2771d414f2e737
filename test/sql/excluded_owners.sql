-- A task of a group is in no list of a member who may not act on it, and they are neither told of it nor reminded.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.load_directory('{"persons": [{"id": "p1"}, {"id": "p2"}, {"id": "p3"}],
    "roles": [{"id": "pair", "members": ["p1", "p2", "p3"]}]}') \g /dev/null
SET wf_engine.notify = 'todo';

-- on_self: the initiator is a member.
SELECT wf.deploy('{"key": "own", "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "role", "role": "pair"}], "on_self": "skip"}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}') \g /dev/null
SELECT wf.start('own', actor => 'p1') AS own \gset
SELECT candidates, excluded_owners FROM wf.todo WHERE instance_id = :own;
SELECT p AS person, (SELECT count(*) FROM wf.inbox(p)) AS inbox, (SELECT count(*) FROM wf.list('todo', actor => p)) AS list,
       wf.list_count('todo', actor => p) AS counted, wf.detail(:own, actor => p) -> 'task' ->> 'node' AS task
FROM unnest(ARRAY['p1', 'p2']) AS p;
SELECT recipient FROM wf.outbox WHERE kind = 'todo' ORDER BY recipient;
SELECT wf.remind(:own, actor => 'p1') \g /dev/null
SELECT recipient FROM wf.outbox WHERE kind = 'remind' ORDER BY recipient;
SELECT * FROM wf.verify(:own);
-- As somebody who is nothing but a person.
CREATE ROLE excluded_p1 LOGIN; GRANT wf_user TO excluded_p1;
UPDATE wf.person SET db_role = 'excluded_p1' WHERE person_id = 'p1';
SET SESSION AUTHORIZATION excluded_p1;
SELECT count(*) FROM wf.todo;
RESET SESSION AUTHORIZATION;

-- not_same_as: a member signs in another branch while the task is open; they take it back.
SELECT wf.deploy('{"key": "both", "nodes": [{"id": "start", "type": "start"}, {"id": "fork", "type": "parallel"},
    {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["p2", "p3"]}], "mode": "all"},
    {"id": "two", "type": "approval", "approvers": [{"by": "role", "role": "pair"}], "not_same_as": ["one", "start"]},
    {"id": "join", "type": "parallel"}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "fork"}, {"from": "fork", "to": "one"}, {"from": "fork", "to": "two"},
    {"from": "one", "to": "join"}, {"from": "two", "to": "join"}, {"from": "join", "to": "end"}]}') \g /dev/null
SELECT wf.start('both', actor => 'p1') AS both \gset
SELECT excluded_owners FROM wf.todo WHERE instance_id = :both AND node = 'two';
SELECT wf.approve((SELECT task_id FROM wf.todo WHERE instance_id = :both AND assignee = 'p2'), actor => 'p2') \g /dev/null
SELECT excluded_owners FROM wf.todo WHERE instance_id = :both AND node = 'two';
SELECT p AS person, (SELECT count(*) FROM wf.inbox(p) WHERE instance_id = :both) AS inbox FROM unnest(ARRAY['p1', 'p2', 'p3']) AS p;
SELECT * FROM wf.verify(:both);
SELECT wf.recall(:both, 'one', actor => 'p2') \g /dev/null
SELECT excluded_owners FROM wf.todo WHERE instance_id = :both AND node = 'two';
SELECT wf.approve((SELECT task_id FROM wf.todo WHERE instance_id = :both AND assignee = 'p2'), actor => 'p2') \g /dev/null
SELECT wf.undo(:both, actor => 'root') \g /dev/null
SELECT excluded_owners FROM wf.todo WHERE instance_id = :both AND node = 'two';
SELECT * FROM wf.verify(:both);
DROP ROLE excluded_p1;

-- A group of which nobody may act is as good as none: at the beginning, and later.
SET client_min_messages = warning;
SELECT wf.load_directory('{"roles": [{"id": "one", "members": ["p1"]}, {"id": "two", "members": ["p1", "p2"]}]}') \g /dev/null
SELECT wf.deploy('{"key": "alone", "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "role", "role": "one"}], "on_self": "skip", "on_no_approver": {"users": ["p3"]}},
    {"id": "do", "type": "task", "candidates": [{"by": "role", "role": "one"}], "not_same_as": ["start"], "on_no_approver": {"users": ["p3"]}}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "do"}, {"from": "do", "to": "end"}]}') \g /dev/null
SELECT wf.start('alone', actor => 'p1') AS alone \gset
SELECT node, assignee FROM wf.todo WHERE instance_id = :alone;
SELECT wf.approve((SELECT task_id FROM wf.todo WHERE instance_id = :alone), actor => 'p3') \g /dev/null
SELECT node, assignee FROM wf.todo WHERE instance_id = :alone;
SELECT node, comment FROM wf.history WHERE instance_id = :alone AND actor = 'system' ORDER BY seq;
SELECT what, node, person_id, result FROM wf.simulate('alone', 'p1') WHERE what NOT IN ('enter', 'result');
SELECT * FROM wf.verify(:alone);
-- The one who is left signs elsewhere.
SELECT wf.deploy('{"key": "last", "nodes": [{"id": "start", "type": "start"}, {"id": "fork", "type": "parallel"},
    {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["p2", "p3"]}], "mode": "all"},
    {"id": "two", "type": "approval", "approvers": [{"by": "role", "role": "two"}], "not_same_as": ["one", "start"], "on_no_approver": {"users": ["grace"]}},
    {"id": "join", "type": "parallel"}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "fork"}, {"from": "fork", "to": "one"}, {"from": "fork", "to": "two"},
    {"from": "one", "to": "join"}, {"from": "two", "to": "join"}, {"from": "join", "to": "end"}]}') \g /dev/null
SELECT wf.start('last', actor => 'p1') AS last \gset
SELECT node, assignee, excluded_owners FROM wf.todo WHERE instance_id = :last ORDER BY 1, 2;
SELECT wf.approve((SELECT task_id FROM wf.todo WHERE instance_id = :last AND assignee = 'p2'), actor => 'p2') \g /dev/null
SELECT node, assignee, excluded_owners FROM wf.todo WHERE instance_id = :last ORDER BY 1, 2;
SELECT action, node, comment FROM wf.history WHERE instance_id = :last AND actor = 'system' ORDER BY seq;
SELECT * FROM wf.verify(:last);
SELECT wf.undo(:last, actor => 'root') \g /dev/null
SELECT node, assignee, excluded_owners FROM wf.todo WHERE instance_id = :last ORDER BY 1, 2;
SELECT * FROM wf.verify(:last);
-- What is not theirs to decide is not theirs to write either: nobody takes away what keeps them out.
SELECT wf.deploy('{"key": "kept_out", "form": {"fields": [{"name": "maker", "type": "text"}]}, "withdraw": {"by_request": true}, "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "role", "role": "pair"}], "mode": "any", "except": ["field:maker"]}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}') \g /dev/null
SELECT wf.start('kept_out', '{"maker": "p2"}', actor => 'alice') AS kept_out \gset
SELECT wf.set_data(:kept_out, '{"maker": "nobody"}', actor => 'p2');
SELECT wf.send_back(:kept_out * 1000000 + 1, actor => 'p2');
SELECT wf.add_signer(:kept_out * 1000000 + 1, ARRAY['bob'], actor => 'p2');
SELECT wf.approve(:kept_out * 1000000 + 1, data => '{"maker": "nobody"}', actor => 'p2');
SELECT wf.request_withdrawal(:kept_out, actor => 'alice') IS NOT NULL AS asked;
SELECT wf.answer_withdrawal(:kept_out, true, actor => 'p2');
SELECT wf.set_data(:kept_out, '{"maker": "p3"}', actor => 'p1') IS NOT NULL AS written;
SELECT excluded_owners FROM wf.todo WHERE instance_id = :kept_out;
SELECT * FROM wf.verify(:kept_out);
-- The last who could act leaves, or leaves the group: nobody is left.
DELETE FROM wf.role_member WHERE role_id = 'pair' AND person_id = 'p3';
SELECT wf.start('kept_out', '{"maker": "p2"}', actor => 'alice') AS left_alone \gset
BEGIN;
UPDATE wf.person SET active = false WHERE person_id = 'p1';
SELECT node, assignee, candidates FROM wf.todo WHERE instance_id = :left_alone;
SELECT * FROM wf.verify(:left_alone);
ROLLBACK;
DELETE FROM wf.role_member WHERE role_id = 'pair' AND person_id = 'p1';
SELECT node, assignee, candidates FROM wf.todo WHERE instance_id = :left_alone;
SELECT action, node, comment FROM wf.history WHERE instance_id = :left_alone AND actor = 'system' ORDER BY seq;
-- The same of a department: who works in it, and who has a post there.
SELECT wf.load_directory('{"departments": [{"id": "duo"}], "persons": [{"id": "p1", "department": "duo"}, {"id": "p2", "department": "duo"}, {"id": "p3"}]}') \g /dev/null
INSERT INTO wf.post (tenant_id, person_id, department_id) VALUES (0, 'p3', 'duo');
SELECT wf.deploy('{"key": "kept_out_too", "form": {"fields": [{"name": "maker", "type": "text"}]}, "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "department", "department": "duo"}], "mode": "any", "except": ["field:maker"]}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}') \g /dev/null
SELECT wf.start('kept_out_too', '{"maker": "p2"}', actor => 'alice') AS left_alone \gset
UPDATE wf.person SET department_id = NULL WHERE person_id = 'p1';
SELECT node, assignee, candidates FROM wf.todo WHERE instance_id = :left_alone;
DELETE FROM wf.post WHERE person_id = 'p3';
SELECT node, assignee, candidates FROM wf.todo WHERE instance_id = :left_alone;
SELECT * FROM wf.verify(:left_alone);
