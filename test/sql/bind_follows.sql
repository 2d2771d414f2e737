-- wf.bind: what follows from other columns, approvals from before the table was bound, and columns that name nobody.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- A generated column is a field like any other: what may be written changes it, and the form has it at once.
CREATE TABLE public.purchase (id integer PRIMARY KEY, who text, last_writer text, qty integer DEFAULT 5, price numeric DEFAULT 2, state text DEFAULT 'draft', note text,
    total numeric GENERATED ALWAYS AS (qty * price) STORED, words tsvector GENERATED ALWAYS AS (to_tsvector('simple', note)) STORED);
SELECT wf.deploy('{"key": "buy", "form": {"fields": [{"name": "total", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "more", "type": "exclusive"}, {"id": "second", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "more"}, {"from": "more", "to": "second", "when": "total > 100"}, {"from": "more", "to": "end", "default": true},
        {"from": "second", "to": "end"}]}') > 0;
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "who", "actor": "last_writer", "data": {"total": "total"}, "always_writable": ["qty", "note", "last_writer"],
    "require": {"column": "state", "is": ["ordered"]}, "freeze_approved": ["total"]}');
INSERT INTO purchase (id, who) VALUES (1, 'alice');
UPDATE purchase SET state = 'asked' WHERE id = 1;
UPDATE purchase SET note = 'a long one' WHERE id = 1;
UPDATE purchase SET qty = 1000, last_writer = 'bob' WHERE id = 1;
SELECT data FROM wf.instance_list;
SELECT pg_temp.refused('UPDATE purchase SET price = 3 WHERE id = 1');
-- A column that is blank names nobody.
UPDATE purchase SET qty = 900, last_writer = '' WHERE id = 1;
UPDATE purchase SET qty = 800, last_writer = '  ' WHERE id = 1;
SELECT seq, action, actor FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT wf.approve(1000001, actor => 'lena');
SELECT pg_temp.tasks(1), pg_temp.unsound();
SELECT wf.approve(1000002, actor => 'frank');
SELECT pg_temp.refused('UPDATE purchase SET qty = 700 WHERE id = 1');
UPDATE purchase SET note = 'another' WHERE id = 1;
UPDATE purchase SET state = 'ordered' WHERE id = 1;
INSERT INTO purchase (id, who) VALUES (2, '');
SELECT pg_temp.refused('UPDATE purchase SET state = ''asked'' WHERE id = 2');

-- What was approved before the table was bound counts for the values that the form had.
CREATE TABLE public.order_line (id integer PRIMARY KEY, amount numeric, code char(3)[], state text);
SELECT wf.deploy('{"key": "line", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') > 0;
INSERT INTO order_line VALUES (1, 5), (2, 5);
SELECT wf.start('line', '{"amount": 5}', 'public.order_line', id::text, actor => 'alice') AS instance FROM order_line ORDER BY id;
SELECT wf.approve(task_id, actor => 'lena') FROM wf.todo ORDER BY task_id;
UPDATE order_line SET amount = 1000000 WHERE id = 1;
SELECT wf.bind('order_line', 'line', '{"require": {"column": "state", "is": ["go"]}}');
SELECT pg_temp.refused('UPDATE order_line SET state = ''go'' WHERE id = 1');
UPDATE order_line SET state = 'go' WHERE id = 2;

-- Only what is bound stands in the way of TRUNCATE.
CREATE TABLE public.list (code char(3)[], n integer, PRIMARY KEY (code, n));
SELECT wf.bind('list', 'line');
INSERT INTO list VALUES ('{abc,d}', 1);
SELECT pg_temp.deploy('free', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
SELECT wf.start('free', NULL, 'public.list', '{"code": ["abc", "d"], "n": 1}', actor => 'alice') AS instance;
SELECT business_key FROM wf.instance_list WHERE definition_key = 'free';
TRUNCATE list;
INSERT INTO list VALUES ('{abc,d}', 1);
SELECT wf.start('line', NULL, 'public.list', '{"code": ["abc", "d"], "n": 1}', actor => 'alice') AS instance;
SELECT pg_temp.refused('TRUNCATE list');

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE purchase, order_line, list;
