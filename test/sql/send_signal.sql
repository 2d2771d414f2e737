-- wf.send_signal: all that wait now take it, and start events start.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "guard", "form": {"fields": [{"name": "why", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "watch", "type": "task", "assignee": "bob", "boundary": [{"id": "heard", "type": "signal", "signal": "alarm", "interrupting": false, "to": "note"}]},
              {"id": "note", "type": "copy", "to": [{"by": "role", "role": "hr"}]}, {"id": "end", "type": "end"}, {"id": "noted", "type": "end"}],
    "flows": [{"from": "start", "to": "watch"}, {"from": "watch", "to": "end"}, {"from": "note", "to": "noted"}]}');
SELECT wf.deploy('{
    "key": "hide", "nodes": [{"id": "start", "type": "start"}, {"id": "alarm", "type": "signal", "signal": "alarm"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "alarm"}, {"from": "alarm", "to": "end"}]}');
SELECT wf.deploy('{
    "key": "drill", "nodes": [{"id": "alarm_start", "type": "start", "trigger": "signal", "signal": "alarm"}, {"id": "run", "type": "task", "assignee": "eve"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "alarm_start", "to": "run"}, {"from": "run", "to": "end"}]}');
SELECT wf.send_signal('nothing', actor => 'dan');
SELECT wf.start('guard', actor => 'alice'), wf.start('hide', actor => 'alice');
SELECT subscription_id, instance_id, node, kind, name FROM wf.subscription ORDER BY instance_id;
SELECT wf.send_signal(name => 'alarm', actor => 'dan');
SELECT instance_id, seq, action, actor, node, comment FROM wf.history ORDER BY 1, 2;
SELECT instance_id, definition_key, status, initiator FROM wf.instance_list ORDER BY 1;
-- Not interrupting: it goes on waiting.
SELECT wf.send_signal('alarm', '{"why": "again"}', actor => 'dan');
SELECT instance_id, definition_key, status FROM wf.instance_list ORDER BY 1;
SELECT wf.send_signal('alarm', '{"why": "again"}', request_id => 's-1', actor => 'dan');
SELECT wf.send_signal('alarm', '{"why": "again"}', request_id => 's-1', actor => 'dan');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
