-- wf.send_message: one takes it, the one that has waited longest; nobody waits: it is kept.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "order", "form": {"fields": [{"name": "number", "type": "text"}, {"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "paid", "type": "message", "message": "paid", "correlation": "number"},
              {"id": "ship", "type": "task", "assignee": "bob"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "paid"}, {"from": "paid", "to": "ship"}, {"from": "ship", "to": "end"}]}');
SELECT wf.start('order', '{"number": "A1"}', actor => 'alice'), wf.start('order', '{"number": "A2"}', actor => 'alice'), wf.start('order', '{"number": "A2"}', actor => 'bob');
SELECT subscription_id, instance_id, node, kind, name, correlation_key FROM wf.subscription ORDER BY 1;
-- The key decides, then age.
SELECT wf.send_message('paid', 'A2', '{"amount": 100}', actor => 'carol');
SELECT instance_id, node FROM wf.todo;
SELECT instance_id, seq, action, actor, node, comment, data FROM wf.history WHERE instance_id = 2 ORDER BY seq;
SELECT wf.send_message('paid', 'A2', actor => 'carol');
SELECT instance_id, node FROM wf.todo ORDER BY 1;
-- Another name, another key, no key: nobody.
SELECT wf.send_message('refunded', 'A1', ttl => '0', actor => 'carol'), wf.send_message('paid', 'A9', ttl => '0', actor => 'carol'), wf.send_message('paid', ttl => '0', actor => 'carol');
SELECT count(*) AS kept FROM wf.message;
-- Kept, and taken at once by who begins to wait for it; the older one first.
SELECT wf.send_message('paid', 'A3', '{"amount": 1}', actor => 'carol');
SELECT wf.send_message('paid', 'A3', '{"amount": 2}', actor => 'carol');
SELECT name, correlation_key, payload, sent_by, expires_at - sent_at AS ttl FROM wf.message ORDER BY message_id;
SELECT wf.start('order', '{"number": "A3"}', actor => 'alice');
SELECT seq, action, actor, node, comment, data FROM wf.history WHERE instance_id = 4 ORDER BY seq;
SELECT version, (SELECT count(*) FROM wf.message) AS kept FROM wf.instance_list WHERE instance_id = 4;
-- Not after its time.
SELECT wf.run_due_jobs(now() + interval '25 hours');
SELECT count(*) AS kept FROM wf.message;
-- What does not fit the form of who takes it is refused, and nothing happens.
SELECT wf.send_message('paid', 'A1', '{"colour": "red"}', actor => 'carol');
SELECT wf.send_message('paid', 'A1', '[]', actor => 'carol');
SELECT wf.send_message('', actor => 'carol');
SELECT wf.send_message('paid', ttl => NULL, actor => 'carol');
SELECT instance_id, version FROM wf.instance_list WHERE instance_id = 1;
-- The same request again changes nothing; a program need not say who it is.
SELECT wf.send_message('paid', 'A1', request_id => 'm-1');
SELECT wf.send_message('paid', 'A1', request_id => 'm-1');
SELECT instance_id, actor, action, comment FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT count(*) AS kept FROM wf.message;

-- A message starts an instance if none waits for it; its sender is the initiator, if they are a person.
SELECT wf.deploy('{
    "key": "claim", "form": {"fields": [{"name": "what", "type": "text"}]},
    "nodes": [{"id": "got", "type": "start", "trigger": "message", "message": "claim"},
              {"id": "look", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "got", "to": "look"}, {"from": "look", "to": "end"}]}');
SELECT subscription_id, instance_id, node, name FROM wf.subscription WHERE instance_id IS NULL;
SELECT wf.send_message('claim', payload => '{"what": "rain"}', actor => 'alice'), wf.send_message('claim');
SELECT instance_id, initiator, data FROM wf.instance_list WHERE definition_key = 'claim' ORDER BY 1;
SELECT instance_id, assignee, candidates FROM wf.todo WHERE definition_key = 'claim' ORDER BY 1;

-- Two processes talk: one throws what the other waits for.
SELECT wf.deploy('{
    "key": "ask", "form": {"fields": [{"name": "number", "type": "text"}, {"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "tell", "type": "message", "throw": true, "message": "paid", "correlation": "number", "payload": "{amount: 7}"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "tell"}, {"from": "tell", "to": "end"}]}');
SELECT wf.start('order', '{"number": "B1"}', actor => 'alice') AS waiting \gset
SELECT wf.start('ask', '{"number": "B1"}', actor => 'bob') AS asking \gset
SELECT i.instance_id = :waiting AS waited, h.action, h.actor, h.node, h.data FROM wf.instance_list i JOIN wf.history h USING (instance_id)
WHERE instance_id IN (:waiting, :asking) ORDER BY 1 DESC, h.seq;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
-- They are about no instance that anybody has read.
SELECT wf.send_message('paid', 'B1', actor => 'bob', expected_version => 1);
SELECT wf.send_signal('closed', actor => 'bob', expected_version => 1);
SELECT wf.start('leave', '{"days": 1}', actor => 'bob', expected_version => 1);
