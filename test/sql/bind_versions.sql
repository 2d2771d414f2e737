-- wf.bind and new versions of the definition: one that the columns cannot fill is refused, for no row could start it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE FUNCTION pg_temp.definition(fields jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('key', 'buy', 'form', jsonb_build_object('fields', fields),
        'nodes', '[{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}]'::jsonb,
        'flows', '[{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]'::jsonb)
$$;
CREATE TABLE purchase (id integer PRIMARY KEY, amount numeric, note text, tags text[], buyer text DEFAULT 'alice');
SELECT wf.deploy(pg_temp.definition('[{"name": "amount", "type": "number"}]'));
SELECT wf.bind('purchase', 'buy', '{"start": "insert", "initiator": "buyer"}');
-- By their names.
SELECT severity, code, path, message FROM wf.validate(pg_temp.definition('[{"name": "amount", "type": "number"}, {"name": "note", "type": "number"}]'));
SELECT severity, code, path, message FROM wf.validate(pg_temp.definition('[{"name": "amount", "type": "text"}, {"name": "tags", "type": "list"}, {"name": "more", "type": "number"}]'));
SELECT wf.deploy(pg_temp.definition('[{"name": "amount", "type": "boolean"}]'));
-- By "data".
SELECT wf.bind('purchase', 'buy', '{"start": "insert", "initiator": "buyer", "data": {"amount": "amount"}}');
SELECT wf.deploy(pg_temp.definition('[{"name": "amount", "type": "number"}, {"name": "note", "type": "number"}]'));
SELECT wf.deploy(pg_temp.definition('[{"name": "note", "type": "number"}]'));
INSERT INTO purchase VALUES (1, 100, 'n');
SELECT data FROM wf.instance_list;
-- A column is one field.
SELECT wf.bind('purchase', 'buy', '{"data": {"amount": "amount", "note": "amount"}}');
SELECT wf.unbind('purchase');
SELECT wf.deploy(pg_temp.definition('[{"name": "note", "type": "number"}]'));
DROP TABLE purchase;
