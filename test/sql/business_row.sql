-- A row of the host application: bound by table and key, never altered, read live.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE SCHEMA erp;
CREATE TABLE erp.purchase_order (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount numeric, status text DEFAULT 'draft');
CREATE TABLE erp.line (company integer, no text, total numeric, PRIMARY KEY (company, no));
CREATE TABLE erp.no_key (total numeric);
INSERT INTO erp.line VALUES (1, 'A-7', 500), (2, 'A-7', 5);
SELECT wf.deploy('{"key": "po", "nodes": [{"id": "s", "type": "start"}, {"id": "first", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "g", "type": "exclusive"}, {"id": "cfo", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "first"}, {"from": "first", "to": "g"}, {"from": "g", "to": "cfo", "when": "doc.amount > 1000 or doc.total > 100"},
              {"from": "g", "to": "e", "default": true}, {"from": "cfo", "to": "e"}]}');

-- Business row and instance in one transaction: both or neither.
BEGIN;
INSERT INTO erp.purchase_order (amount) VALUES (900) RETURNING id;
SELECT wf.start('po', business_table => 'erp.purchase_order', business_key => '1', actor => 'alice');
ROLLBACK;
SELECT (SELECT count(*) FROM erp.purchase_order) AS orders, (SELECT count(*) FROM wf.instance) AS instances, (SELECT count(*) FROM wf.log) AS entries;
BEGIN;
INSERT INTO erp.purchase_order (amount) VALUES (900) RETURNING id;
SELECT wf.start('po', business_table => 'erp.purchase_order', business_key => '2', actor => 'alice') AS i \gset
COMMIT;
-- From the row to its instance, and from a task to the row.
SELECT status, business_table, business_key FROM wf.instance_list WHERE business_table = 'erp.purchase_order' AND business_key = '2';
SELECT assignee, business_table, business_key FROM wf.todo;

-- The live row decides, not what it was at start; approve and the row's own change commit together.
BEGIN;
UPDATE erp.purchase_order SET amount = 1500;
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
ROLLBACK;
SELECT node, assignee FROM wf.todo;
SELECT amount FROM erp.purchase_order;
BEGIN;
UPDATE erp.purchase_order SET amount = 1500, status = 'checked';
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
COMMIT;
SELECT node, assignee FROM wf.todo;

-- A composite key is a JSON object of its columns.
SELECT wf.start('po', business_table => 'erp.line', business_key => '{"company": 1, "no": "A-7"}', actor => 'alice') AS big,
       wf.start('po', business_table => 'erp.line', business_key => '{"company": 2, "no": "A-7"}', actor => 'alice') AS small \gset
SELECT wf.approve(:big * 1000000 + 1, actor => 'lena'), wf.approve(:small * 1000000 + 1, actor => 'lena');
SELECT instance_id = :big AS is_big, status FROM wf.instance_list WHERE business_table = 'erp.line' ORDER BY instance_id;

-- The application may start from its own trigger.
CREATE FUNCTION erp.ask() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM wf.start('po', business_table => TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, business_key => NEW.id::text, actor => 'alice');
    RETURN NULL;
END $$;
CREATE TRIGGER ask AFTER INSERT ON erp.purchase_order FOR EACH ROW EXECUTE FUNCTION erp.ask();
INSERT INTO erp.purchase_order (amount) SELECT 1 FROM generate_series(1, 3);
SELECT count(*) FROM wf.todo WHERE business_table = 'erp.purchase_order' AND node = 'first';

-- Rows that cannot be found; a table whose rows have no key is only refused when a condition needs it.
\set VERBOSITY terse
SELECT wf.start('po', business_table => 'erp.nothing', business_key => '1', actor => 'alice');
SELECT wf.start('po', business_table => 'erp.no_key', business_key => '1', actor => 'alice') AS no_key \gset
SELECT wf.approve(:no_key * 1000000 + 1, actor => 'lena');
SELECT wf.start('po', business_table => 'erp.purchase_order', business_key => '999', actor => 'alice') AS gone \gset
SELECT wf.approve(:gone * 1000000 + 1, actor => 'lena');
SELECT wf.start('po', business_table => 'erp.line', actor => 'alice');
SELECT wf.start('po', business_key => '7', actor => 'alice');
SELECT wf.start('po', business_table => 'a.b.c.d', business_key => '1', actor => 'alice');
-- No business table was altered.
SELECT count(*) AS triggers_of_the_engine FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.pronamespace = 'wf'::regnamespace AND t.tgrelid::regclass::text LIKE 'erp.%';
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
SET client_min_messages = error;
DROP SCHEMA erp CASCADE;
