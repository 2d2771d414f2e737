-- Calls: an instance starts another one and waits for its end.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "check_credit", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "good", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "look", "type": "task", "assignee": "bob"}, {"id": "how", "type": "exclusive"},
              {"id": "end", "type": "end"}, {"id": "fraud", "type": "end", "error": "FRAUD"}],
    "flows": [{"from": "start", "to": "look"}, {"from": "look", "to": "how"}, {"from": "how", "to": "fraud", "when": "good = false"}, {"from": "how", "to": "end", "default": true}]}');
SELECT wf.deploy('{
    "key": "sale", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "customer", "type": "text"}, {"name": "credit", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "credit", "type": "call", "definition": "check_credit", "out": {"credit": "good"},
               "boundary": [{"id": "fraud", "type": "error", "error": "FRAUD", "to": "police"}]},
              {"id": "ship", "type": "task", "assignee": "carol"}, {"id": "police", "type": "task", "assignee": "dan"},
              {"id": "end", "type": "end"}, {"id": "told", "type": "end"}],
    "flows": [{"from": "start", "to": "credit"}, {"from": "credit", "to": "ship"}, {"from": "ship", "to": "end"}, {"from": "police", "to": "told"}]}');
CREATE TABLE customer (id integer PRIMARY KEY);
INSERT INTO customer VALUES (3);
SELECT wf.start('sale', '{"amount": 7, "customer": "ann"}', business_table => 'customer', business_key => '3', actor => 'alice');
-- What the called form does not know is left out; the business row and the initiator are those of the caller.
SELECT instance_id, definition_key, status, initiator, data, business_table, business_key, parent_instance_id FROM wf.instance_list ORDER BY 1;
SELECT task_id, node, assignee FROM wf.todo;
SELECT wf.complete(2000001, data => '{"good": true}', actor => 'bob');
SELECT instance_id, seq, action, actor, node, data FROM wf.history ORDER BY instance_id, seq;
SELECT task_id, node FROM wf.todo;
SELECT wf.complete(1000001, actor => 'carol');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
-- An error of the called one is an error of the caller.
SELECT wf.start('sale', '{"amount": 8}', actor => 'alice') AS parent \gset
SELECT wf.complete((:parent + 1) * 1000000 + 1, data => '{"good": false}', actor => 'bob') > 0 AS done;
SELECT instance_id - :parent AS nth, status FROM wf.instance_list WHERE instance_id >= :parent ORDER BY 1;
SELECT node FROM wf.todo WHERE instance_id = :parent;
-- The caller ends: so do those it called.
SELECT wf.start('sale', '{"amount": 9}', actor => 'alice') AS parent \gset
SELECT wf.cancel(:parent, 'no more', actor => 'alice') > 0 AS canceled;
SELECT instance_id - :parent AS nth, status FROM wf.instance_list WHERE instance_id >= :parent ORDER BY 1;
SELECT instance_id - :parent AS nth, action, actor, comment FROM wf.history WHERE instance_id >= :parent ORDER BY instance_id, seq;
-- The called one ends otherwise: the caller goes on, and knows how.
SELECT wf.start('sale', '{"amount": 10}', actor => 'alice') AS parent \gset
SELECT wf.terminate(:parent + 1, actor => 'root') > 0 AS terminated;
SELECT instance_id - :parent AS nth, status FROM wf.instance_list WHERE instance_id >= :parent ORDER BY 1;
SELECT node FROM wf.todo WHERE instance_id = :parent;

-- Calls within calls end at once, if nobody has to act.
SELECT wf.deploy('{
    "key": "down", "form": {"fields": [{"name": "n", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "more", "type": "exclusive"},
              {"id": "again", "type": "call", "definition": "down", "in": {"n": "n - 1"}, "out": "all"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "more"}, {"from": "more", "to": "again", "when": "n > 0"}, {"from": "more", "to": "end", "default": true}, {"from": "again", "to": "end"}]}');
SELECT wf.start('down', '{"n": 3}', actor => 'alice') AS top \gset
SELECT instance_id - :top AS depth, status, data FROM wf.instance_list WHERE definition_key = 'down' ORDER BY 1;
-- Without end: refused, and nothing is kept.
SELECT wf.start('down', '{"n": 1000}', actor => 'alice');
SELECT count(*) FROM wf.instance_list WHERE definition_key = 'down';
-- What is called has to be there when it is called.
SELECT wf.deploy('{"key": "lonely", "nodes": [{"id": "start", "type": "start"}, {"id": "friend", "type": "call", "definition": "nobody"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "friend"}, {"from": "friend", "to": "end"}]}');
SELECT wf.start('lonely', actor => 'alice');
-- An escalation that the called one does not catch goes to the caller.
SELECT wf.deploy('{"key": "worker", "nodes": [{"id": "start", "type": "start"}, {"id": "shout", "type": "escalation", "escalation": "HELP"}, {"id": "work", "type": "task", "assignee": "bob"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "shout"}, {"from": "shout", "to": "work"}, {"from": "work", "to": "end"}]}');
SELECT wf.deploy('{"key": "boss", "nodes": [{"id": "start", "type": "start"},
    {"id": "have_it_done", "type": "call", "definition": "worker", "boundary": [{"id": "help", "type": "escalation", "escalation": "HELP", "interrupting": false, "to": "assist"}]},
    {"id": "assist", "type": "task", "assignee": "dan"}, {"id": "end", "type": "end"}, {"id": "assisted", "type": "end"}],
    "flows": [{"from": "start", "to": "have_it_done"}, {"from": "have_it_done", "to": "end"}, {"from": "assist", "to": "assisted"}]}');
SELECT wf.start('boss', actor => 'alice') AS boss \gset
SELECT instance_id - :boss AS nth, node, assignee FROM wf.todo WHERE instance_id >= :boss ORDER BY 1;
SELECT instance_id - :boss AS nth, action, actor, node FROM wf.history WHERE instance_id >= :boss ORDER BY instance_id, seq;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP TABLE customer;
