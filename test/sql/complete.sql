-- wf.complete: somebody does the work of a task node; no vote.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "onboarding", "form": {"fields": [{"name": "room", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "desk", "type": "task", "assignee": "bob"},
              {"id": "badge", "type": "task", "candidates": [{"by": "role", "role": "hr"}, {"by": "users", "users": ["dan"]}]},
              {"id": "cake", "type": "task"},
              {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "badge"}, {"from": "badge", "to": "cake"},
              {"from": "cake", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.start('onboarding', actor => 'alice');
SELECT task_id, node, assignee, candidates FROM wf.todo;
-- Whose task it is, and which verb.
SELECT wf.complete(1000001, actor => 'alice');
SELECT wf.approve(1000001, actor => 'bob');
SELECT wf.complete(task_id => 1000001, data => '{"room": "2.14"}', comment => 'by the window', actor => 'bob');
-- Candidates: members of a role, and a person by name; each finds it in their work list.
SELECT task_id, assignee, candidates FROM wf.todo;
SELECT (SELECT count(*) FROM wf.inbox('heidi')) AS heidi, (SELECT count(*) FROM wf.inbox('dan')) AS dan,
       (SELECT count(*) FROM wf.inbox('eve')) AS eve;
SELECT wf.complete(1000002, actor => 'eve');
SELECT wf.complete(1000002, actor => 'dan');
-- Without assignee and candidates: every active person.
SELECT task_id, assignee, candidates FROM wf.todo;
SELECT (SELECT count(*) FROM wf.inbox('eve')) AS eve, (SELECT count(*) FROM wf.inbox('gone')) AS gone;
SELECT wf.complete(1000003, actor => 'gone');
SELECT wf.complete(1000003, actor => 'eve');
-- An approval is approved or rejected.
SELECT wf.complete(1000004, actor => 'lena');
SELECT wf.approve(1000004, actor => 'lena');
\set VERBOSITY terse
SELECT wf.complete(1000003, actor => 'eve');
SELECT seq, action, actor, node, comment, data FROM wf.history ORDER BY seq;
SELECT status FROM wf.instance_list;
\set VERBOSITY sqlstate
SELECT wf.complete(1000009, actor => 'eve');
SELECT wf.complete(9000009, actor => 'eve');
SELECT * FROM wf.verify(1);
