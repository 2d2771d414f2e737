-- wf.approve_many: many tasks in one call, an answer for each.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 2}', actor => 'alice') FROM generate_series(1, 3);
SELECT wf.start('leave', '{"days": 2}', actor => 'lena');
SELECT * FROM wf.approve_many(ARRAY[3000001, 1000001], comment => 'all checked', actor => 'lena');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT instance_id, seq, action, actor, comment FROM wf.history WHERE action = 'approve' ORDER BY 1, 2;
-- One refusal stops none of the others: decided already, of somebody else, not there, twice.
SELECT task_id, instance_id, version, sqlstate, message, hint
FROM wf.approve_many(ARRAY[1000001, 4000001, 99000001, NULL, 2000001, 2000001], actor => 'lena');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
-- Unless asked: then nothing is done.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT * FROM wf.approve_many(ARRAY[5000001, 4000001], stop_on_refusal => true, actor => 'lena');
SELECT status, version FROM wf.instance_list WHERE instance_id = 5;
-- Several of one instance; what the first one opens, the next one finds.
SELECT wf.deploy('{
    "key": "twice",
    "nodes": [{"id": "start", "type": "start"},
              {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]},
              {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "end"}]}');
SELECT wf.start('twice', actor => 'alice'), wf.start('twice', actor => 'alice');
SELECT task_id, version, sqlstate FROM wf.approve_many(ARRAY[6000001, 7000001, 6000002], data => '{"seen": true}', actor => 'bob');
SELECT instance_id, status, version, data FROM wf.instance_list WHERE instance_id > 5 ORDER BY 1;
-- Instances of one call that act on each other: the end of the called one moves its caller on.
SELECT wf.deploy('{"key": "part",
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.deploy('{"key": "whole",
    "nodes": [{"id": "start", "type": "start"}, {"id": "fork", "type": "parallel"},
              {"id": "sub", "type": "call", "definition": "part"},
              {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]},
              {"id": "join", "type": "parallel"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "fork"}, {"from": "fork", "to": "sub"}, {"from": "fork", "to": "sign"},
              {"from": "sub", "to": "join"}, {"from": "sign", "to": "join"}, {"from": "join", "to": "end"}]}');
SELECT wf.start('whole', actor => 'alice');
SELECT task_id, version, message FROM wf.approve_many(ARRAY(SELECT task_id FROM wf.todo WHERE definition_key IN ('part', 'whole') ORDER BY task_id DESC), actor => 'bob');
SELECT definition_key, status FROM wf.instance_list WHERE definition_key IN ('part', 'whole') ORDER BY definition_key COLLATE "C";
SELECT * FROM wf.approve_many('{}', actor => 'bob');
SELECT * FROM wf.approve_many(NULL, actor => 'bob');
SELECT * FROM wf.approve_many(ARRAY[7000002], actor => NULL);
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
