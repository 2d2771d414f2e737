-- wf.bind: the rows of a table of the host are approved, by triggers, in the transaction of whoever writes them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE SCHEMA erp;
CREATE TABLE erp.holiday (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person text, days numeric, kind text, reason text,
    state text NOT NULL DEFAULT 'draft', "Remark" text);

-- Started by INSERT, with the columns that have the names of fields, the person of the row, and a title of its own.
SELECT wf.bind('erp.holiday', 'leave', '{"start": "insert", "initiator": "person", "title": "person + \": \" + string(days) + \" days\""}');
SELECT business_table, definition_key, bound_by = session_user AS by_me FROM wf.bindings;
INSERT INTO erp.holiday (person, days, kind) VALUES ('alice', 3, 'annual'), ('bob', 2, NULL);
SELECT instance_id, title, initiator, data, business_table, business_key, status FROM wf.instance_list ORDER BY 1;
SELECT task_id, assignee, business_key FROM wf.todo ORDER BY 1;
SELECT seq, action, actor, target FROM wf.history WHERE instance_id = 1;

-- Row and instance are written together or not at all.
BEGIN;
INSERT INTO erp.holiday (person, days) VALUES ('alice', 1);
SELECT count(*) FROM wf.instance_list;
ROLLBACK;
SELECT count(*) FROM wf.instance_list;
-- What the definition refuses, the INSERT refuses: a field is missing, nobody is named.
SELECT pg_temp.refused('INSERT INTO erp.holiday (person) VALUES (''alice'')');
SELECT pg_temp.refused('INSERT INTO erp.holiday (days) VALUES (1)');
SELECT pg_temp.refused('INSERT INTO erp.holiday (person, days) VALUES (''nobody'', 1)');
SELECT count(*) AS rows FROM erp.holiday;

-- Bound again: the options are replaced. Started when a column becomes a value, if a condition holds, with named columns.
SELECT wf.bind('erp.holiday', 'leave', '{"start": {"column": "state", "is": ["submitted", "urgent"]}, "when": "days > 1 and kind != \"sick\"",
    "initiator": "person", "data": {"days": "days", "reason": "Remark"}}');
INSERT INTO erp.holiday (person, days, kind, "Remark") VALUES ('alice', 5, 'annual', 'sea'), ('alice', 1, 'annual', 'x'), ('alice', 4, 'sick', 'y');
SELECT count(*) AS none_started FROM wf.instance_list WHERE business_key::integer > 2;
UPDATE erp.holiday SET state = 'submitted' WHERE state = 'draft' AND "Remark" IS NOT NULL;
SELECT business_key, title, data FROM wf.instance_list WHERE instance_id > 2;
INSERT INTO erp.holiday (person, days, kind, state) VALUES ('bob', 2, 'annual', 'urgent');
SELECT count(*) AS started_by_insert FROM wf.instance_list WHERE initiator = 'bob' AND title = 'Leave request';
-- Written again to the same value, or to another: not started a second time.
UPDATE erp.holiday SET state = state;
SELECT count(*) FROM wf.instance_list;

-- An application may also start it itself; a key is then known in any spelling, and has to be that of a row.
SELECT wf.bind('erp.holiday', 'leave', '{}');
INSERT INTO erp.holiday (person, days) VALUES ('alice', 1) RETURNING id AS mine \gset
SELECT wf.start('leave', '{"days": 1}', 'erp.holiday', ' 0' || :'mine', actor => 'alice') AS i \gset
SELECT business_key = :'mine' AS as_the_row_has_it FROM wf.instance_list WHERE instance_id = :i;
SELECT pg_temp.refused($$SELECT wf.start('leave', '{"days": 1}', 'erp.holiday', '4711', actor => 'alice')$$);

-- Keys of several columns.
CREATE TABLE erp.line (company integer, no text, days numeric, PRIMARY KEY (company, no));
SELECT wf.bind('erp.line', 'leave', '{"start": "insert", "initiator": "no"}');
INSERT INTO erp.line VALUES (7, 'alice', 2);
SELECT business_key FROM wf.instance_list WHERE business_table = 'erp.line';
SELECT pg_temp.refused('UPDATE erp.line SET days = 9');
SELECT pg_temp.refused($$SELECT wf.start('leave', '{"days": 1}', 'erp.line', '{"no": "alice", "company": 8}', actor => 'alice')$$);

-- Options that make no sense.
CREATE FUNCTION pg_temp.bad(options jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.refused(format('SELECT wf.bind(''erp.holiday'', ''leave'', %L)', options))
$$;
SELECT o, pg_temp.bad(o) FROM unnest(ARRAY['[]', '{"satrt": "insert"}', '{"start": "update"}', '{"start": {"column": "state"}}',
    '{"start": {"column": "stat", "is": 1}}', '{"start": {"column": "state", "is": {}}}', '{"when": "days >"}', '{"when": "dys > 1"}', '{"title": 1}',
    '{"data": {"day": "days"}}', '{"data": {"days": "day"}}', '{"initiator": "nobody"}', '{"freeze": "yes"}', '{"always_writable": ["remark"]}',
    '{"on_delete": "ignore"}', '{"status": {"column": "state"}}', '{"status": {"column": "state", "codes": {"finished": "1"}}}',
    '{"status": {"column": "state", "codes": {"completed": "3", "rejected": "3"}}}', '{"require": {"column": "state"}}',
    '{"require": {"column": "state", "is": "x", "unchanged": 1}}', '{"write_back": 1}']::jsonb[]) AS o;
SELECT pg_temp.refused($$SELECT wf.bind('erp.holiday', 'nothing')$$);
-- Tables that cannot be bound.
CREATE VIEW erp.view AS SELECT 1 AS id;
CREATE TABLE erp.no_key (id integer);
CREATE TABLE erp.parted (id integer PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE erp.part PARTITION OF erp.parted FOR VALUES FROM (0) TO (10);
CREATE TABLE erp.parent (id integer PRIMARY KEY);
CREATE TABLE erp.child (PRIMARY KEY (id)) INHERITS (erp.parent);
CREATE TABLE erp.ruled (id integer PRIMARY KEY);
CREATE RULE r AS ON UPDATE TO erp.ruled DO INSTEAD NOTHING;
CREATE TEMP TABLE passing (id integer PRIMARY KEY);
SELECT t, pg_temp.refused(format('SELECT wf.bind(%L, ''leave'')', t)) FROM unnest(ARRAY['erp.view', 'erp.no_key', 'erp.part', 'erp.parent', 'erp.child', 'erp.ruled', 'wf.person', 'pg_class']) AS t;
SELECT pg_temp.refused($$SELECT wf.bind('passing', 'leave')$$) ~ 'cannot be bound';

-- The owner of a table alone may bind it, and needs to be a designer. Who only writes it needs nothing of the engine.
CREATE ROLE regress_wf_owner;
CREATE ROLE regress_wf_designer;
CREATE ROLE regress_wf_clerk;
GRANT wf_designer TO regress_wf_designer;
CREATE SCHEMA shop;
CREATE TABLE shop.claim (id integer PRIMARY KEY, who text, days numeric, state text);
ALTER TABLE shop.claim OWNER TO regress_wf_owner;
GRANT USAGE ON SCHEMA shop TO regress_wf_owner, regress_wf_designer, regress_wf_clerk;
GRANT INSERT, UPDATE, SELECT ON shop.claim TO regress_wf_clerk;
SET ROLE regress_wf_designer;
SELECT pg_temp.refused($$SELECT wf.bind('shop.claim', 'leave')$$);
SELECT pg_temp.refused($$SELECT wf.unbind('shop.claim')$$);
RESET ROLE;
SET ROLE regress_wf_owner;
SELECT pg_temp.refused($$SELECT wf.bind('shop.claim', 'leave')$$);
RESET ROLE;
GRANT regress_wf_owner TO regress_wf_designer;
SET ROLE regress_wf_designer;
SELECT wf.bind('shop.claim', 'leave', '{"start": "insert", "initiator": "who", "status": {"column": "state", "codes": {"running": "asked", "completed": "granted"}}}');
SELECT business_table, definition_key, bound_by FROM wf.bindings WHERE bound_by <> session_user;
SET ROLE regress_wf_clerk;
INSERT INTO shop.claim VALUES (1, 'alice', 2);
SELECT * FROM shop.claim;
SELECT pg_temp.refused('UPDATE shop.claim SET days = 20');
SELECT pg_temp.refused('SELECT count(*) FROM wf.instance');
RESET ROLE;

-- What the owner of a table has put into it (here: what JSON the type is) runs as the owner or as whoever writes, never as the engine.
CREATE TYPE shop.color AS ENUM ('red', 'blue');
CREATE TABLE shop.spilled (ran_as text);
CREATE FUNCTION shop.spill(shop.color) RETURNS json LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shop.spilled VALUES (current_user);
    RETURN to_json($1::text);
END $$;
CREATE CAST (shop.color AS json) WITH FUNCTION shop.spill(shop.color);
CREATE TABLE shop.trap (id integer, color shop.color, who text, days numeric, state text, PRIMARY KEY (id, color));
ALTER TABLE shop.trap OWNER TO regress_wf_owner;
GRANT ALL ON shop.trap TO regress_wf_clerk;
GRANT INSERT ON shop.spilled TO PUBLIC;
SELECT wf.bind('shop.trap', 'leave', '{"start": "insert", "initiator": "who", "status": {"column": "state", "codes": {"completed": "granted"}},
    "require": {"column": "state", "is": "granted", "unchanged": true}}');
SET ROLE regress_wf_clerk;
INSERT INTO shop.trap VALUES (1, 'red', 'alice', 2);
SELECT pg_temp.refused('UPDATE shop.trap SET days = 3');
SELECT pg_temp.refused('DELETE FROM shop.trap');
RESET ROLE;
SELECT task_id AS task FROM wf.todo WHERE business_table = 'shop.trap' \gset
SELECT wf.approve(:task, actor => 'lena');
SELECT state FROM shop.trap;
SELECT DISTINCT ran_as COLLATE "C" AS ran_as FROM shop.spilled ORDER BY 1;
-- Triggers that somebody has made by hand do nothing for them.
CREATE TABLE shop.own (id integer PRIMARY KEY);
CREATE TRIGGER mine AFTER INSERT ON shop.own FOR EACH ROW EXECUTE FUNCTION wf._row_written('shop.claim');
SELECT pg_temp.refused('INSERT INTO shop.own VALUES (1)');
CREATE OR REPLACE TRIGGER mine AFTER INSERT ON shop.own FOR EACH ROW EXECUTE FUNCTION wf._row_written('shop.own');
INSERT INTO shop.own VALUES (1);

-- Policies of the host's own: who takes part in the approval of a row sees it.
CREATE ROLE regress_wf_lena;
CREATE ROLE regress_wf_frank;
GRANT wf_user TO regress_wf_lena, regress_wf_frank;
GRANT USAGE ON SCHEMA shop TO wf_user;
GRANT SELECT ON shop.claim TO wf_user;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('lena', 'frank');
ALTER TABLE shop.claim ENABLE ROW LEVEL SECURITY;
CREATE POLICY writers ON shop.claim TO regress_wf_clerk USING (true);
CREATE POLICY approvers ON shop.claim FOR SELECT USING (wf.may_see_row('shop.claim', id::text));
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT id, days FROM shop.claim;
SELECT task_id AS task FROM wf.todo WHERE business_table = 'shop.claim' \gset
SELECT wf.approve(:task);
SELECT id, state FROM shop.claim;
SET SESSION AUTHORIZATION regress_wf_frank;
SELECT id, days FROM shop.claim;
RESET SESSION AUTHORIZATION;

-- Another cell: its sessions start nothing here, but don't get round the freeze either.
SET wf_engine.tenant = 5;
SET ROLE regress_wf_clerk;
INSERT INTO shop.claim VALUES (2, 'alice', 2);
RESET ROLE;
RESET wf_engine.tenant;
SELECT count(*) AS started FROM wf.instance_list WHERE business_table = 'shop.claim' AND business_key = '2';
SET wf_engine.tenant = 5;
SELECT pg_temp.refused('UPDATE erp.holiday SET days = 30 WHERE id = 1');
RESET wf_engine.tenant;

-- Unbound: the triggers go with the last binding, instances go on.
SELECT wf.unbind('erp.holiday', 'leave');
UPDATE erp.holiday SET days = 30 WHERE id = 1;
SELECT pg_temp.refused($$SELECT wf.unbind('erp.holiday')$$);
SELECT wf.unbind('shop.claim'), wf.unbind('erp.line'), wf.unbind('shop.trap');
SELECT count(*) AS triggers FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.pronamespace = 'wf'::regnamespace AND t.tgrelid = 'erp.holiday'::regclass;
SELECT wf.approve(1000001, actor => 'lena') > 0 AS goes_on;
SELECT pg_temp.unsound();

SET client_min_messages = error;
DROP SCHEMA erp, shop CASCADE;
DROP OWNED BY regress_wf_owner, regress_wf_designer, regress_wf_clerk, regress_wf_lena, regress_wf_frank;
DROP ROLE regress_wf_owner, regress_wf_designer, regress_wf_clerk, regress_wf_lena, regress_wf_frank;
