-- wf.bind: while a row is being approved it stays what the approvers see.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TABLE public.trip (id integer PRIMARY KEY, who text, days numeric, hotel text, budget numeric, seen integer DEFAULT 0, "Note" text,
    total numeric GENERATED ALWAYS AS (days * 100) STORED);
SELECT wf.deploy('{"key": "trip", "business_table": "public.trip",
    "form": {"fields": [{"name": "days", "type": "number"}, {"name": "hotel", "type": "text"}, {"name": "budget", "type": "number"}, {"name": "note", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "desk", "type": "task", "assignee": "heidi"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "desk"}, {"from": "desk", "to": "boss"}, {"from": "boss", "to": "end"}]}');
SELECT wf.bind('trip', 'trip', '{"start": "insert", "initiator": "who", "always_writable": ["seen"],
    "data": {"days": "days", "hotel": "hotel", "budget": "budget", "note": "Note"}}');
INSERT INTO trip VALUES (1, 'alice', 3, 'Ritz'), (2, 'bob', 1, 'Inn');

-- Nothing but what is always open; a value that stays the same is not a change.
SELECT pg_temp.refused('UPDATE trip SET days = 5 WHERE id = 1');
SELECT pg_temp.refused('UPDATE trip SET seen = 5, hotel = ''Inn''');
UPDATE trip SET hotel = 'Ritz', days = 3.0, seen = seen + 1 WHERE id = 1;
UPDATE trip SET seen = 7;
SELECT id, days, hotel, seen FROM trip ORDER BY id;
SELECT wf.approve(1000001, actor => 'lena') > 0;
SELECT pg_temp.refused('UPDATE trip SET hotel = ''Inn'' WHERE id = 1');
SELECT wf.complete(1000002, actor => 'heidi') > 0;
SELECT pg_temp.refused('UPDATE trip SET budget = 900 WHERE id = 1');
UPDATE trip SET seen = 8 WHERE id = 1;

-- Nobody gets round it: neither another trigger of the table, nor MERGE, nor ON CONFLICT, nor a snapshot from before.
CREATE FUNCTION pg_temp.inflate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.days := 99; RETURN NEW; END $$;
CREATE TRIGGER zz_inflate BEFORE UPDATE ON trip FOR EACH ROW EXECUTE FUNCTION pg_temp.inflate();
SELECT pg_temp.refused('UPDATE trip SET seen = 9 WHERE id = 1');
DROP TRIGGER zz_inflate ON trip;
SELECT pg_temp.refused('INSERT INTO trip (id, who, days) VALUES (1, ''x'', 1) ON CONFLICT (id) DO UPDATE SET days = 9');
SELECT pg_temp.refused('MERGE INTO trip USING (SELECT 1 AS id) s ON trip.id = s.id WHEN MATCHED THEN UPDATE SET days = 9');
SELECT pg_temp.refused('WITH c AS (UPDATE trip SET days = 9 WHERE id = 1 RETURNING 1) SELECT count(*) FROM c');

-- The row cannot go, nor become another.
SELECT pg_temp.refused('DELETE FROM trip WHERE id = 1');
SELECT pg_temp.refused('TRUNCATE trip');
SELECT pg_temp.refused('UPDATE trip SET id = 3 WHERE id = 1');
SELECT count(*) FROM trip;

-- With the end of the approval it is free again; its key stays, because history is about it.
SELECT wf.approve(1000003, actor => 'frank') > 0;
UPDATE trip SET days = 4, hotel = 'Ritz' WHERE id = 1;
SELECT days, total FROM trip WHERE id = 1;
SELECT pg_temp.refused('UPDATE trip SET id = 3 WHERE id = 1');
SELECT pg_temp.refused('UPDATE trip SET id = 1 WHERE id = 2');
SELECT wf.withdraw(2, actor => 'bob') > 0;
UPDATE trip SET days = 2 WHERE id = 2;
DELETE FROM trip WHERE id = 2;

-- on_delete: the approval is given up with the row.
SELECT wf.bind('trip', 'trip', '{"start": "insert", "initiator": "who", "on_delete": "cancel"}');
INSERT INTO trip VALUES (4, 'alice', 1);
DELETE FROM trip WHERE id = 4;
SELECT seq, action, actor, comment, target FROM wf.history WHERE instance_id = 3 ORDER BY seq;
-- No freeze: the row is the application's own business, but it does not vanish.
SELECT wf.bind('trip', 'trip', '{"start": "insert", "initiator": "who", "freeze": false}');
INSERT INTO trip VALUES (5, 'alice', 1);
UPDATE trip SET days = 50 WHERE id = 5;
SELECT pg_temp.refused('DELETE FROM trip WHERE id = 5');

-- What was signed and what is stored: each signature knows the version it saw.
SELECT wf.bind('trip', 'trip', '{"start": "insert", "initiator": "who", "freeze": false, "always_writable": ["seen"]}');
INSERT INTO trip VALUES (6, 'alice', 1, 'Inn');
SELECT wf.approve(5000001, actor => 'lena') > 0;
UPDATE trip SET seen = 100 WHERE id = 6;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(5);
UPDATE trip SET budget = 700 WHERE id = 6;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(5);
SELECT wf.complete(5000002, actor => 'heidi') > 0, wf.approve(5000003, actor => 'frank') > 0;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(5);
-- Not by how a session writes texts, nor by a new column.
SET timezone = 'Asia/Tokyo';
ALTER TABLE trip ADD COLUMN more text;
SELECT bool_or(changed) FROM wf.changed_after_approval(5) WHERE seq > 2;
RESET timezone;
UPDATE trip SET budget = 70000 WHERE id = 6;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(5);
UPDATE trip SET budget = 700 WHERE id = 6;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(5) WHERE NOT changed;
DELETE FROM trip WHERE id = 6;
SELECT bool_and(changed) AS gone FROM wf.changed_after_approval(5);
-- Unbound rows have no hash, and cost nothing.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena') > 0;
SELECT count(*) FROM wf.changed_after_approval(:i);

-- Who renames or drops what is used hears of it at once (ACCEPTANCE D.4).
SELECT wf.deploy('{"key": "late", "business_table": "public.trip", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"},
        {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "sign", "when": "doc.budget > 100"}, {"from": "g", "to": "e", "default": true}, {"from": "sign", "to": "e"}]}') > 0;
SELECT pg_temp.refused('ALTER TABLE trip RENAME COLUMN budget TO money');
SELECT pg_temp.refused('ALTER TABLE trip DROP COLUMN budget');
SELECT pg_temp.refused('ALTER TABLE trip ALTER COLUMN budget TYPE text');
SELECT pg_temp.refused('ALTER TABLE trip RENAME COLUMN who TO person');
SELECT pg_temp.refused('ALTER TABLE trip DROP COLUMN seen');
SELECT pg_temp.refused('ALTER TABLE trip RENAME TO journey');
SELECT pg_temp.refused('ALTER TABLE trip SET SCHEMA wf');
SELECT pg_temp.refused('DROP TABLE trip');
-- What nobody uses is free.
ALTER TABLE trip RENAME COLUMN more TO extra;
ALTER TABLE trip DROP COLUMN extra, ADD COLUMN other integer;
SELECT wf.unbind('trip');
SELECT pg_temp.refused('ALTER TABLE trip RENAME COLUMN budget TO money');
ALTER TABLE trip RENAME COLUMN who TO person;
SELECT pg_temp.refused('DROP TABLE trip');
SELECT wf.verify(i.instance_id) FROM wf.instance_list i;

-- A table with two bindings: what one approval writes, the other one has to allow as it allows any UPDATE.
CREATE TABLE room (id integer PRIMARY KEY, price numeric, note text, state_a text, state_b text);
INSERT INTO room VALUES (1, 5);
SELECT wf.deploy(format('{"key": "%s", "form": {"fields": [{"name": "price", "type": "number"}, {"name": "note", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "first", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": %s},
        {"id": "then", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}], "fields": %s},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "first"}, {"from": "first", "to": "then"}, {"from": "then", "to": "end"}]}', key, fields, fields)::jsonb)
FROM (VALUES ('careful', '{"price": "read", "note": "write"}'), ('careless', '{"price": "write", "note": "write"}')) AS both_of (key, fields);
SELECT wf.bind('room', 'careful', '{"status": {"column": "state_a", "codes": {"running": "asked", "completed": "approved"}}}');
SELECT wf.bind('room', 'careless', '{"status": {"column": "state_b", "codes": {"running": "asked", "completed": "approved"}}}');
SELECT wf.start('careful', business_table => 'room', business_key => '1', actor => 'alice') AS careful,
       wf.start('careless', business_table => 'room', business_key => '1', actor => 'alice') AS careless \gset
SELECT wf.approve(:careful * 1000000 + 1, actor => 'lena') > 0 AS approved;
SELECT pg_temp.refused(format('SELECT wf.approve(%s, data => ''{"price": 99}'', actor => ''lena'')', :careless * 1000000 + 1));
SELECT pg_temp.refused(format('SELECT wf.set_data(%s, ''{"price": 99}'', actor => ''root'')', :careless));
SELECT wf.approve(:careless * 1000000 + 1, data => '{"note": "a view"}', actor => 'lena') > 0 AS approved;
SELECT wf.approve(:careful * 1000000 + 2, actor => 'carol') > 0 AS approved;
SELECT wf.approve(:careless * 1000000 + 2, data => '{"price": 7}', actor => 'carol') > 0 AS approved;
SELECT * FROM room;
SELECT pg_temp.unsound();
SELECT wf.unbind('room');
DROP TABLE room;

-- The extension made anew: wf.setup() makes the triggers again.
ALTER TABLE trip RENAME COLUMN person TO who;
SELECT wf.bind('trip', 'trip', '{"start": "insert", "initiator": "who"}');
SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
SELECT count(*) AS lost FROM pg_trigger WHERE tgrelid = 'trip'::regclass AND NOT tgisinternal;
CREATE EXTENSION wf_engine;
SELECT wf.setup();
RESET client_min_messages;
SELECT pg_temp.refused('UPDATE trip SET days = 51 WHERE id = 5');
INSERT INTO trip VALUES (7, 'alice', 1);
SELECT pg_temp.refused('UPDATE trip SET days = 51 WHERE id = 7');

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE trip;
