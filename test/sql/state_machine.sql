-- wf.attach_state_machine: a column changes only as a machine says, whatever statement writes it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE SCHEMA erp;
CREATE TABLE erp.po (id integer PRIMARY KEY, state text NOT NULL DEFAULT 'draft', amount numeric, owner text, note text);
CREATE TABLE erp.heard (id integer GENERATED ALWAYS AS IDENTITY, what jsonb);
CREATE FUNCTION erp.hear(what jsonb) RETURNS jsonb LANGUAGE sql AS 'INSERT INTO erp.heard (what) VALUES ($1); SELECT NULL::jsonb';
SELECT wf.register_function('hear', 'erp.hear(jsonb)');
\set machine '{"key": "order", "label": {"en": "Order", "zh": "订单"}, "states": [{"name": "draft", "initial": true, "label": {"en": "Draft", "zh": "草稿"}}, {"name": "sent", "label": {"en": "Sent", "zh": "已发出"}}, {"name": "paid", "final": true}, {"name": "checked"}, {"name": "dropped", "final": true, "failure": true}], "transitions": [{"name": "send", "from": "draft", "to": "sent", "label": {"en": "Send", "zh": "发出"}, "hooks": ["hear"]}, {"name": "back", "from": ["sent", "checked"], "to": "draft"}, {"name": "pay", "from": "sent", "to": "new.amount_state", "to_one_of": ["paid", "checked"], "guard": "amount != null"}, {"name": "pay", "from": "checked", "to": "paid", "guard": "amount < 1000 and old.amount = new.amount", "message": {"en": "Too much to be paid at once", "zh": "金额过大"}, "who": [{"by": "role", "role": "board"}, {"by": "form_field", "field": "owner"}]}, {"name": "drop", "from": "*", "to": "dropped"}]}'
-- What is wrong with it is said before, with the columns of the table.
SELECT severity, code, path, message FROM wf.check_machine(:'machine');
SELECT severity, code, path, message FROM wf.check_machine(:'machine', 'erp.po');
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(%L, %L, %L)', 'erp.po', 'state', :'machine'));
SELECT replace(:'machine', 'new.amount_state', 'if amount < 100 then \"paid\" else \"checked\"') AS machine \gset
SET wf_engine.language = 'zh';
SELECT severity, message, hint FROM wf.check_machine('{"key": "k", "states": [{"name": "a", "initial": true}, {"name": "b"}], "transitions": []}');
RESET wf_engine.language;

-- Rows that are there keep their states, if the machine has them.
INSERT INTO erp.po VALUES (1, 'draft', 50), (2, 'OLD', 1), (3, 'odd', 1), (4, 'odd', 2);
SELECT message, hint FROM wf.check_machine(:'machine', 'erp.po', 'state');
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(%L, %L, %L, %L)', 'erp.po', 'state', :'machine', '{"OLD": "draft"}'));
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(%L, %L, %L, %L)', 'erp.po', 'state', :'machine', '{"draft": "sent"}'));
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(%L, %L, %L, %L)', 'erp.po', 'state', :'machine', '{"odd": "nowhere"}'));
SELECT wf.attach_state_machine('erp.po', 'state', :'machine', '{"OLD": "draft", "odd": "dropped"}');
SELECT * FROM erp.po ORDER BY id;
SELECT business_table, column_name, key, version, is_enforced FROM wf.machines;
-- The same again is no new version.
SELECT wf.attach_state_machine('erp.po', 'state', :'machine');

-- What is no transition is an error that names those there are.
SELECT pg_temp.refused('UPDATE erp.po SET state = ''paid'' WHERE id = 1');
SELECT pg_temp.refused('UPDATE erp.po SET state = ''nowhere'' WHERE id = 1');
SELECT pg_temp.refused('UPDATE erp.po SET state = ''draft'' WHERE id = 3');
SELECT pg_temp.refused('INSERT INTO erp.po VALUES (5, ''sent'')');
INSERT INTO erp.po (id, amount) VALUES (5, 5000);
-- Other columns are nobody's business, nor is the same state again.
UPDATE erp.po SET note = 'x', state = state;
-- A transition that a plain UPDATE makes: its hooks run once, after it.
UPDATE erp.po SET state = 'sent' WHERE id IN (1, 5);
SELECT what FROM erp.heard ORDER BY id;
-- The target that an expression says, and no other.
SELECT pg_temp.refused('UPDATE erp.po SET state = ''checked'' WHERE id = 1');
SELECT wf.transition('erp.po', '1', 'pay'), wf.transition('erp.po', '5', 'pay');
-- By name and the present state; the guard's own words; who may.
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'', actor => ''bob'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'', actor => ''carol'')');
SET wf_engine.language = 'zh';
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'', actor => ''carol'')');
RESET wf_engine.language;
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''send'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''fly'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''7'', ''pay'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''seven'', ''pay'')');
SELECT pg_temp.refused('SELECT wf.transitions(''erp.po'', ''seven'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''99999999999999999999'', ''pay'')');
UPDATE erp.po SET amount = 900, owner = 'bob' WHERE id = 5;
SET wf_engine.actor = 'alice';
SELECT pg_temp.refused('UPDATE erp.po SET state = ''paid'' WHERE id = 5');
SET wf_engine.actor = 'bob';
BEGIN;
UPDATE erp.po SET state = 'paid' WHERE id = 5;
ROLLBACK;
SELECT transition, label, source, target, target_label, is_allowed, reason FROM wf.transitions('erp.po', '5');
SET wf_engine.actor = 'alice';
SELECT transition, target, is_allowed, reason FROM wf.transitions('erp.po', '5', blocked => true);
SELECT transition, is_allowed FROM wf.transitions('erp.po', '5', actor => 'carol');
RESET wf_engine.actor;
SELECT transition, label, target_label FROM wf.transitions('erp.po', '2', language => 'zh');
-- An error in a guard is an error, not a no.
BEGIN;
UPDATE erp.po SET amount = NULL WHERE id = 5;
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'', actor => ''carol'')');
SELECT pg_temp.refused('SELECT * FROM wf.transitions(''erp.po'', ''5'', actor => ''carol'')');
-- Of columns that somebody may not read nothing is said.
CREATE ROLE regress_wf_limited IN ROLE wf_app;
GRANT USAGE ON SCHEMA erp TO regress_wf_limited;
GRANT SELECT (id, state) ON erp.po TO regress_wf_limited;
SET ROLE regress_wf_limited;
SELECT pg_temp.refused('SELECT * FROM wf.transitions(''erp.po'', ''5'', actor => ''carol'')');
RESET ROLE;
DROP OWNED BY regress_wf_limited;
DROP ROLE regress_wf_limited;
ROLLBACK;
-- Other columns are written along; what the guard compares is the row before and after.
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''5'', ''pay'', ''{"amount": 10}'', actor => ''bob'')');
SELECT wf.transition('erp.po', '5', 'pay', '{"note": "done"}', actor => 'bob');
SELECT state, note FROM erp.po WHERE id = 5;
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''2'', ''send'', ''{"state": "paid"}'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''2'', ''send'', ''{"nope": 1}'')');
SELECT wf.transition('erp.po', '2', 'send');
UPDATE erp.po SET amount = NULL WHERE id = 2;
SELECT pg_temp.refused('UPDATE erp.po SET state = ''checked'' WHERE id = 2');
-- The target follows what is written along.
BEGIN;
SELECT wf.transition('erp.po', '2', 'pay', '{"amount": 5}');
ROLLBACK;

-- All ways of writing: ON CONFLICT, MERGE, COPY, a BEFORE trigger that is later than all others.
INSERT INTO erp.po (id, state, amount) VALUES (2, 'draft', 7) ON CONFLICT (id) DO UPDATE SET state = excluded.state, amount = excluded.amount;
SELECT state, amount FROM erp.po WHERE id = 2;
-- What was excluded is no new row: only its update counts.
INSERT INTO erp.po (id, state) VALUES (2, 'sent') ON CONFLICT (id) DO UPDATE SET state = excluded.state;
SELECT pg_temp.refused('MERGE INTO erp.po USING (VALUES (2)) AS v (id) ON po.id = v.id WHEN MATCHED THEN UPDATE SET state = ''nowhere''');
MERGE INTO erp.po USING (VALUES (2)) AS v (id) ON po.id = v.id WHEN MATCHED THEN UPDATE SET state = 'draft';
\set ON_ERROR_STOP off
COPY erp.po (id, state) FROM stdin;
8	sent
\.
CREATE FUNCTION erp.meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.state := 'paid'; RETURN NEW; END $$;
CREATE TRIGGER zzz BEFORE INSERT OR UPDATE ON erp.po FOR EACH ROW WHEN (NEW.note = 'meddle') EXECUTE FUNCTION erp.meddle();
SELECT pg_temp.refused('UPDATE erp.po SET note = ''meddle'' WHERE id = 2');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''2'', ''send'', ''{"note": "meddle"}'')');
SELECT pg_temp.refused('INSERT INTO erp.po (id, note) VALUES (9, ''meddle'')');
SET session_replication_role = replica;
SELECT pg_temp.refused('UPDATE erp.po SET state = ''paid'' WHERE id = 2');
RESET session_replication_role;

-- Never after a failure: what a hook wrote goes with the statement, and a hook that fails takes the change along.
TRUNCATE erp.heard;
SELECT pg_temp.refused('UPDATE erp.po SET state = CASE id WHEN 2 THEN ''sent'' ELSE ''nowhere'' END WHERE id IN (2, 5)');
SELECT count(*) FROM erp.heard;
CREATE OR REPLACE FUNCTION erp.hear(what jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$;
SELECT pg_temp.refused('UPDATE erp.po SET state = ''sent'' WHERE id = 2');
-- Hooks make transitions themselves, eight deep.
CREATE OR REPLACE FUNCTION erp.hear(what jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO erp.heard (what) VALUES ($1);
    UPDATE erp.po SET state = 'sent' WHERE id = ($1 ->> 'key')::integer + 1;
    RETURN NULL;
END $$;
INSERT INTO erp.po (id) SELECT g FROM generate_series(101, 109) g;
SELECT pg_temp.refused('UPDATE erp.po SET state = ''sent'' WHERE id = 101');
UPDATE erp.po SET state = 'sent' WHERE id = 102;
SELECT count(*), count(DISTINCT what) FROM erp.heard;
SELECT wf.unregister_function('hear');
SELECT pg_temp.refused('UPDATE erp.po SET state = ''sent'' WHERE id = 101');

-- A new version: rows go on by it.
SELECT replace(replace(:'machine', '"dropped"', '"gone"'), '"hooks": ["hear"]', '"message": "x"') AS changed \gset
SELECT severity, code, path, message FROM wf.check_machine(:'changed', 'erp.po', 'state');
SELECT pg_temp.refused(format('SELECT wf.attach_state_machine(%L, %L, %L)', 'erp.po', 'state', :'changed'));
SELECT wf.attach_state_machine('erp.po', 'state', :'changed', '{"dropped": "gone"}');
SELECT id, state FROM erp.po WHERE state = 'gone' ORDER BY id;
SELECT version, is_enforced FROM wf.machines;
SELECT wf.machine_diagram('order', language => 'zh');
SELECT wf.machine_diagram('order', 'dot', version => 1) = wf.machine_diagram('order', 'dot') AS same;
SELECT pg_temp.refused('SELECT wf.machine_diagram(''nothing'')');

-- Given up.
SELECT wf.detach_state_machine('erp.po');
UPDATE erp.po SET state = 'anything' WHERE id = 1;
SELECT pg_temp.refused('SELECT wf.detach_state_machine(''erp.po'')');
SELECT pg_temp.refused('SELECT wf.transition(''erp.po'', ''1'', ''send'')');
SELECT count(*) FROM wf.machines;
-- What a guard says of the state that it leads to, it says before.
CREATE TABLE erp.led (id integer PRIMARY KEY, step smallint DEFAULT 10);
SELECT wf.attach_state_machine('erp.led', 'step', '{"key": "led", "states": [{"name": "10", "initial": true}, {"name": "20", "final": true}], "transitions": [{"name": "go", "from": "10", "to": "20", "guard": "step > old.step"}]}');
INSERT INTO erp.led VALUES (1);
SELECT transition, is_allowed FROM wf.transitions('erp.led', '1', blocked => true);
SELECT wf.transition('erp.led', '1', 'go');
\set ECHO none
SET client_min_messages = warning;
DROP SCHEMA erp CASCADE;
