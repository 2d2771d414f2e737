-- Mode statement of wf.track names the transitions of a state machine, each that of its row.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set QUIET on
\set ECHO all

CREATE TABLE po (id integer, state text DEFAULT 'draft', cost integer DEFAULT 1, region text DEFAULT 'north', PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE po_north PARTITION OF po FOR VALUES IN ('north');
CREATE TABLE po_south (region text NOT NULL, id integer NOT NULL, cost integer, state text);
ALTER TABLE po ATTACH PARTITION po_south FOR VALUES IN ('south');
-- From draft to sent lead two ways: which one it was depends on the row.
\set machine '{"key": "po", "states": [{"name": "draft", "initial": true}, {"name": "sent"}, {"name": "paid"}, {"name": "done", "final": true}], "transitions": [{"name": "rush", "from": "draft", "to": "sent", "guard": "cost > 100"}, {"name": "send", "from": "draft", "to": "sent"}, {"name": "pay", "from": "sent", "to": "paid"}, {"name": "back", "from": ["sent", "paid"], "to": "draft"}, {"name": "end", "from": "paid", "to": "done"}]}'
SELECT wf.attach_state_machine('po', 'state', :'machine') AS version;
SELECT wf.track('po', 'state', '{"mode": "statement", "key": "id"}') > 0 AS tracked;
CREATE FUNCTION news() RETURNS TABLE (key text, action text, source text, target text, transition text) LANGUAGE sql AS $$
    SELECT h.key, h.action, h.source, h.target, h.transition FROM wf.state_history h WHERE h.table_name = 'tracking.po' AND h.seq > current_setting('my.seen', true)::bigint ORDER BY h.seq
$$;
SELECT set_config('my.seen', '0', false) AS seen \gset
\set news 'SELECT * FROM news(); SELECT set_config(''my.seen'', (SELECT last_value::text FROM wf.state_log_seq), false) AS seen \\gset'
INSERT INTO po (id, cost) SELECT i, CASE WHEN i % 2 = 0 THEN 500 ELSE 5 END FROM generate_series(1, 6) i;
:news
UPDATE po SET state = 'sent';
:news
-- Rows that stay as they are between, some that move to another partition.
UPDATE po SET state = CASE WHEN id < 3 THEN 'paid' WHEN id = 4 THEN 'draft' ELSE state END, region = CASE WHEN id % 2 = 0 THEN 'south' ELSE region END, cost = cost + 1;
:news
-- Of a partition, by MERGE, and by ON CONFLICT.
UPDATE po_north SET state = 'draft' WHERE id IN (3, 5);
MERGE INTO po USING (VALUES (1, 'done'), (3, 'sent'), (9, NULL)) AS v (id, state) ON po.id = v.id AND region = 'north' WHEN MATCHED THEN UPDATE SET state = v.state WHEN NOT MATCHED THEN INSERT (id) VALUES (v.id);
INSERT INTO po (id, state) VALUES (5, 'draft'), (8, 'draft') ON CONFLICT (id, region) DO UPDATE SET state = 'sent';
:news
-- What was rolled back leaves nothing to the next.
BEGIN;
SAVEPOINT s;
UPDATE po SET state = 'paid' WHERE id = 3;
ROLLBACK TO s;
UPDATE po SET state = 'draft' WHERE id = 3;
COMMIT;
DO $$ BEGIN UPDATE po SET state = CASE id WHEN 5 THEN 'paid' ELSE 'done' END WHERE id IN (5, 8); EXCEPTION WHEN OTHERS THEN UPDATE po SET state = 'draft' WHERE id = 5; END $$;
:news
-- Changes within changes, of one table and of two.
CREATE TABLE other (id integer PRIMARY KEY, state text DEFAULT 'new');
SELECT wf.attach_state_machine('other', 'state', '{"key": "other", "states": [{"name": "new", "initial": true}, {"name": "old", "final": true}], "transitions": [{"name": "age", "from": "new", "to": "old"}]}') AS version;
SELECT wf.track('other', 'state', '{"mode": "statement"}') > 0 AS tracked;
INSERT INTO other SELECT generate_series(1, 4);
WITH a AS (UPDATE other SET state = 'old' WHERE id < 3 RETURNING id), b AS (UPDATE po SET state = 'sent' WHERE id IN (3, 4) RETURNING id) SELECT count(*) FROM a, b;
CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE po SET state = 'paid' WHERE id = NEW.id - 1 AND state = 'sent'; RETURN NULL; END $$;
CREATE TRIGGER follow AFTER UPDATE ON other FOR EACH ROW EXECUTE FUNCTION follow();
UPDATE other SET state = 'old' WHERE id > 2;
SELECT key, source, target, transition FROM wf.state_history WHERE table_name = 'tracking.other' AND action = 'update' ORDER BY seq;
:news
-- Who asked for it, by wf.transition() or by a command that writes the row, with its comment.
INSERT INTO other VALUES (11), (12);
SELECT wf.transition('other', '11', 'age', actor => 'bob');
CREATE TABLE asked (id integer PRIMARY KEY, by text, state text);
SELECT wf.deploy('{"key": "ask", "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') AS version;
SELECT wf.bind('asked', 'ask', '{"start": {"column": "state", "is": "asked"}, "initiator": "by", "write_back": true, "status": {"column": "state", "codes": {"running": "runs", "completed": "granted", "canceled": "gone"}}}') IS NULL AS bound;
SELECT wf.track('asked', 'state', '{"actor_required": true}') > 0 AS tracked;
SET wf_engine.actor = 'dan';
INSERT INTO asked VALUES (1, 'alice', 'asked'), (2, 'alice', 'asked');
RESET wf_engine.actor;
SELECT wf.approve(task_id, comment => 'why not', actor => 'lena') > 0 AS approved FROM wf.task WHERE instance_id = 1;
SELECT wf.cancel(2, actor => 'alice') > 0 AS canceled;
UPDATE asked SET state = 'by hand';
SELECT table_name, key, source, target, actor, reason FROM wf.state_history WHERE table_name = 'tracking.asked' OR key = '11' AND action = 'update' ORDER BY seq;
-- With a condition, and columns that are renamed.
SELECT wf.track('po', 'state', '{"mode": "statement", "key": "id", "when": "cost > 100"}') > 0 AS tracked;
ALTER TABLE po RENAME state TO phase;
UPDATE po SET phase = 'draft' WHERE phase IN ('sent', 'paid');
:news
-- Without a machine there are no names any more.
SELECT wf.detach_state_machine('po');
UPDATE po SET phase = 'sent';
:news
