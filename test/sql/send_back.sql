-- wf.send_back: to the node before, to the initiator, or to any node that was passed; forward again or straight back.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- The node before is asked again. One entry of the log, and the returner's task is gone.
SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.send_back(task_id => 1000002, comment => 'whom do you mean?', actor => 'frank');
SELECT task_id, node, round, assignee FROM wf.todo ORDER BY task_id;
SELECT seq, action, actor, node, comment, target FROM wf.history ORDER BY seq;
SELECT step, node, round, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
-- To the initiator: they have a task on the start node, and only wf.resubmit does it.
SELECT wf.send_back(1000004, 'start', actor => 'lena');
SELECT status FROM wf.instance_list;
SELECT task_id, node, assignee FROM wf.todo ORDER BY task_id;
\set VERBOSITY default
SELECT wf.approve(1000005, actor => 'alice');
SELECT wf.send_back(1000005, 'lead', actor => 'alice');
\set VERBOSITY terse
SELECT wf.send_back(1000004, actor => 'lena');
\set VERBOSITY default
SELECT wf.resubmit(1, data => '{"days": 9}', actor => 'alice');
SELECT wf.send_back(1000006, 'board', actor => 'lena');
SELECT wf.send_back(1000006, 'start', resume => 'sideways', actor => 'lena');
SELECT wf.send_back(1000006, 'start', actor => 'bob');
SELECT * FROM wf.verify(1);

-- Straight back to the one who returned it: the nodes between are not asked again.
SELECT wf.approve(1000006, actor => 'lena');
SELECT wf.send_back(1000007, 'lead', 'the dates, please', resume => 'back_to_returner', actor => 'frank');
SELECT task_id, node, assignee FROM wf.todo ORDER BY task_id;
SELECT wf.approve(1000009, actor => 'lena');
SELECT node, assignee FROM wf.todo ORDER BY task_id;

-- What a node allows.
SELECT wf.deploy('{"key": "strict", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena", "frank"]}]},
    {"id": "b", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}],
        "send_back": {"targets": ["a"], "max_rounds": 1, "handlers": "last", "then": "back_to_returner"}},
    {"id": "c", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}], "send_back": false},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "c"}, {"from": "c", "to": "end"}]}');
SELECT wf.start('strict', actor => 'alice');
SELECT wf.approve(2000002, actor => 'frank');
SELECT wf.send_back(2000003, 'start', actor => 'grace');
SELECT wf.send_back(2000003, 'a', actor => 'grace');
SELECT node, assignee FROM wf.todo WHERE instance_id = 2;
SELECT wf.approve(2000004, actor => 'frank');
SELECT wf.send_back(2000005, 'a', actor => 'grace');
SELECT wf.approve(2000005, actor => 'grace');
SELECT wf.send_back(2000006, actor => 'heidi');
SELECT severity, code, path, message FROM wf.validate('{"key": "k", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}],
        "send_back": {"targets": ["nowhere"], "max_rounds": 0, "then": "sideways", "until": 1}},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "end"}]}');

-- Out of parallel branches: before the split all of them are superseded; into one branch the join needs only that one.
SELECT wf.deploy('{"key": "both", "nodes": [
    {"id": "start", "type": "start"}, {"id": "split", "type": "parallel"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "due": "PT1H"},
    {"id": "b", "type": "approval", "approvers": [{"by": "role", "role": "board"}], "mode": "all", "due": "PT1H"},
    {"id": "join", "type": "parallel"},
    {"id": "c", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "split"}, {"from": "split", "to": "a"}, {"from": "split", "to": "b"},
        {"from": "a", "to": "join"}, {"from": "b", "to": "join"}, {"from": "join", "to": "c"}, {"from": "c", "to": "end"}]}');
SELECT wf.start('both', actor => 'alice');
SELECT wf.approve(3000001, actor => 'lena');
SELECT wf.send_back(3000002, 'start', comment => 'which branch?', actor => 'carol');
SELECT count(*) AS timers FROM wf.jobs WHERE instance_id = 3;
SELECT wf.resubmit(3, actor => 'alice');
SELECT node, assignee FROM wf.todo WHERE instance_id = 3 ORDER BY task_id;
SELECT count(*) AS timers FROM wf.jobs WHERE instance_id = 3;
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo WHERE instance_id = 3 ORDER BY task_id;
SELECT wf.send_back(task_id, 'b', actor => 'grace') FROM wf.todo WHERE instance_id = 3;
SELECT wf.approve(task_id, actor => assignee) FROM wf.todo WHERE instance_id = 3 ORDER BY task_id;
SELECT node, assignee FROM wf.todo WHERE instance_id = 3;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
