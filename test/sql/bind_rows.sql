-- wf.bind: what is about one row at the same time, one after another, and after the row has gone.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE FUNCTION pg_temp.task(instance bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT max(task_id) FROM wf.todo WHERE instance_id = instance $$;
CREATE TABLE purchase (id integer PRIMARY KEY, amount numeric, state text);
SELECT wf.deploy('{"key": "buy", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.bind('purchase', 'buy', '{"on_delete": "cancel", "status": {"column": "state",
    "codes": {"running": "running", "completed": "approved", "rejected": "refused", "canceled": "canceled", "revoked": "revoked"}}}');
INSERT INTO purchase SELECT i, i * 100 FROM generate_series(1, 9) AS i;
CREATE FUNCTION pg_temp.begin(id integer) RETURNS bigint LANGUAGE sql AS $$ SELECT wf.start('buy', NULL, 'purchase', id::text, actor => 'alice') $$;

-- A status that has a code is not written into a row that is gone.
SELECT pg_temp.begin(1) AS i \gset
DELETE FROM purchase WHERE id = 1;
SELECT status FROM wf.instance_list WHERE instance_id = :i;
-- Whoever comes too late is told that it has ended; it does not run again without its row.
SELECT pg_temp.refused(format('SELECT wf.approve(%s, actor => ''lena'')', :i * 1000000 + 1));
SELECT pg_temp.refused(format('SELECT wf.wake(%s, actor => ''root'')', :i));
SELECT pg_temp.refused(format('SELECT wf.undo(%s, actor => ''root'')', :i));
-- One of many whose row is gone keeps none of the others from being decided.
SELECT pg_temp.begin(2) AS a, pg_temp.begin(3) AS b \gset
SET session_replication_role = replica;
DELETE FROM purchase WHERE id = 2;
RESET session_replication_role;
SELECT task_id - :a * 1000000 AS task, sqlstate, message FROM wf.approve_many(ARRAY[pg_temp.task(:a), pg_temp.task(:b)], actor => 'lena');
SELECT wf.cancel(:a, actor => 'root') > 0 AS canceled;

-- What has ended does not come back beside another one, whatever opens it again.
SELECT pg_temp.begin(4) AS i \gset
SELECT wf.reject(pg_temp.task(:i), actor => 'lena') > 0 AS rejected;
SELECT pg_temp.begin(4) AS next \gset
SELECT verb, pg_temp.refused(format(command, :i)) FROM (VALUES ('undo', 'SELECT wf.undo(%s, actor => ''lena'')'), ('wake', 'SELECT wf.wake(%s, actor => ''root'')'),
    ('restore', 'SELECT wf.restore(%s, 1, actor => ''root'')')) AS v (verb, command);
SELECT wf.cancel(:next, actor => 'root') > 0 AS canceled;
SELECT wf.undo(:i, actor => 'lena') > 0 AS undone;
SELECT state FROM purchase WHERE id = 4;

-- Two that are about one row: what the one writes into it, the other has in its form, and says so.
SELECT wf.deploy('{"key": "budget", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "state", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.bind('purchase', 'budget', '{"always_writable": ["state", "amount"]}');
SELECT pg_temp.begin(5) AS i, wf.start('budget', NULL, 'purchase', '5', actor => 'alice') AS other \gset
SELECT data FROM wf.instance_list WHERE instance_id = :other;
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 501}', actor => 'lena') > 0 AS approved;
SELECT i.data, p.amount, p.state FROM wf.instance_list i, purchase p WHERE i.instance_id = :other AND p.id = 5;
SELECT seq, action, actor, comment FROM wf.history WHERE instance_id = :other ORDER BY seq;
SELECT wf.undo(:i, actor => 'lena') > 0 AS undone;
SELECT i.data, p.amount, p.state FROM wf.instance_list i, purchase p WHERE i.instance_id = :other AND p.id = 5;
SELECT pg_temp.unsound();

-- An index that was made anew is found again.
SELECT pg_temp.begin(8) AS i \gset
REINDEX TABLE CONCURRENTLY wf.instance;
SELECT wf.approve(pg_temp.task(:i), data => '{"amount": 801}', actor => 'lena') > 0 AS approved;
SELECT id, amount, state FROM purchase ORDER BY id;
SELECT pg_temp.unsound();

SELECT wf.unbind('purchase');
SET client_min_messages = error;
DROP TABLE purchase;
