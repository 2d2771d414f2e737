-- wf.attach_state_machine: kinds of tables, keys and columns; DDL; who may.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
CREATE FUNCTION pg_temp.machine(VARIADIC states text[]) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('key', 'steps', 'states',
        (SELECT jsonb_agg(jsonb_build_object('name', s, 'initial', n = 1, 'final', n = cardinality(states)) ORDER BY n) FROM unnest(states) WITH ORDINALITY AS u (s, n)),
        'transitions', (SELECT jsonb_agg(jsonb_build_object('name', 'to_' || states[n + 1], 'from', states[n], 'to', states[n + 1]) ORDER BY n) FROM generate_series(1, cardinality(states) - 1) AS n))
$$;
\set ECHO all
CREATE SCHEMA erp;

-- Columns: an enum, a domain over it, whole numbers, booleans.
CREATE TYPE erp.mood AS ENUM ('calm', 'cross', 'angry');
CREATE DOMAIN erp.shown_mood AS erp.mood CHECK (VALUE <> 'angry');
CREATE TABLE erp.many (id uuid PRIMARY KEY, mood erp.mood DEFAULT 'calm', shown erp.shown_mood DEFAULT 'calm', no smallint DEFAULT 10, done boolean DEFAULT false, code char(8) DEFAULT 'a');
SELECT wf.attach_state_machine('erp.many', 'mood', pg_temp.machine('calm', 'cross', 'angry'));
SELECT wf.attach_state_machine('erp.many', 'shown', pg_temp.machine('calm', 'cross'));
SELECT wf.attach_state_machine('erp.many', 'no', pg_temp.machine('10', '20'));
SELECT wf.attach_state_machine('erp.many', 'done', pg_temp.machine('false', 'true'));
SELECT wf.attach_state_machine('erp.many', 'code', pg_temp.machine('a', 'b'));
SELECT column_name, key, version, is_enforced FROM wf.machines ORDER BY 1;
INSERT INTO erp.many (id) VALUES ('00000000-0000-0000-0000-000000000001');
SELECT pg_temp.refused('UPDATE erp.many SET mood = ''angry''');
SELECT pg_temp.refused('UPDATE erp.many SET no = 30');
SELECT pg_temp.refused('UPDATE erp.many SET code = ''c''');
UPDATE erp.many SET mood = 'cross', shown = 'cross', no = 20, done = true, code = 'b';
SELECT pg_temp.refused('UPDATE erp.many SET shown = ''calm''');
SELECT pg_temp.refused('UPDATE erp.many SET done = false');
SELECT pg_temp.refused('UPDATE erp.many SET done = NULL');
SELECT pg_temp.refused('INSERT INTO erp.many (id, mood) VALUES (''00000000-0000-0000-0000-000000000002'', NULL)');
SELECT state_column, transition, target FROM wf.transitions('erp.many', '00000000-0000-0000-0000-000000000001');
SELECT pg_temp.refused('SELECT wf.transition(''erp.many'', ''00000000-0000-0000-0000-000000000001'', ''to_angry'')');
SELECT wf.transition('erp.many', '00000000-0000-0000-0000-000000000001', 'to_angry', column_name => 'mood');
-- Not these: what has several spellings, what follows from others.
CREATE TABLE erp.others (id integer PRIMARY KEY, n numeric, at date, j jsonb, g text GENERATED ALWAYS AS (id::text) STORED);
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(''erp.others'', %L, pg_temp.machine(''1'', ''2''))', c)) FROM unnest('{n,at,j,g,nope}'::text[]) c;
CREATE TABLE erp.keyless (state text);
SELECT pg_temp.refused('SELECT wf.attach_state_machine(''erp.keyless'', ''state'', pg_temp.machine(''a'', ''b''))');

-- Partitioned, with a key of two columns, and partitions with the columns in another order: a row that moves makes one transition.
CREATE TABLE erp.part (region text, no integer, state text NOT NULL DEFAULT 'open', PRIMARY KEY (region, no)) PARTITION BY LIST (region);
CREATE TABLE erp.part_north PARTITION OF erp.part FOR VALUES IN ('north');
CREATE TABLE erp.part_south (state text NOT NULL, no integer NOT NULL, extra text, region text NOT NULL);
ALTER TABLE erp.part_south DROP COLUMN extra;
ALTER TABLE erp.part ATTACH PARTITION erp.part_south FOR VALUES IN ('south');
SELECT wf.attach_state_machine('erp.part', 'state', pg_temp.machine('open', 'busy', 'closed'));
INSERT INTO erp.part VALUES ('north', 1), ('south', 2), ('north', 3), ('north', 4);
SELECT pg_temp.refused('INSERT INTO erp.part VALUES (''south'', 5, ''busy'')');
SELECT pg_temp.refused('UPDATE erp.part_south SET state = ''closed''');
UPDATE erp.part SET state = 'busy' WHERE no < 3;
SELECT pg_temp.refused('UPDATE erp.part SET region = ''south'', state = ''closed'' WHERE no = 3');
UPDATE erp.part SET region = CASE region WHEN 'north' THEN 'south' ELSE 'north' END;
SELECT tableoid::regclass, * FROM erp.part ORDER BY no;
UPDATE erp.part SET region = 'north', state = 'closed' WHERE no = 1;
SELECT pg_temp.refused('UPDATE erp.part SET region = ''south'', state = ''open'' WHERE no = 1');
-- A new row is none that has moved.
BEGIN;
DELETE FROM erp.part WHERE no = 2;
SELECT pg_temp.refused('INSERT INTO erp.part VALUES (''south'', 2, ''closed'')');
ROLLBACK;
SELECT wf.transition('erp.part', '{"no": 3, "region": "south"}', 'to_busy');
SELECT transition FROM wf.transitions('erp.part_south', '{"no": 3, "region": "south"}');
CREATE TABLE erp.part_east PARTITION OF erp.part FOR VALUES IN ('east');
SELECT pg_temp.refused('INSERT INTO erp.part VALUES (''east'', 9, ''closed'')');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'erp.part_east'::regclass AND tgenabled = 'A';
SELECT pg_temp.refused('SELECT wf.attach_state_machine(''erp.part_east'', ''state'', pg_temp.machine(''a'', ''b''))');

-- Its hooks know it as one, too.
CREATE TABLE erp.heard (what jsonb);
CREATE FUNCTION erp.hear(what jsonb) RETURNS jsonb LANGUAGE sql AS 'INSERT INTO erp.heard VALUES ($1); SELECT NULL::jsonb';
SELECT wf.register_function('hear', 'erp.hear(jsonb)');
SELECT wf.attach_state_machine('erp.part', 'state', jsonb_set(pg_temp.machine('open', 'busy', 'closed'), '{transitions,0,hooks}', '["hear"]'));
UPDATE erp.part SET region = 'north', state = 'busy' WHERE no = 4;
INSERT INTO erp.part VALUES ('north', 7);
UPDATE erp.part SET state = 'busy' WHERE no = 7;
SELECT what ->> 'key' AS key, what ->> 'source' AS source, what ->> 'target' AS target FROM erp.heard;
SELECT count(*) FROM wf.machines WHERE is_enforced AND business_table = 'erp.part';
-- It is not without the trigger for rows that move.
BEGIN;
DO $$ BEGIN EXECUTE (SELECT format('DROP TRIGGER %I ON erp.part', tgname) FROM pg_trigger WHERE tgrelid = 'erp.part'::regclass AND tgname LIKE '0\_wf\_machine\_%\_delete'); END $$;
SELECT count(*) FROM wf.machines WHERE is_enforced AND business_table = 'erp.part';
ROLLBACK;

-- Names are followed, and the column cannot be lost.
ALTER TABLE erp.part RENAME COLUMN state TO progress;
ALTER TABLE erp.part RENAME TO piece;
ALTER SCHEMA erp RENAME TO shop;
SELECT pg_temp.refused('UPDATE shop.piece SET progress = ''open'' WHERE no = 1');
SELECT wf.transition('shop.piece', '{"no": 3, "region": "south"}', 'to_closed');
SELECT business_table, column_name FROM wf.machines WHERE business_table LIKE '%.piece';
SELECT pg_temp.refused('ALTER TABLE shop.piece DROP COLUMN progress');
SELECT pg_temp.refused('ALTER TABLE shop.piece DROP COLUMN progress CASCADE');
SELECT pg_temp.refused('ALTER TABLE shop.piece ALTER COLUMN progress TYPE varchar(20)');
-- What a guard looks at stays, too.
CREATE TABLE shop.guarded (id integer PRIMARY KEY, state text DEFAULT 'a', amount numeric, other text);
SELECT wf.attach_state_machine('shop.guarded', 'state', '{"key": "guarded", "states": [{"name": "a", "initial": true}, {"name": "b", "final": true}],
    "transitions": [{"name": "go", "from": "a", "to": "b", "guard": "amount > 5"}]}');
SELECT pg_temp.refused('ALTER TABLE shop.guarded RENAME COLUMN amount TO sum');
SELECT pg_temp.refused('ALTER TABLE shop.guarded DROP COLUMN amount');
SELECT pg_temp.refused('ALTER TABLE shop.guarded ALTER COLUMN amount TYPE text');
ALTER TABLE shop.guarded ALTER COLUMN amount TYPE bigint;
ALTER TABLE shop.guarded RENAME COLUMN other TO more;
INSERT INTO shop.guarded VALUES (1, 'a', 6);
UPDATE shop.guarded SET state = 'b';

-- Red in wf.health when somebody lets go of it.
SELECT status, message FROM wf.health() WHERE check_name = 'machines';
ALTER TABLE shop.guarded DISABLE TRIGGER ALL;
SELECT status, message, hint FROM wf.health() WHERE check_name = 'machines';
INSERT INTO shop.guarded VALUES (2, 'a', 6);
SELECT pg_temp.refused('SELECT wf.transition(''shop.guarded'', ''2'', ''go'')');
SELECT wf.setup() > 0 AS mended;
SELECT status FROM wf.health() WHERE check_name = 'machines';
SELECT format('DROP TRIGGER %I ON shop.guarded', tgname) FROM pg_trigger WHERE tgrelid = 'shop.guarded'::regclass AND NOT tgisinternal ORDER BY 1 \gexec
SELECT status, message FROM wf.health() WHERE check_name = 'machines';
SELECT wf.attach_state_machine('shop.guarded', 'state', (SELECT source FROM wf.machine WHERE key = 'guarded'));
SELECT status FROM wf.health() WHERE check_name = 'machines';
-- wf.setup() makes what DROP EXTENSION ... CASCADE takes along.
SET client_min_messages = warning;
DROP EXTENSION wf_engine CASCADE;
SELECT count(*) FROM pg_trigger WHERE tgname LIKE '0_wf_machine_%';
CREATE EXTENSION wf_engine;
SELECT wf.setup() > 0 AS made;
RESET client_min_messages;
SELECT count(*), count(*) FILTER (WHERE is_enforced) FROM wf.machines;
SELECT pg_temp.refused('UPDATE shop.guarded SET state = ''a'' WHERE id = 1');
DROP TABLE shop.guarded;
SELECT count(*) FROM wf.machines WHERE key = 'guarded';

-- Who may: the owner, who is a designer; users need what they always need.
CREATE ROLE machine_owner IN ROLE wf_designer;
CREATE ROLE machine_user IN ROLE wf_user;
GRANT USAGE ON SCHEMA shop TO machine_owner, machine_user;
CREATE TABLE shop.own (id integer PRIMARY KEY, state text NOT NULL DEFAULT 'a', secret text);
ALTER TABLE shop.own OWNER TO machine_owner;
INSERT INTO shop.own VALUES (1), (2);
SET ROLE machine_user;
SELECT pg_temp.refused('SELECT wf.attach_state_machine(''shop.own'', ''state'', ''{}'')');
RESET ROLE;
SET ROLE machine_owner;
SELECT pg_temp.refused('SELECT wf.attach_state_machine(''shop.piece'', ''progress'', ''{}'')');
SELECT wf.attach_state_machine('shop.own', 'state', pg_temp.machine('a', 'b', 'c'));
RESET ROLE;
SET ROLE machine_user;
SELECT pg_temp.refused('SELECT wf.transition(''shop.own'', ''1'', ''to_b'')');
SELECT pg_temp.refused('SELECT * FROM wf.transitions(''shop.own'', ''1'')');
SELECT pg_temp.refused('SELECT * FROM wf.check_machine(''{}'', ''shop.own'')');
RESET ROLE;
GRANT SELECT, UPDATE (state) ON shop.own TO machine_user;
ALTER TABLE shop.own ENABLE ROW LEVEL SECURITY;
CREATE POLICY one ON shop.own USING (id = 1);
SET ROLE machine_user;
SELECT wf.transition('shop.own', '1', 'to_b');
SELECT pg_temp.refused('SELECT wf.transition(''shop.own'', ''2'', ''to_b'')');
SELECT pg_temp.refused('SELECT * FROM wf.transitions(''shop.own'', ''2'')');
SELECT pg_temp.refused('SELECT wf.transition(''shop.own'', ''1'', ''to_c'', ''{"secret": "x"}'')');
SELECT pg_temp.refused('SELECT wf.transition(''shop.own'', ''1'', ''to_c'', actor => ''bob'')');
UPDATE shop.own SET state = 'c';
RESET ROLE;
DROP TABLE shop.own;
-- An operator of somebody else in the search_path decides nothing.
CREATE FUNCTION public.same(shop.mood, shop.mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR public.= (LEFTARG = shop.mood, RIGHTARG = shop.mood, FUNCTION = public.same);
SELECT wf.attach_state_machine('shop.many', 'mood', pg_temp.machine('calm', 'cross', 'angry'));
SELECT pg_temp.refused('UPDATE shop.many SET mood = ''calm''');
DROP OPERATOR public.= (shop.mood, shop.mood);
SET client_min_messages = warning;
DROP SCHEMA shop CASCADE;
DROP ROLE machine_owner, machine_user;
SELECT count(*) FROM wf.machines;
