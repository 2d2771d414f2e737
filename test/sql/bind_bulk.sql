-- wf.bind and statements of many rows: an error says which row it is about, and what of the binding was being followed.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
-- SQLSTATE and message, and of the context what the triggers of wf.bind() say.
CREATE FUNCTION pg_temp.refused_at(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _context text;
BEGIN
    EXECUTE command;
    RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _context = PG_EXCEPTION_CONTEXT;
    RETURN concat_ws(' | ', SQLSTATE || ': ' || SQLERRM, (SELECT string_agg(line, '; ') FROM regexp_split_to_table(_context, '\n') AS line WHERE line ~ '^row '));
END $$;
\set ECHO all

CREATE TABLE public.purchase (id integer PRIMARY KEY, who text, amount numeric, note text, state text DEFAULT 'draft', seen integer DEFAULT 0);
SELECT wf.deploy('{"key": "buy", "business_table": "public.purchase",
    "form": {"fields": [{"name": "amount", "type": "number", "required": true}, {"name": "note", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') > 0;
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "who", "always_writable": ["seen"],
    "title": "if note = \"long\" then string(count(for i in 1..100000000 return i)) else note",
    "when": "if note = \"endless\" then count(for i in 1..100000000 return i) > 0 else true",
    "require": {"column": "state", "is": ["ordered"]}}');

-- What the form, the definition and the options of the binding refuse: the row of the many that it is about.
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, ''alice'', CASE WHEN n = 7 THEN NULL ELSE n END, '''', ''asked'' FROM generate_series(1, 9) AS n');
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, CASE WHEN n <> 5 THEN ''alice'' END, n, '''', ''asked'' FROM generate_series(1, 9) AS n');
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, CASE n WHEN 6 THEN ''nemo'' ELSE ''alice'' END, n, '''', ''asked'' FROM generate_series(1, 9) AS n');
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, ''alice'', n, CASE n WHEN 4 THEN ''endless'' END, ''asked'' FROM generate_series(1, 9) AS n');
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, ''alice'', n, CASE n WHEN 3 THEN ''long'' END, ''asked'' FROM generate_series(1, 9) AS n');
SELECT pg_temp.refused_at('INSERT INTO purchase SELECT n, ''alice'', n, '''', CASE n WHEN 2 THEN ''ordered'' END FROM generate_series(1, 9) AS n');
-- As a client sees it. COPY tells no line, since triggers fire at its end.
\set SHOW_CONTEXT errors
COPY purchase (id, who, amount, state) FROM stdin;
1	alice	1	asked
2	\N	1	asked
\.
\set SHOW_CONTEXT never
SELECT count(*) FROM purchase;

-- The same of an UPDATE and a MERGE; and what is frozen.
INSERT INTO purchase SELECT n, 'alice', n, 'chairs' FROM generate_series(1, 100) AS n;
UPDATE purchase SET who = NULL WHERE id = 70;
SELECT pg_temp.refused_at('UPDATE purchase SET state = ''asked''');
UPDATE purchase SET state = 'asked' WHERE id IN (60, 80);
SELECT pg_temp.refused_at('UPDATE purchase SET amount = amount + 1');
SELECT pg_temp.refused_at('UPDATE purchase SET amount = amount + 1 WHERE id > 60');
SELECT pg_temp.refused_at('MERGE INTO purchase USING generate_series(1, 100) AS n ON id = n WHEN MATCHED AND n <> 60 THEN UPDATE SET note = ''tables''');
SELECT pg_temp.refused_at('UPDATE purchase SET id = id + 1000');
SELECT pg_temp.refused_at('DELETE FROM purchase');
-- A deferred constraint speaks at the end of the transaction.
\set SHOW_CONTEXT errors
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE purchase SET state = 'ordered' WHERE id = 9;
COMMIT;
\set SHOW_CONTEXT never
-- Nothing of all this has happened.
SELECT state, count(*), sum(amount) FROM purchase GROUP BY state ORDER BY state;

-- What is not frozen goes through, however many rows there are and whatever else the statement touches.
UPDATE purchase SET amount = amount + 1, seen = 1 WHERE id NOT IN (60, 80);
UPDATE purchase SET seen = 2;
UPDATE purchase SET amount = amount * 1.00, note = 'chairs';
SELECT count(*), sum(amount), sum(seen) FROM purchase;

-- What this very statement has begun is seen by the rest of it: a trigger of the table asks for the approval of row 50
-- when row 2 is written.
CLUSTER purchase USING purchase_pkey;  -- rows are written in the order of their keys
CREATE FUNCTION pg_temp.ask_for_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id = 2 THEN
        PERFORM wf.start('buy', actor => 'alice', business_table => 'purchase', business_key => '50');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_ask AFTER UPDATE ON purchase FOR EACH ROW EXECUTE FUNCTION pg_temp.ask_for_another();
SELECT pg_temp.refused_at('UPDATE purchase SET note = ''x'' WHERE id BETWEEN 2 AND 59');
-- Also after the statement has learnt at once what is open for all rows.
CREATE OR REPLACE FUNCTION pg_temp.ask_for_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id = 70 THEN
        PERFORM wf.start('buy', actor => 'alice', business_table => 'purchase', business_key => '90');
    END IF;
    RETURN NULL;
END $$;
SELECT pg_temp.refused_at('UPDATE purchase SET note = ''x'' WHERE id NOT IN (60, 80)');
DROP TRIGGER a_ask ON purchase;
-- And what it has begun and lost again is not.
BEGIN;
SAVEPOINT before;
UPDATE purchase SET state = 'asked' WHERE id BETWEEN 1 AND 40;
SELECT pg_temp.refused_at('UPDATE purchase SET note = ''x'' WHERE id BETWEEN 1 AND 59');
ROLLBACK TO before;
UPDATE purchase SET note = 'x' WHERE id BETWEEN 1 AND 59;
ROLLBACK;

-- Values of types that have many texts for one of them.
CREATE TABLE public.thing (id text PRIMARY KEY, f float8, c char(5), j json, b jsonb, n numeric);
SELECT pg_temp.deploy('things', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
SELECT wf.bind('thing', 'things', '{"start": "insert"}');
SELECT set_config('wf_engine.actor', 'alice', false);
INSERT INTO thing SELECT 'thing ' || n, 0, 'ab', '{"a": 1}', '{"a": 1}', 100 FROM generate_series(1, 3) AS n;
UPDATE thing SET f = '-0', c = 'ab   ', j = '{ "a" : 1 }', b = '{"a": 1.0}', n = 100.00;
SELECT pg_temp.refused_at('UPDATE thing SET b = ''{"a": 1.1}''');
SELECT pg_temp.refused_at('UPDATE thing SET c = ''Ab''');
SELECT pg_temp.refused_at('UPDATE thing SET j = ''{"a": 2}''');
SELECT pg_temp.refused_at('UPDATE thing SET n = NULL WHERE id = ''thing 3''');
SELECT pg_temp.refused_at('UPDATE thing SET n = 100.0000000000000000000000000000000000000000001');

-- Long keys are kept compressed.
INSERT INTO thing SELECT repeat(n || ' of many ', 300), 1 FROM generate_series(1001, 1100) AS n;
DO $$ BEGIN PERFORM wf.cancel(instance_id, 'not this one', actor => 'alice') FROM wf.instance_list WHERE business_table = 'public.thing' AND business_key NOT LIKE '1090 %' ORDER BY instance_id; END $$;
SELECT left(pg_temp.refused_at('UPDATE thing SET n = 5'), 20);


SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE purchase, thing;
