-- A column that has a log and a state machine: the log names the transitions, and a machine is tried on the log before it is attached.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE SCHEMA erp;
CREATE TABLE erp.po (id integer, region text, state text NOT NULL DEFAULT 'draft', PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE erp.po_north PARTITION OF erp.po FOR VALUES IN ('north');
CREATE TABLE erp.po_south (state text NOT NULL, extra text, region text NOT NULL, id integer NOT NULL);
ALTER TABLE erp.po_south DROP COLUMN extra;
ALTER TABLE erp.po ATTACH PARTITION erp.po_south FOR VALUES IN ('south');
SELECT wf.track('erp.po', 'state') IS NOT NULL AS tracked;
\set machine '{"key": "order", "states": [{"name": "draft", "initial": true}, {"name": "sent"}, {"name": "paid"}, {"name": "done", "final": true}], "transitions": [{"name": "send", "from": "draft", "to": "sent"}, {"name": "pay", "from": "sent", "to": "paid", "hooks": ["finish"]}, {"name": "close", "from": "paid", "to": "done"}]}'
-- Before there is a machine: ways that it does not have.
INSERT INTO erp.po VALUES (1, 'north', 'draft'), (2, 'north', 'draft'), (3, 'south', 'sent'), (4, 'south', 'odd');
UPDATE erp.po SET state = 'sent' WHERE id = 1;
UPDATE erp.po SET state = 'done' WHERE id IN (1, 2);
UPDATE erp.po SET state = 'draft' WHERE id = 4;
UPDATE erp.po SET region = 'south' WHERE id = 2;
SELECT source, target, entries, first_at <= last_at AS has_times, reason FROM wf.conformance('erp.po', 'state', :'machine');
SELECT pg_temp.refused('SELECT * FROM wf.conformance(''erp.po'', ''state'', ''{}'')');
SELECT count(*) FROM wf.conformance('erp.po', 'region', :'machine');

-- With it: each entry has the name of the transition, in the order in which they were made, also what a hook has made of it at once.
CREATE FUNCTION erp.finish(what jsonb) RETURNS jsonb LANGUAGE sql AS
    'UPDATE erp.po SET state = ''done'' WHERE id = (((what ->> ''key'')::jsonb) ->> ''id'')::integer; SELECT NULL::jsonb';
SELECT wf.register_function('finish', 'erp.finish(jsonb)');
SELECT wf.attach_state_machine('erp.po', 'state', :'machine');
INSERT INTO erp.po VALUES (5, 'north'), (6, 'south'), (7, 'north');
UPDATE erp.po SET state = 'sent' WHERE id IN (5, 6);
UPDATE erp.po SET state = CASE id WHEN 5 THEN 'paid' ELSE 'sent' END WHERE id IN (5, 7);
SELECT wf.transition('erp.po', '{"id": 6, "region": "south"}', 'pay');
UPDATE erp.po SET region = 'south', state = 'paid' WHERE id = 7;
SELECT key::jsonb -> 'id' AS id, action, source, target, transition FROM wf.state_history WHERE (key::jsonb -> 'id')::integer > 4 ORDER BY (key::jsonb -> 'id')::integer, seq;
SELECT id, state FROM erp.po WHERE id > 4 ORDER BY id;
-- A row whose move was refused and rolled back is not lost: the next statement says nothing of it.
INSERT INTO erp.po VALUES (8, 'north');
DO $$ BEGIN UPDATE erp.po SET region = 'south', state = 'done' WHERE id = 8; EXCEPTION WHEN OTHERS THEN UPDATE erp.po SET state = 'sent' WHERE id = 8; END $$;
SELECT action, source, target FROM wf.state_history WHERE (key::jsonb -> 'id')::integer = 8 ORDER BY seq;
-- Without it there are no names any more.
SELECT wf.detach_state_machine('erp.po');
UPDATE erp.po SET state = 'draft' WHERE id = 5;
SELECT target, transition FROM wf.state_history ORDER BY seq DESC LIMIT 1;
\set ECHO none
SET client_min_messages = warning;
SELECT wf.untrack('erp.po', 'state');
DROP SCHEMA erp CASCADE;
