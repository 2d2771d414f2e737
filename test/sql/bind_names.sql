-- wf.bind without "data": fields are the columns of their names, and no DDL gives a field another value. Labels of enums that rows are known by.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TYPE shop AS ENUM ('north', 'south');
CREATE DOMAIN branch AS shop;
CREATE TABLE purchase (branch branch, id integer, amount numeric, rate real DEFAULT 0.1, kind shop DEFAULT 'north', buyer text DEFAULT 'alice', PRIMARY KEY (branch, id));
SELECT wf.deploy('{"key": "buy", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "remark", "type": "text"}, {"name": "twice", "type": "number", "computed": "amount * 2"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write", "remark": "write"}}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.bind('purchase', 'buy', '{"start": "insert", "initiator": "buyer"}');
CREATE FUNCTION pg_temp.try(command text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE command;
    RAISE EXCEPTION USING ERRCODE = 'BACK1', MESSAGE = 'done';
EXCEPTION WHEN SQLSTATE 'BACK1' THEN
    RETURN SQLERRM;
WHEN OTHERS THEN
    RETURN pg_temp.refused(command);
END $$;

-- Nothing is open: a new column may become a field, an old one stays it.
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE purchase RENAME amount TO total', 'ALTER TABLE purchase DROP COLUMN amount', 'ALTER TABLE purchase ADD COLUMN remark text',
    'ALTER TYPE shop RENAME VALUE ''north'' TO ''east''', 'ALTER TABLE purchase ALTER rate TYPE double precision']) AS c;
INSERT INTO purchase VALUES ('north', 1, 5000);
SELECT wf.set_data(1, '{"remark": "soon"}', actor => 'lena') > 0 AS written;
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE purchase RENAME amount TO total', 'ALTER TABLE purchase DROP COLUMN amount', 'ALTER TABLE purchase ADD COLUMN remark text',
    'ALTER TABLE purchase ADD COLUMN twice numeric', 'ALTER TABLE purchase ADD COLUMN other text', 'ALTER TABLE purchase RENAME kind TO remark',
    'ALTER TYPE shop RENAME VALUE ''north'' TO ''east''', 'ALTER TYPE shop ADD VALUE ''west''', 'ALTER TABLE purchase ALTER rate TYPE double precision']) AS c;
-- With "data" the field keeps a value of its own, and the new column is none.
SELECT wf.bind('purchase', 'buy', '{"start": "insert", "initiator": "buyer", "data": {"amount": "amount"}}');
ALTER TABLE purchase ADD COLUMN remark text;
SELECT wf.approve(1000001, data => '{"amount": 10}', actor => 'lena') > 0 AS approved;
SELECT i.data, p.* FROM wf.instance_list i, purchase p;
-- Rows of what has ended are known by their labels, too.
SELECT pg_temp.try('ALTER TYPE shop RENAME VALUE ''north'' TO ''east''');
SELECT pg_temp.unsound();
SELECT wf.unbind('purchase');
DROP TABLE purchase;
DROP DOMAIN branch;
DROP TYPE shop;

-- Names of columns that SQL would read as more than one.
CREATE TABLE odd ("a, b" integer, "c"" d" text, "status, too" text DEFAULT 'new', amount numeric, buyer text DEFAULT 'alice', PRIMARY KEY ("a, b", "c"" d"));
SELECT wf.bind('odd', 'buy', '{"start": "insert", "initiator": "buyer", "status": {"column": "status, too", "codes": {"running": "asked", "completed": "yes"}}}');
INSERT INTO odd VALUES (1, 'x, y', DEFAULT, 5);
SELECT business_key, data FROM wf.instance_list WHERE business_table ~ 'odd';
UPDATE odd SET amount = 7;
SELECT wf.approve(task_id, data => '{"amount": 6}', actor => 'lena') > 0 AS approved FROM wf.todo WHERE business_table ~ 'odd';
TABLE odd;
SELECT count(*) AS differences FROM wf.instance_list i, wf.verify(i.instance_id) WHERE i.business_table ~ 'odd';
SELECT wf.unbind('odd');
DROP TABLE odd;

-- A table has one name, however the session has names written. What the engine says in statements means the same, too.
CREATE TABLE one_name (id integer PRIMARY KEY, amount numeric, buyer text DEFAULT 'alice');
SET quote_all_identifiers = on;
SELECT wf.bind('one_name', 'buy', '{"start": "insert", "initiator": "buyer"}');
INSERT INTO one_name VALUES (1, 5);
\c -
\set VERBOSITY terse
SET quote_all_identifiers = on;
SET standard_conforming_strings = off;
UPDATE one_name SET amount = 7;
SELECT wf.start('buy', '{"amount": 1}', business_table => 'one_name', business_key => '1', actor => 'alice');
SELECT status, message FROM wf.health() WHERE check_name IN ('partition_now', 'default_partition', 'bindings');
RESET quote_all_identifiers;
RESET standard_conforming_strings;
SELECT business_table FROM wf.instance_list WHERE business_table ~ 'one_name';
SELECT wf.unbind('one_name');
DROP TABLE one_name;
