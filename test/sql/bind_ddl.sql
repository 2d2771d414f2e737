-- DDL on tables that the engine counts on: refused if it would look elsewhere afterwards, followed or free if not.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
-- Runs it, says how it ended, and takes it back.
CREATE FUNCTION pg_temp.try(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _detail text;
BEGIN
    EXECUTE command;
    RAISE EXCEPTION USING ERRCODE = 'BACK1', MESSAGE = 'done';
EXCEPTION WHEN SQLSTATE 'BACK1' THEN
    RETURN SQLERRM;
WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(' | ', SQLSTATE || ': ' || SQLERRM, nullif(_detail, ''));
END $$;
\set ECHO all

CREATE SCHEMA erp;
CREATE TYPE erp.stage AS ENUM ('draft', 'asked', 'open', 'granted', 'gone');
CREATE DOMAIN erp.amount AS numeric(10, 2);
CREATE TABLE erp.po (id integer PRIMARY KEY, who varchar(20), days integer, price erp.amount, stage erp.stage DEFAULT 'draft', note text, code text NOT NULL DEFAULT '',
    spare text);
SELECT wf.bind('erp.po', 'leave', '{"start": {"column": "stage", "is": "asked"}, "initiator": "who", "when": "days < 100",
    "status": {"column": "stage", "codes": {"running": "open", "completed": "granted"}}, "always_writable": ["note"]}');
CREATE TABLE erp.other (LIKE erp.po);

-- Nothing is open yet: the binding keeps what it uses, the rest is free.
SELECT c, pg_temp.try(c) FROM unnest(ARRAY[
    'ALTER SCHEMA erp RENAME TO erp2', 'ALTER TABLE erp.po RENAME TO orders', 'ALTER TABLE erp.po SET SCHEMA public', 'DROP TABLE erp.po', 'DROP SCHEMA erp CASCADE',
    'ALTER TABLE erp.po DROP CONSTRAINT po_pkey', 'ALTER TABLE erp.po DROP CONSTRAINT po_pkey, ADD PRIMARY KEY (code)', 'ALTER TABLE erp.po RENAME id TO no',
    'ALTER TABLE erp.po RENAME who TO person', 'ALTER TABLE erp.po DROP COLUMN days', 'ALTER TABLE erp.po DROP COLUMN spare', 'DROP TYPE erp.stage CASCADE',
    'ALTER TABLE erp.po ALTER days TYPE bigint', 'ALTER TABLE erp.po ALTER days TYPE text', 'ALTER TABLE erp.po ALTER days TYPE bigint USING 99',
    'ALTER TABLE erp.po ALTER stage DROP DEFAULT, ALTER stage TYPE text', 'ALTER TABLE erp.po ALTER stage DROP DEFAULT, ALTER stage TYPE varchar(5)',
    'ALTER TABLE erp.po ADD CHECK (stage <> ''open'')', 'ALTER TABLE erp.po ADD CHECK (stage <> ''gone'')', 'ALTER TABLE erp.po ADD CHECK (days > 0)',
    'ALTER TABLE erp.po DISABLE TRIGGER wf_row_written', 'ALTER TABLE erp.po ENABLE REPLICA TRIGGER wf_row_written', 'DROP TRIGGER wf_row_written ON erp.po',
    'CREATE TABLE erp.child () INHERITS (erp.po)', 'ALTER TABLE erp.other INHERIT erp.po', 'CREATE SCHEMA x CREATE TABLE child () INHERITS (erp.po)',
    'CREATE TABLE erp.all_po (LIKE erp.po) PARTITION BY RANGE (id)', 'CREATE RULE r AS ON UPDATE TO erp.po DO INSTEAD NOTHING', 'CREATE RULE r AS ON UPDATE TO erp.po DO ALSO NOTIFY po',
    'ALTER TYPE erp.stage RENAME VALUE ''open'' TO ''running''', 'ALTER TYPE erp.stage RENAME VALUE ''gone'' TO ''lost''', 'ALTER TYPE erp.stage ADD VALUE ''new''',
    'ALTER DOMAIN erp.amount ADD CHECK (VALUE > 0)', 'CREATE UNIQUE INDEX ON erp.po (code)', 'ALTER TABLE erp.po ADD COLUMN more integer', 'ALTER TABLE erp.po OWNER TO CURRENT_USER',
    'ALTER INDEX erp.po_pkey RENAME TO po_key', 'REINDEX TABLE erp.po', 'ALTER TRIGGER wf_row_written ON erp.po RENAME TO aaa', 'ALTER TABLE erp.other DROP COLUMN days']) AS c;
CREATE TABLE erp.all_po (id integer, who varchar(20), days integer, price erp.amount, stage erp.stage, note text, code text, spare text) PARTITION BY RANGE (id);
SELECT pg_temp.try('ALTER TABLE erp.all_po ATTACH PARTITION erp.po FOR VALUES FROM (0) TO (10)');
-- An instance that has ended knows its row by the key as well.
INSERT INTO erp.po VALUES (1, 'alice', 2, 10, 'asked');
SELECT wf.approve(1000001, actor => 'lena') > 0;
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE erp.po DROP CONSTRAINT po_pkey, ADD PRIMARY KEY (code)', 'ALTER TABLE erp.po ALTER id TYPE text',
    'ALTER TABLE erp.po ALTER id TYPE bigint', 'ALTER TABLE erp.po RENAME id TO no', 'ALTER TABLE erp.po DISABLE TRIGGER USER', 'ALTER TABLE erp.po ALTER days TYPE numeric(3, 1)']) AS c;

-- While something is open: what guards the rows stays, and their values.
INSERT INTO erp.po SELECT i, 'alice', 2, 10, 'asked', '', i::text FROM generate_series(2, 6) AS i;
SELECT c, pg_temp.try(c) FROM unnest(ARRAY[
    'ALTER TABLE erp.po DISABLE TRIGGER ALL', 'ALTER TABLE erp.po DISABLE TRIGGER USER', 'ALTER TABLE erp.po DISABLE TRIGGER wf_row_written',
    'ALTER TABLE erp.po ENABLE REPLICA TRIGGER wf_row_written', 'ALTER TABLE erp.po ENABLE ALWAYS TRIGGER wf_row_written', 'DROP TRIGGER wf_row_written ON erp.po',
    'CREATE OR REPLACE TRIGGER wf_row_written AFTER UPDATE ON erp.po FOR EACH ROW WHEN (false) EXECUTE FUNCTION wf._row_written(''erp.po'')',
    'CREATE OR REPLACE TRIGGER wf_row_written AFTER UPDATE OF note ON erp.po FOR EACH ROW EXECUTE FUNCTION wf._row_written(''erp.po'')',
    'CREATE OR REPLACE TRIGGER wf_table_truncated BEFORE TRUNCATE ON erp.po EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'ALTER TABLE erp.po DROP CONSTRAINT po_pkey', 'ALTER SCHEMA erp RENAME TO erp2', 'DROP TABLE erp.po',
    'ALTER TABLE erp.po ALTER days TYPE bigint', 'ALTER TABLE erp.po ALTER days TYPE bigint USING days::bigint', 'ALTER TABLE erp.po ALTER days TYPE bigint USING 99',
    'ALTER TABLE erp.po ALTER days TYPE integer USING days * 2', 'ALTER TABLE erp.po ALTER days TYPE smallint', 'ALTER TABLE erp.po ALTER days TYPE numeric(2, 0)',
    'ALTER TABLE erp.po ALTER who TYPE varchar(40)', 'ALTER TABLE erp.po ALTER who TYPE text', 'ALTER TABLE erp.po ALTER who TYPE varchar(5)', 'ALTER TABLE erp.po ALTER who TYPE char(20)',
    'ALTER TABLE erp.po ALTER note TYPE varchar(1) USING ''x''', 'ALTER TABLE erp.po ALTER spare TYPE integer USING 1',
    'ALTER TABLE erp.po DROP COLUMN spare', 'ALTER TABLE erp.po ADD COLUMN twice integer GENERATED ALWAYS AS (days * 2) STORED']) AS c;
-- What the engine does itself passes.
SELECT wf.setup(), wf.bind('erp.po', 'leave', '{"start": {"column": "stage", "is": "asked"}, "initiator": "who"}');
SELECT wf.unbind('erp.po');
ALTER TABLE erp.po DISABLE TRIGGER ALL;
ALTER TABLE erp.po ENABLE TRIGGER ALL;
ALTER TABLE erp.po DROP CONSTRAINT po_pkey;
SELECT wf.cancel(instance_id, 'enough', actor => 'root') > 0 FROM wf.instance_list WHERE status = 'running';
DROP TABLE erp.po, erp.other, erp.all_po;

-- Versions under which instances run keep the columns that they read, whether they are active, retired or drafts; for a table that is bound also if they don't name it.
CREATE TABLE erp.bill (id integer PRIMARY KEY, amount numeric, kind text, other integer);
INSERT INTO erp.bill VALUES (1, 50), (2, 50);
CREATE FUNCTION pg_temp.deploy_bill(condition text, table_name text) RETURNS integer LANGUAGE sql AS $$
    SELECT wf.deploy(jsonb_strip_nulls(jsonb_build_object('key', 'bill', 'business_table', table_name,
        'nodes', '[{"id": "s", "type": "start"}, {"id": "a", "type": "task", "assignee": "bob"}, {"id": "g", "type": "exclusive"}, {"id": "big", "type": "end"}, {"id": "small", "type": "end"}]'::jsonb,
        'flows', jsonb_build_array('{"from": "s", "to": "a"}'::jsonb, '{"from": "a", "to": "g"}'::jsonb,
            jsonb_build_object('from', 'g', 'to', 'big', 'when', condition), '{"from": "g", "to": "small", "default": true}'::jsonb))))
$$;
SELECT pg_temp.deploy_bill('doc.amount > 10', 'erp.bill');
SELECT wf.start('bill', business_key => '1', actor => 'alice') AS first \gset
SELECT wf.start('bill', business_key => '2', actor => 'alice') AS second \gset
SELECT pg_temp.deploy_bill('doc.kind = "x"', 'erp.bill');
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE erp.bill DROP COLUMN amount', 'ALTER TABLE erp.bill RENAME amount TO total', 'ALTER TABLE erp.bill ALTER amount TYPE text',
    'ALTER TABLE erp.bill DROP COLUMN kind', 'ALTER TABLE erp.bill DROP COLUMN other', 'ALTER TABLE erp.bill DROP CONSTRAINT bill_pkey', 'ALTER SCHEMA erp RENAME TO erp2',
    'ALTER TABLE erp.bill RENAME TO bills', 'DROP TABLE erp.bill']) AS c;
-- With the last instance of the old version its columns are free.
SELECT wf.complete(:first * 1000000 + 1, actor => 'bob') > 0;
SELECT pg_temp.try('ALTER TABLE erp.bill DROP COLUMN amount');
SELECT wf.complete(:second * 1000000 + 1, actor => 'bob') > 0;
SELECT pg_temp.try('ALTER TABLE erp.bill DROP COLUMN amount'), pg_temp.try('ALTER TABLE erp.bill DROP COLUMN kind');
SELECT wf.suspend_definition('bill') > 0, pg_temp.try('ALTER TABLE erp.bill DROP COLUMN kind');
SELECT pg_temp.deploy_bill('doc.other > 10', NULL);
SELECT pg_temp.try('ALTER TABLE erp.bill DROP COLUMN other');
SELECT wf.bind('erp.bill', 'bill');
SELECT pg_temp.try('ALTER TABLE erp.bill DROP COLUMN other'), pg_temp.try('ALTER TABLE erp.bill DROP COLUMN kind');
SELECT wf.unbind('erp.bill');
DROP TABLE erp.bill;

-- A unique key instead of a primary one: what would make another one the key is refused once rows are known by it.
CREATE TABLE erp.ticket (a integer, no integer NOT NULL UNIQUE, b integer NOT NULL);
SELECT wf.deploy('{"key": "ticket", "business_table": "erp.ticket", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "task", "assignee": "bob"}, {"id": "g", "type": "exclusive"},
        {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "g"}, {"from": "g", "to": "e", "when": "doc.b > 5"}, {"from": "g", "to": "e", "default": true}]}');
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE erp.ticket DROP CONSTRAINT ticket_no_key', 'ALTER TABLE erp.ticket ALTER no DROP NOT NULL',
    'ALTER TABLE erp.ticket ADD PRIMARY KEY (a)', 'CREATE UNIQUE INDEX ON erp.ticket (b)']) AS c;
INSERT INTO erp.ticket VALUES (1, 1, 1);
SELECT wf.start('ticket', business_key => '1', actor => 'alice') > 0;
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE erp.ticket ADD PRIMARY KEY (a)', 'CREATE UNIQUE INDEX ON erp.ticket (b)', 'ALTER TABLE erp.ticket ADD UNIQUE (a)',
    'ALTER TABLE erp.ticket ADD UNIQUE (a), ALTER a SET NOT NULL', 'ALTER TABLE erp.ticket ADD PRIMARY KEY (no)', 'ALTER TABLE erp.ticket ALTER no TYPE text']) AS c;

-- Only whoever has REFERENCES on a table binds the hands of its owner; a name without a schema means one table only.
CREATE ROLE regress_wf_owner;
CREATE ROLE regress_wf_designer;
GRANT wf_designer TO regress_wf_designer;
CREATE SCHEMA shop AUTHORIZATION regress_wf_owner;
CREATE TABLE shop.orders (id integer PRIMARY KEY, amount numeric);
ALTER TABLE shop.orders OWNER TO regress_wf_owner;
GRANT USAGE ON SCHEMA shop TO regress_wf_designer;
GRANT SELECT ON shop.orders TO regress_wf_designer;
CREATE TABLE erp.orders (id integer PRIMARY KEY, amount numeric);
CREATE FUNCTION pg_temp.deploy_orders() RETURNS integer LANGUAGE sql AS $$
    SELECT wf.deploy('{"key": "orders", "business_table": "orders", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "e", "when": "doc.amount > 5"}, {"from": "g", "to": "e", "default": true}]}')
$$;
SET ROLE regress_wf_designer;
SET search_path = shop;
SELECT pg_temp.deploy_orders();
RESET ROLE;
SELECT pg_temp.try('ALTER TABLE shop.orders DROP COLUMN amount'), pg_temp.try('DROP TABLE shop.orders'), pg_temp.try('DROP TABLE erp.orders');
GRANT REFERENCES ON shop.orders TO regress_wf_designer;
SET ROLE regress_wf_designer;
SELECT pg_temp.deploy_orders();
RESET ROLE;
SELECT pg_temp.try('ALTER TABLE shop.orders DROP COLUMN amount'), pg_temp.try('DROP TABLE shop.orders'), pg_temp.try('DROP TABLE erp.orders');
RESET search_path;

-- Where nobody counts on a table, and in tables of the engine, all is free.
CREATE TABLE erp.free (id integer PRIMARY KEY, a integer);
SELECT c, pg_temp.try(c) FROM unnest(ARRAY['ALTER TABLE erp.free DROP COLUMN a', 'ALTER TABLE erp.free RENAME TO freed', 'DROP TABLE erp.free', 'CREATE TABLE erp.sub () INHERITS (erp.free)',
    'ALTER TABLE wf.task ADD COLUMN x integer', 'CREATE TEMP TABLE po (id integer)']) AS c;

-- Made again by wf.setup(), if somebody has dropped one or it knows fewer commands.
DROP EVENT TRIGGER wf_keep_used_tables;
DROP EVENT TRIGGER wf_keep_used_columns;
CREATE EVENT TRIGGER wf_keep_used_columns ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION wf._keep_used_columns();
SELECT wf.setup();
SELECT evtname, evtevent, cardinality(evttags) FROM pg_event_trigger ORDER BY 1;

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA erp, shop CASCADE;
DROP OWNED BY regress_wf_designer;
DROP ROLE regress_wf_owner, regress_wf_designer;
