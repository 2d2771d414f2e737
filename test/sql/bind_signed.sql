-- wf.bind: approved means approved. A signature is on the content that was signed: it ends with its row, comes back onto no other content, and
-- what it was on can be read.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- Two sign at the desk; over 1,000 it is for frank, too. The note is a column without a field, the remark a field without a column.
SELECT wf.deploy('{"key": "buy",
    "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "item", "type": "text"}, {"name": "remark", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "desk", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["heidi", "bob"]}]},
        {"id": "how_much", "type": "exclusive"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}], "fields": {"amount": "write"}},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write", "remark": "write"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "how_much"}, {"from": "how_much", "to": "boss", "when": "amount > 1000"},
        {"from": "how_much", "to": "lead", "default": true}, {"from": "boss", "to": "lead"}, {"from": "lead", "to": "end"}]}');
CREATE TABLE purchase (id integer PRIMARY KEY, buyer text, amount numeric, item text, note text, state text DEFAULT 'draft');
CREATE FUNCTION pg_temp.bind(more jsonb DEFAULT '{}') RETURNS void LANGUAGE sql AS $$
    SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "buyer", "require": {"column": "state", "is": "ordered"},
        "status": {"column": "state", "codes": {"running": "running", "returned": "returned", "completed": "approved", "revoked": "revoked", "canceled": "canceled"}}}' || more)
$$;
SELECT pg_temp.bind();
CREATE FUNCTION pg_temp.begin(id integer, amount numeric) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO purchase (id, buyer, amount, item, note, state) VALUES (id, 'alice', amount, 'a chair', 'red', 'asked');
    SELECT max(instance_id) FROM wf.instance_list
$$;
-- Approves whatever is open, until nothing is, or only what `until` has to do.
CREATE FUNCTION pg_temp.sign(instance bigint, until text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _task record;
BEGIN
    LOOP
        SELECT task_id, assignee INTO _task FROM wf.todo WHERE instance_id = instance AND assignee IS DISTINCT FROM until ORDER BY task_id LIMIT 1;
        EXIT WHEN NOT FOUND;
        PERFORM wf.approve(_task.task_id, actor => _task.assignee);
    END LOOP;
    RETURN pg_temp.tasks(instance);
END $$;
CREATE FUNCTION pg_temp.order(key integer) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.refused(format('UPDATE purchase SET state = ''ordered'' WHERE id = %s', key)) $$;
-- What becomes of a command, without its consequences.
CREATE FUNCTION pg_temp.try(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    _answer := pg_temp.refused(command);
    RAISE EXCEPTION USING ERRCODE = 'BACK1', MESSAGE = _answer;
EXCEPTION WHEN SQLSTATE 'BACK1' THEN
    RETURN SQLERRM;
END $$;

-- An approval ends with its row: another one with the same key has none.
SELECT pg_temp.begin(1, 100) AS i \gset
SELECT pg_temp.sign(:i), pg_temp.try('UPDATE purchase SET state = ''ordered'' WHERE id = 1') AS while_it_is_there;
DELETE FROM purchase WHERE id = 1;
INSERT INTO purchase VALUES (1, 'alice', 100, 'a chair', 'red', 'approved');
SELECT pg_temp.order(1);
SELECT pg_temp.try('DELETE FROM purchase; INSERT INTO purchase VALUES (1, ''alice'', 100, ''a chair'', ''red'', ''ordered'')');
SELECT seq, action, actor, comment, source, target FROM wf.history WHERE instance_id = :i ORDER BY seq DESC LIMIT 1;
-- Nor does anybody bring it back.
SELECT command, pg_temp.try(format('SELECT wf.%s', command))
FROM unnest(ARRAY[format('undo(%s, actor => ''root'')', :i), format('restore(%s, 2, actor => ''root'')', :i), format('wake(%s, ''lead'', actor => ''root'')', :i)]) AS command;
-- TRUNCATE, and on_delete "cancel".
SELECT pg_temp.begin(2, 100) AS i \gset
SELECT pg_temp.sign(:i);
TRUNCATE purchase;
INSERT INTO purchase VALUES (2, 'alice', 100, 'a chair', 'red', 'approved');
SELECT pg_temp.order(2);
SELECT pg_temp.bind('{"on_delete": "cancel"}');
SELECT pg_temp.begin(3, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
DELETE FROM purchase WHERE id = 3;
SELECT pg_temp.tasks(:i);
INSERT INTO purchase VALUES (3, 'alice', 100, 'a chair', 'red', 'approved');
SELECT pg_temp.order(3);
SELECT pg_temp.try(format('SELECT wf.undo(%s, actor => ''root'')', :i)) AS the_cancellation;
-- A new approval of the new row is one.
UPDATE purchase SET state = 'asked' WHERE id = 3;
SELECT pg_temp.sign(max(instance_id)), pg_temp.try('UPDATE purchase SET state = ''ordered'' WHERE id = 3') FROM wf.instance_list;

-- A revocation is approved, and what it voids is not. It is not an approval of the row itself.
SELECT pg_temp.begin(4, 100) AS i \gset
SELECT pg_temp.sign(:i);
SELECT wf.revoke(:i, 'not needed', actor => 'alice') AS r \gset
SELECT pg_temp.try('UPDATE purchase SET state = ''ordered'' WHERE id = 4') AS frozen_meanwhile;
SELECT pg_temp.sign(:r);
SELECT pg_temp.order(4), state FROM purchase WHERE id = 4;
UPDATE purchase SET state = 'asked' WHERE id = 4;
SELECT pg_temp.sign(max(instance_id)), pg_temp.try('UPDATE purchase SET state = ''ordered'' WHERE id = 4') FROM wf.instance_list;

-- A row that was changed after its approval is not approved any more, and no way of going back makes it so: neither for a field nor for another column.
SELECT pg_temp.begin(5, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
SELECT wf.approve(task_id, actor => assignee) > 0 FROM wf.todo WHERE instance_id = :i;
CREATE FUNCTION pg_temp.ways(instance bigint, change text, actor text) RETURNS TABLE (way text, answer text) LANGUAGE plpgsql AS $$
BEGIN
    FOR way IN SELECT unnest(ARRAY['undo(%s, actor => %L)', 'redo(%s, actor => %L)', 'restore(%s, 2, actor => %L)', 'restore(%s, 3, actor => %L)',
        'recall(%s, ''desk'', actor => %L)', 'wake(%s, ''lead'', actor => %L)', 'wake(%s, actor => %L)'])
    LOOP
        answer := pg_temp.try(concat(change, ';', format('SELECT wf.' || way, instance, CASE WHEN way ~ 'recall' THEN 'bob' ELSE actor END)));
        RETURN NEXT;
    END LOOP;
END $$;
SELECT * FROM pg_temp.ways(:i, 'SELECT', 'root');
SELECT * FROM pg_temp.ways(:i, 'UPDATE purchase SET amount = 900000 WHERE id = 5', 'root');
SELECT * FROM pg_temp.ways(:i, 'UPDATE purchase SET note = ''blue'' WHERE id = 5', 'root');
-- What signs nothing hinders nothing.
SELECT * FROM pg_temp.ways(:i, 'UPDATE purchase SET state = ''x'' WHERE id = 5', 'root');

-- While it is open the same holds. What the node lets through is an entry of the log, and the first thing to be undone.
SELECT pg_temp.begin(6, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
SELECT * FROM pg_temp.ways(:i, 'SELECT', 'root');
SELECT * FROM pg_temp.ways(:i, 'UPDATE purchase SET amount = 900000 WHERE id = 6', 'root');
SELECT pg_temp.try(format('UPDATE purchase SET amount = 900000 WHERE id = 6; SELECT wf.undo(%s, actor => ''bob'')', :i)) AS bobs_approval;
-- Bob's vote may be taken back, but Heidi's is not on what the row is now.
SELECT pg_temp.try(format('SELECT wf.recall(%s, ''desk'', actor => ''bob'')', :i)) AS as_it_was;
UPDATE purchase SET amount = 900000 WHERE id = 6;
SELECT pg_temp.try(format('SELECT wf.recall(%s, ''desk'', actor => ''bob'')', :i)) AS changed;
SELECT wf.undo(:i, actor => 'root') > 0 AS undone;
SELECT amount, pg_temp.tasks(:i), pg_temp.try(format('SELECT wf.recall(%s, ''desk'', actor => ''bob'')', :i)) AS changed_back FROM purchase WHERE id = 6;
-- Behind the triggers' back, too.
CREATE FUNCTION pg_temp.behind(command text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL session_replication_role = replica;
    EXECUTE command;
    SET LOCAL session_replication_role = origin;
END $$;
SELECT * FROM pg_temp.ways(:i, 'SELECT pg_temp.behind(''UPDATE purchase SET note = ''''blue'''' WHERE id = 6'')', 'root');
-- An undone approval is done again on what was approved only.
SELECT wf.approve(task_id, data => '{"amount": 120}', actor => 'lena') > 0 FROM wf.todo WHERE instance_id = :i;
SELECT wf.undo(:i, actor => 'lena') > 0 AS undone;
SELECT amount, state, pg_temp.tasks(:i) FROM purchase WHERE id = 6;
SELECT change, pg_temp.try(concat(change, ';', format('SELECT wf.redo(%s, actor => ''lena'')', :i)))
FROM unnest(ARRAY['SELECT', 'UPDATE purchase SET amount = 130 WHERE id = 6', 'SELECT pg_temp.behind(''UPDATE purchase SET item = ''''a throne'''' WHERE id = 6'')',
    'SELECT pg_temp.behind(''UPDATE purchase SET note = ''''blue'''' WHERE id = 6'')']) AS change;
SELECT wf.redo(:i, actor => 'lena') > 0 AS redone;
SELECT amount, state, pg_temp.tasks(:i), pg_temp.try('UPDATE purchase SET state = ''ordered'' WHERE id = 6') FROM purchase WHERE id = 6;
-- What goes on goes by the values that are there: sent back, the row becomes dear, and frank is asked.
SELECT pg_temp.begin(7, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
SELECT wf.send_back(task_id, 'desk', actor => 'lena') > 0 FROM wf.todo WHERE instance_id = :i;
SELECT pg_temp.behind('UPDATE purchase SET amount = 900000 WHERE id = 7');
SELECT pg_temp.sign(:i, 'frank');
SELECT jsonb_path_query(wf.events(events), '$[*] ? (@.type == "DataChanged")') FROM wf.log WHERE instance_id = :i ORDER BY seq DESC LIMIT 1;

-- What ended is not opened again beside another approval of the row.
SELECT pg_temp.begin(8, 100) AS i \gset
SELECT pg_temp.sign(:i);
UPDATE purchase SET state = 'asked' WHERE id = 8;
SELECT way, pg_temp.try(format('SELECT wf.' || way, :i)) FROM unnest(ARRAY['undo(%s, actor => ''root'')', 'restore(%s, 2, actor => ''root'')', 'wake(%s, actor => ''root'')']) AS way;

-- What was signed. Without the row, fields are known, and that something else has changed.
SELECT pg_temp.begin(20, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
SELECT wf.approve(task_id, data => '{"amount": 110}', actor => 'lena') > 0 FROM wf.todo WHERE instance_id = :i;
SELECT seq, actor, action, node, column_name, field, signed, now, changed FROM wf.what_was_signed(:i * 1000000 + 1);
SELECT seq, actor, column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
UPDATE purchase SET amount = 110.00 WHERE id = 20;
SELECT count(*) FROM wf.what_was_signed(instance_id => :i) WHERE changed;
UPDATE purchase SET amount = 120 WHERE id = 20;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
UPDATE purchase SET note = NULL WHERE id = 20;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
UPDATE purchase SET amount = 110 WHERE id = 20;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i, seq => 4);
-- With it, all that was signed.
SELECT pg_temp.bind('{"keep": "row"}');
SELECT pg_temp.begin(21, 12345678901234567890.123456789012345678901234567890) AS i \gset
SELECT pg_temp.sign(:i);
UPDATE purchase SET note = 'blue', amount = 12345678901234567890.123456789012345678901234567891 WHERE id = 21;
SELECT column_name, field, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
SELECT DISTINCT seq, actor, action FROM wf.what_was_signed(:i * 1000000 + 1);
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i, seq => 1) WHERE changed;
-- Entries after the end have none; nor has what is about no row.
SELECT wf.comment(:i, 'so it is', actor => 'alice') AS seq \gset
SELECT count(*) FROM wf.what_was_signed(instance_id => :i, seq => :seq);
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS l \gset
SELECT count(*) FROM wf.what_was_signed(instance_id => :l);
DELETE FROM purchase WHERE id = 21;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
-- A column that was renamed is found; one that was dropped is named.
SELECT pg_temp.begin(22, 100) AS i \gset
SELECT pg_temp.sign(:i);
ALTER TABLE purchase RENAME COLUMN note TO colour;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
ALTER TABLE purchase DROP COLUMN colour;
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
SELECT column_name, signed, now, changed FROM wf.what_was_signed(instance_id => :i - 2);
SELECT pg_temp.order(22);
ALTER TABLE purchase ADD COLUMN note text;
-- What makes no sense, and who may not see it.
SELECT pg_temp.refused('SELECT wf.what_was_signed()');
SELECT pg_temp.refused('SELECT wf.what_was_signed(1000001, 1)');
SELECT pg_temp.refused('SELECT wf.what_was_signed(1000001, seq => 1)');
SELECT pg_temp.refused('SELECT wf.what_was_signed(999000001)');
SELECT pg_temp.refused('SELECT wf.what_was_signed(instance_id => 999)');
SELECT pg_temp.refused($$SELECT pg_temp.bind('{"keep": "all"}')$$);
-- Hidden fields stay hidden, and with them what may have been one.
SELECT wf.deploy('{"key": "pay", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "item", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "desk", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}], "fields": {"amount": "hidden"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "end"}]}');
SELECT wf.bind('purchase', 'pay', '{"initiator": "buyer", "keep": "row", "always_writable": ["state"]}');
INSERT INTO purchase VALUES (30, 'alice', 100, 'a chair');
SELECT wf.start('pay', business_table => 'purchase', business_key => '30', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'heidi') > 0;
CREATE ROLE regress_wf_heidi;
CREATE ROLE regress_wf_bob;
GRANT wf_user TO regress_wf_heidi, regress_wf_bob;
SELECT wf.load_directory('{"persons": [{"id": "heidi", "name": "Heidi", "db_role": "regress_wf_heidi"}, {"id": "bob", "name": "Bob", "db_role": "regress_wf_bob"}]}') IS NOT NULL;
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT column_name, field, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
RESET SESSION AUTHORIZATION;
UPDATE purchase SET amount = 101 WHERE id = 30;
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT column_name, field, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT pg_temp.refused(format('SELECT wf.what_was_signed(instance_id => %s)', :i));
RESET SESSION AUTHORIZATION;
SELECT column_name, field, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
SELECT wf.unbind('purchase', 'pay');
SELECT bool_and(changed), count(now) FROM wf.what_was_signed(instance_id => :i);
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT column_name, field, signed, now, changed FROM wf.what_was_signed(instance_id => :i);
RESET SESSION AUTHORIZATION;

-- freeze_approved: these columns stay, as long as the approval holds.
SELECT pg_temp.refused($$SELECT pg_temp.bind('{"freeze_approved": ["state"]}')$$);
SELECT pg_temp.refused($$SELECT pg_temp.bind('{"freeze_approved": ["cost"]}')$$);
SELECT pg_temp.bind('{"freeze_approved": ["amount", "item"], "several": true}');
SELECT pg_temp.begin(40, 100) AS i \gset
SELECT pg_temp.sign(:i, 'lena');
SELECT wf.approve(task_id, data => '{"amount": 110}', actor => 'lena') > 0 FROM wf.todo WHERE instance_id = :i;
SELECT pg_temp.refused('UPDATE purchase SET amount = 111, note = ''blue'' WHERE id = 40');
SELECT pg_temp.refused('UPDATE purchase SET amount = 1, item = ''x'' WHERE id = 40');
UPDATE purchase SET note = 'blue', amount = 110.0 WHERE id = 40;
SELECT pg_temp.refused('ALTER TABLE purchase RENAME COLUMN item TO thing');
-- Nor by another approval of the row, before it has decided.
SELECT wf.start('buy', business_table => 'purchase', business_key => '40', actor => 'alice') AS j \gset
SELECT pg_temp.sign(:j, 'lena');
SELECT pg_temp.refused(format('SELECT wf.approve(%s, data => ''{"amount": 900000}'', actor => ''lena'')', (SELECT max(task_id) FROM wf.todo WHERE instance_id = :j)));
SELECT wf.cancel(:j, actor => 'alice') > 0;
-- Undone, it holds no more.
UPDATE purchase SET note = 'red' WHERE id = 40;
SELECT wf.undo(:i, actor => 'lena') > 0 AS undone;
SELECT amount, note FROM purchase WHERE id = 40;
SELECT wf.redo(:i, actor => 'lena') > 0 AS redone;
SELECT pg_temp.refused('UPDATE purchase SET amount = 111 WHERE id = 40');
SELECT wf.revoke(:i, actor => 'alice') AS r \gset
SELECT pg_temp.sign(:r);
UPDATE purchase SET amount = 111 WHERE id = 40;
SELECT pg_temp.begin(41, 100) AS i \gset
SELECT pg_temp.sign(:i);
DELETE FROM purchase WHERE id = 41;
INSERT INTO purchase VALUES (41, 'alice', 100, 'a chair', 'new');
UPDATE purchase SET amount = 111 WHERE id = 41;

-- wf.verify: form and row.
SELECT pg_temp.unsound();
SELECT pg_temp.begin(50, 100) AS i \gset
SELECT pg_temp.begin(51, 100) AS j \gset
SELECT pg_temp.behind('UPDATE purchase SET amount = 900000, item = NULL WHERE id = 50');
SELECT pg_temp.behind('DELETE FROM purchase WHERE id = 51');
SELECT i.business_key, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v ORDER BY 1, 2;
SELECT wf.comment(:i, 'look', actor => 'heidi') > 0, wf.cancel(:j, actor => 'root') > 0;
SELECT pg_temp.unsound();

SELECT wf.unbind('purchase');
SET client_min_messages = error;
DROP TABLE purchase;
DROP OWNED BY regress_wf_heidi, regress_wf_bob;
DROP ROLE regress_wf_heidi, regress_wf_bob;
