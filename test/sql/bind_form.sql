-- wf.bind: fields of the form that are columns have no value of their own. Whoever writes the row, form, conditions and signatures speak of
-- the row that is there.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- Over 1,000 it is for frank, too. Only desk may write the amount; the remark is a field without a column.
SELECT wf.deploy('{"key": "buy",
    "form": {"fields": [{"name": "amount", "type": "number", "material": true}, {"name": "item", "type": "text"}, {"name": "remark", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "desk", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}], "fields": {"amount": "write", "remark": "write"}},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "how_much", "type": "exclusive"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "lead"}, {"from": "lead", "to": "how_much"},
        {"from": "how_much", "to": "boss", "when": "amount > 1000"}, {"from": "how_much", "to": "end", "default": true}, {"from": "boss", "to": "end"}]}');
CREATE TABLE purchase (id integer PRIMARY KEY, buyer text, amount numeric, item text, state text DEFAULT 'draft', changed_by text);
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "buyer", "actor": "changed_by", "always_writable": ["changed_by"],
    "status": {"column": "state", "codes": {"running": "running", "returned": "returned", "completed": "approved", "rejected": "refused"}}}');
CREATE FUNCTION pg_temp.begin(id integer, amount numeric) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO purchase (id, buyer, amount, item, state) VALUES (id, 'alice', amount, 'a chair', 'asked');
    SELECT max(instance_id) FROM wf.instance_list
$$;
-- The present task of an instance.
CREATE FUNCTION pg_temp.task(instance bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT max(task_id) FROM wf.todo WHERE instance_id = instance $$;
CREATE FUNCTION pg_temp.both(instance bigint) RETURNS text LANGUAGE sql AS $$
    SELECT format('form %s, row %s %s, %s', i.data, p.amount, p.item, pg_temp.tasks(instance))
    FROM wf.instance_list i JOIN purchase p ON p.id::text = i.business_key WHERE i.instance_id = instance
$$;

-- The form begins with the row.
SELECT pg_temp.begin(1, 500) AS i \gset
SELECT pg_temp.both(:i);
-- An UPDATE that the node lets through is an entry of the log, by who has written the row if that is known, and the gateway goes by it.
UPDATE purchase SET amount = 5000, changed_by = 'heidi' WHERE id = 1;
UPDATE purchase SET amount = 6000, changed_by = NULL WHERE id = 1;
SELECT seq, action, actor, node, data FROM wf.history WHERE instance_id = :i ORDER BY seq;
SELECT wf.approve(pg_temp.task(:i), actor => 'heidi') > 0, wf.approve(pg_temp.task(:i), actor => 'lena') > 0;
SELECT pg_temp.both(:i);
-- Known persons need the right that wf.set_data asks for; their rows the types of the fields.
SELECT pg_temp.begin(2, 500) AS i \gset
SELECT pg_temp.refused('UPDATE purchase SET amount = 1, changed_by = ''bob'' WHERE id = 2');
SELECT pg_temp.both(:i);

-- Data for a column is written into the row where the node lists it; conditions follow at once.
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 700, "remark": "ok"}', actor => 'heidi') > 0;
SELECT pg_temp.both(:i);
SELECT pg_temp.refused(format('SELECT wf.approve(%s, data => ''{"amount": 1}'', actor => ''lena'')', pg_temp.task(:i)));
SELECT pg_temp.refused(format('SELECT wf.set_data(%s, ''{"item": "a desk"}'', actor => ''lena'')', :i));
SELECT wf.set_data(:i, '{"amount": 7000}', actor => 'root') > 0;
SELECT pg_temp.both(:i);
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 7000.00}', actor => 'lena') > 0 AS what_it_is_already;
SELECT pg_temp.both(:i);

-- Sent back: the row is the initiator's. What goes on is what is there.
SELECT pg_temp.begin(3, 1000) AS i \gset
SELECT wf.approve(pg_temp.task(:i), actor => 'heidi') > 0, wf.send_back(pg_temp.task(:i), 'start', actor => 'lena') > 0;
UPDATE purchase SET amount = 900000 WHERE id = 3;
SELECT wf.resubmit(:i, actor => 'alice') > 0;
SELECT wf.approve(pg_temp.task(:i), actor => 'heidi') > 0, wf.approve(pg_temp.task(:i), actor => 'lena') > 0;
SELECT pg_temp.both(:i);
-- The status that starts an approval hands in what was sent back, for whoever may; and nothing starts twice.
SELECT pg_temp.begin(4, 1000) AS i \gset
SELECT wf.send_back(pg_temp.task(:i), 'start', actor => 'heidi') > 0;
SELECT pg_temp.refused('UPDATE purchase SET buyer = ''bob'', state = ''asked'' WHERE id = 4');
UPDATE purchase SET amount = 1100, state = 'asked' WHERE id = 4;
SELECT state, pg_temp.both(:i) FROM purchase WHERE id = 4;
SELECT pg_temp.refused('SELECT wf.start(''buy'', business_table => ''purchase'', business_key => ''4'', actor => ''alice'')');
SELECT pg_temp.refused('UPDATE purchase SET state = ''asked'' WHERE id = 4');
-- A draft is about the row, too.
INSERT INTO purchase (id, buyer, amount) VALUES (5, 'alice', 10);
SELECT wf.start('buy', business_table => 'purchase', business_key => '5', as_draft => true, actor => 'alice') AS i \gset
UPDATE purchase SET amount = 20 WHERE id = 5;
UPDATE purchase SET state = 'asked' WHERE id = 5;
SELECT pg_temp.both(:i), (SELECT status FROM wf.instance_list WHERE instance_id = :i);

-- Data of a start: the row's own values, or what the caller could write by UPDATE.
CREATE ROLE regress_wf_asker;
GRANT wf_app TO regress_wf_asker;
GRANT SELECT ON purchase TO regress_wf_asker;
INSERT INTO purchase (id, buyer, amount) VALUES (6, 'alice', 10), (7, 'alice', 10);
SET ROLE regress_wf_asker;
SELECT pg_temp.refused('SELECT wf.start(''buy'', ''{"amount": 1}'', ''purchase'', ''6'', actor => ''alice'')');
SELECT wf.start('buy', '{"amount": 10.0, "remark": "please"}', 'purchase', '6', actor => 'alice') > 0;
RESET ROLE;
SELECT wf.start('buy', '{"amount": 30}', 'purchase', '7', actor => 'alice') AS i \gset
SELECT pg_temp.both(:i);

-- A write that does not arrive, or arrives changed, refuses the command; so does code of the host that changes what is approved behind it.
CREATE FUNCTION pg_temp.meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_ARGV[0]
        WHEN 'swallow' THEN RETURN NULL;
        WHEN 'round' THEN NEW.amount := round(NEW.amount, -3);
        WHEN 'item' THEN NEW.item := 'a throne';
        WHEN 'state' THEN NEW.state := 'other';
    END CASE;
    RETURN NEW;
END $$;
SELECT pg_temp.begin(8, 100) AS i \gset
CREATE FUNCTION pg_temp.with_trigger(what text, command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    EXECUTE format('CREATE TRIGGER meddle BEFORE UPDATE ON purchase FOR EACH ROW EXECUTE FUNCTION pg_temp.meddle(%L)', what);
    _answer := pg_temp.refused(command);
    DROP TRIGGER meddle ON purchase;
    RETURN _answer;
END $$;
SELECT what, pg_temp.with_trigger(what, format('SELECT wf.approve(%s, data => ''{"amount": 1234}'', actor => ''heidi'')', pg_temp.task(:i)))
FROM unnest(ARRAY['swallow', 'round', 'item']) AS what;
SELECT what, pg_temp.with_trigger(what, format('SELECT wf.reject(%s, actor => ''heidi'')', pg_temp.task(:i))) FROM unnest(ARRAY['swallow', 'state', 'item']) AS what;
SELECT state, pg_temp.both(:i) FROM purchase WHERE id = 8;
-- What was changed with the triggers off is found by the next command, and said to be found.
SET session_replication_role = replica;
UPDATE purchase SET amount = 2000, changed_by = 'bob' WHERE id = 8;
RESET session_replication_role;
SELECT wf.comment(:i, 'what now?', actor => 'heidi') > 0;
SELECT pg_temp.both(:i);
SELECT jsonb_path_query(wf.events(events), '$[*] ? (@.type == "DataChanged")') FROM wf.log WHERE instance_id = :i ORDER BY seq DESC LIMIT 1;

-- Undo brings the row back; an approval does not come back onto other values.
SELECT pg_temp.begin(9, 100) AS i \gset
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 200}', actor => 'heidi') > 0;
SELECT wf.undo(:i, actor => 'heidi') > 0 AS undone;
SELECT pg_temp.both(:i);
SELECT wf.redo(:i, actor => 'heidi') > 0 AS redone;
SELECT pg_temp.both(:i);
SELECT wf.approve(pg_temp.task(:i), actor => 'lena') > 0;
UPDATE purchase SET amount = 900000 WHERE id = 9;
SELECT pg_temp.refused(format('SELECT wf.undo(%s, actor => ''lena'')', :i));

-- The title follows the row, unless somebody has given one by hand.
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "buyer", "title": "item + \": \" + string(amount)"}');
SELECT pg_temp.begin(11, 100) AS i \gset
UPDATE purchase SET amount = 110 WHERE id = 11;
SELECT title FROM wf.instance_list WHERE instance_id = :i;
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 120}', actor => 'heidi') > 0;
SELECT title FROM wf.instance_list WHERE instance_id = :i;
INSERT INTO purchase (id, buyer, amount, item) VALUES (12, 'alice', 5, 'a lamp'), (13, 'alice', 6, 'a rug');
SELECT wf.start('buy', business_table => 'purchase', business_key => '12', title => 'Light!', actor => 'alice') AS i \gset
SELECT wf.start('buy', business_table => 'purchase', business_key => '13', actor => 'alice') AS j \gset
UPDATE purchase SET amount = 7 WHERE id IN (12, 13);
SELECT title FROM wf.instance_list WHERE instance_id IN (:i, :j) ORDER BY instance_id;

-- One of many is refused after its row was written: the row has its old value, and the others go on.
SELECT wf.deploy('{"key": "need", "form": {"fields": [{"name": "amount", "type": "number"}]}, "nodes": [{"id": "start", "type": "start"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write"}},
    {"id": "enough", "type": "exclusive"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "enough"}, {"from": "enough", "to": "end", "when": "amount > doc.least"}]}') > 0 AS deployed;
CREATE TABLE need (id integer PRIMARY KEY, who text, amount numeric, least numeric);
SELECT wf.bind('need', 'need', '{"start": "insert", "initiator": "who"}');
INSERT INTO need VALUES (1, 'alice', 10, 100), (2, 'alice', 10, 5), (3, 'alice', 10, 1);
SELECT m.instance_id - first AS place, m.version, m.sqlstate
FROM (SELECT min(instance_id) - 1 AS first, array_agg(task_id ORDER BY task_id) AS tasks FROM wf.todo WHERE business_table = 'public.need') t,
    wf.approve_many(t.tasks, data => '{"amount": 50}', actor => 'lena') m;
SELECT n.*, i.data, i.status FROM need n JOIN wf.instance_list i ON i.business_table = 'public.need' AND i.business_key = n.id::text ORDER BY id;
SELECT wf.unbind('need');
DROP TABLE need;

-- Two open approvals of one row, where the owner wants it; an approved row stays approved whatever becomes of a later request.
SELECT wf.bind('purchase', 'buy', '{"initiator": "buyer", "several": true,
    "status": {"column": "state", "codes": {"running": "running", "completed": "approved", "rejected": "refused"}}}');
INSERT INTO purchase (id, buyer, amount) VALUES (10, 'alice', 1);
SELECT wf.start('buy', business_table => 'purchase', business_key => '10', actor => 'alice') AS a \gset
SELECT wf.start('buy', business_table => 'purchase', business_key => '10', actor => 'alice') AS b \gset
SELECT wf.approve(pg_temp.task(:a), actor => 'heidi') > 0, wf.approve(pg_temp.task(:a), actor => 'lena') > 0;
SELECT wf.reject(pg_temp.task(:b), actor => 'heidi') > 0;
SELECT state FROM purchase WHERE id = 10;
SELECT pg_temp.unsound();

SELECT wf.unbind('purchase');
SET client_min_messages = error;
DROP TABLE purchase;
DROP OWNED BY regress_wf_asker;
DROP ROLE regress_wf_asker;
