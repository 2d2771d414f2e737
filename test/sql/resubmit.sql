-- wf.resubmit: the initiator hands in a draft, or what was sent back to them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- A draft may be incomplete; nobody else is asked yet.
SELECT wf.start('leave', '{"reason": "holiday"}', as_draft => true, actor => 'alice');
SELECT status FROM wf.instance_list;
SELECT task_id, node, assignee FROM wf.todo;
\set VERBOSITY default
SELECT wf.resubmit(1, actor => 'alice');
SELECT wf.resubmit(1, data => '{"days": 8}', actor => 'bob');
SELECT wf.resubmit(instance_id => 1, data => '{"days": 8, "kind": "annual"}', comment => 'please', actor => 'alice');
SELECT status, data FROM wf.instance_list;
SELECT node, assignee FROM wf.todo;
SELECT wf.resubmit(1, actor => 'alice');
SELECT seq, action, actor, node, comment, source, target FROM wf.history ORDER BY seq;

-- Straight back is refused once a material field has changed.
SELECT wf.deploy('{"key": "pay", "form": {"fields": [{"name": "amount", "type": "number", "material": true}, {"name": "text", "type": "text"}]}, "nodes": [
    {"id": "start", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "b", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "end"}]}');
SELECT wf.start('pay', '{"amount": 100}', actor => 'alice');
SELECT wf.approve(2000001, actor => 'lena');
SELECT wf.send_back(2000002, 'start', resume => 'back_to_returner', actor => 'grace');
SELECT wf.resubmit(2, data => '{"amount": 200}', actor => 'alice');
SELECT wf.resubmit(2, data => '{"amount": 200}', resume => 'forward', actor => 'alice');
SELECT node, assignee FROM wf.todo WHERE instance_id = 2;
SELECT wf.approve(2000004, actor => 'lena');
SELECT wf.send_back(2000005, 'start', resume => 'back_to_returner', actor => 'grace');
SELECT wf.resubmit(2, data => '{"text": "as asked"}', actor => 'alice');
SELECT node, assignee FROM wf.todo WHERE instance_id = 2;

-- The initiator has left: their task goes to nobody, an administrator hands it in.
SELECT wf.send_back(2000007, 'start', actor => 'grace');
UPDATE wf.person SET active = false WHERE person_id = 'alice';
SELECT node, assignee FROM wf.todo WHERE instance_id = 2;
SELECT wf.resubmit(2, actor => 'lena');
SELECT wf.resubmit(2, actor => 'root');
SELECT action, actor, on_behalf_of FROM wf.history WHERE instance_id = 2 ORDER BY seq DESC LIMIT 1;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
