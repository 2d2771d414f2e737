-- wf.bind and verbs that are called while a statement is still changing the row: by WITH, RETURNING or a trigger of the host. The freeze
-- has not been asked yet, so nobody signs what it would refuse.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT wf.deploy('{"key": "buy", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}');
CREATE TABLE purchase (id integer PRIMARY KEY, amount numeric, note text, state text, buyer text DEFAULT 'alice', seen text);
SELECT wf.bind('purchase', 'buy', '{"start": "insert", "initiator": "buyer", "always_writable": ["seen"], "status": {"column": "state",
    "codes": {"running": "running", "completed": "approved", "returned": "returned", "canceled": "canceled"}}}');
CREATE FUNCTION pg_temp.open(key text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(instance_id) FROM wf.instance_list WHERE business_key = key $$;
CREATE FUNCTION pg_temp.task(key text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(task_id) FROM wf.todo WHERE instance_id = pg_temp.open(key) $$;
INSERT INTO purchase SELECT i, 100 FROM generate_series(1, 5) AS i;
SELECT count(wf.approve(pg_temp.task(i::text), actor => 'lena')) AS approved FROM generate_series(1, 5) AS i;

-- A field and another column; the last signer and an administrator.
SELECT pg_temp.refused('UPDATE purchase SET amount = 900000 WHERE id = 1 RETURNING wf.approve(pg_temp.task(''1''), actor => ''frank'')');
SELECT pg_temp.refused('UPDATE purchase SET note = ''more'' WHERE id = 1 RETURNING wf.approve(pg_temp.task(''1''), actor => ''frank'')');
SELECT pg_temp.refused('WITH changed AS (UPDATE purchase SET note = ''more'' WHERE id = 1 RETURNING id) SELECT wf.approve(pg_temp.task(id::text), actor => ''frank'') FROM changed');
SELECT pg_temp.refused('WITH changed AS (UPDATE purchase SET note = ''more'' WHERE id = 1 RETURNING id) SELECT * FROM changed, wf.approve_many(ARRAY[pg_temp.task(id::text)], actor => ''frank'')');
SELECT pg_temp.refused('UPDATE purchase SET amount = 900000 WHERE id = 1 RETURNING wf.jump(pg_temp.open(''1''), ''end'', actor => ''root'')');
SELECT p.*, i.status, i.data FROM purchase p, wf.instance_list i WHERE p.id = 1 AND i.instance_id = pg_temp.open('1');
-- What no approval is about may change, and what ends without one may do so.
UPDATE purchase SET seen = 'yes' WHERE id = 2 RETURNING wf.approve(pg_temp.task('2'), actor => 'frank') > 0 AS approved;
UPDATE purchase SET note = 'never mind' WHERE id = 3 RETURNING wf.cancel(pg_temp.open('3'), actor => 'root') > 0 AS canceled;
-- Whoever has it back may change it, but what is handed in by then is frozen.
SELECT wf.send_back(pg_temp.task('4'), 'start', actor => 'frank') > 0 AS sent_back;
UPDATE purchase SET amount = 4 WHERE id = 4 RETURNING wf.resubmit(pg_temp.open('4'), actor => 'alice') > 0 AS handed_in;
SELECT p.*, i.status, i.data FROM purchase p, wf.instance_list i WHERE p.id BETWEEN 2 AND 4 AND i.instance_id = pg_temp.open(p.id::text) ORDER BY p.id;
-- Triggers of the host, before and after ours.
CREATE FUNCTION pg_temp.decide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.note = 'go' THEN PERFORM wf.approve(pg_temp.task(NEW.id::text), actor => 'frank'); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_decide AFTER UPDATE OF note ON purchase FOR EACH ROW EXECUTE FUNCTION pg_temp.decide();
SELECT pg_temp.refused('UPDATE purchase SET note = ''go'' WHERE id = 5');
DROP TRIGGER a_decide ON purchase;
CREATE TRIGGER z_decide AFTER UPDATE OF note ON purchase FOR EACH ROW EXECUTE FUNCTION pg_temp.decide();
SELECT pg_temp.refused('UPDATE purchase SET note = ''go'' WHERE id = 5');
DROP TRIGGER z_decide ON purchase;
SELECT pg_temp.unsound();
SELECT wf.unbind('purchase');
DROP TABLE purchase;

-- In a partition.
CREATE TABLE order_line (id integer PRIMARY KEY, amount numeric, note text, buyer text DEFAULT 'alice') PARTITION BY RANGE (id);
CREATE TABLE order_line_1 PARTITION OF order_line FOR VALUES FROM (0) TO (10);
SELECT wf.bind('order_line', 'buy', '{"start": "insert", "initiator": "buyer"}');
INSERT INTO order_line VALUES (9, 100);
SELECT wf.approve(pg_temp.task('9'), actor => 'lena') > 0 AS approved;
SELECT pg_temp.refused('UPDATE order_line_1 SET note = ''more'' RETURNING wf.approve(pg_temp.task(''9''), actor => ''frank'')');
SELECT pg_temp.refused('UPDATE order_line SET amount = 1 RETURNING wf.approve(pg_temp.task(''9''), actor => ''frank'')');
SELECT wf.approve(pg_temp.task('9'), actor => 'frank') > 0 AS approved;
SELECT pg_temp.unsound();
SELECT wf.unbind('order_line');
DROP TABLE order_line;
