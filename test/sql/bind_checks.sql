-- What can never work is refused when it is said: by wf.bind, and by wf.deploy for rows that nobody can find.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
CREATE FUNCTION pg_temp.bind(target text, options jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    _answer := pg_temp.refused(format('SELECT wf.bind(%L, ''leave'', %L)', target, options));
    IF _answer = 'not refused' THEN
        PERFORM wf.unbind(target::regclass);
        RETURN 'bound';
    END IF;
    RETURN regexp_replace(_answer, '^WF504: the options of the binding are not valid \| ', '');
END $$;
\set ECHO all

CREATE TYPE stage AS ENUM ('draft', 'asked', 'granted');
CREATE DOMAIN short AS varchar(5) CHECK (VALUE <> 'never');
CREATE FUNCTION public.is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
CREATE TABLE paper (
    id integer PRIMARY KEY, who text, stage stage, few varchar(4), fewer short, number integer, price numeric(5, 2), flag boolean, day date,
    checked text CHECK (checked IN ('new', 'ok')), both_checked text, own_check text CHECK (is_code(own_check)), made text GENERATED ALWAYS AS ('x') STORED,
    given integer GENERATED ALWAYS AS IDENTITY, list text[], whole_row jsonb, "total amount" numeric,
    CHECK (both_checked IS NULL OR number > 0), CONSTRAINT no_zero CHECK (number <> 0));

-- The codes of the status: each has to fit its column.
SELECT column_name, code, pg_temp.bind('paper', jsonb_build_object('status', jsonb_build_object('column', column_name, 'codes', jsonb_build_object('completed', code))))
FROM (VALUES ('stage', 'granted'), ('stage', 'approved'), ('few', 'yes'), ('few', 'approved'), ('fewer', 'yes'), ('fewer', 'never'), ('fewer', 'approved'),
    ('number', '1'), ('number', 'one'), ('number', '0'), ('price', '1'), ('price', '1.234'), ('price', '12345'), ('flag', 'true'), ('flag', 'approved'), ('day', '2026-11-20'),
    ('checked', 'ok'), ('checked', 'granted'), ('both_checked', 'granted'), ('own_check', 'granted'), ('made', 'x'), ('given', '1'), ('id', '1')) AS v (column_name, code);
-- The values that start an approval, and those that need one.
SELECT value, pg_temp.bind('paper', jsonb_build_object('start', jsonb_build_object('column', 'stage', 'is', value)))
FROM jsonb_array_elements('["asked", ["asked", "submitted"], 1]') AS value;
SELECT pg_temp.bind('paper', '{"start": {"column": "made", "is": "x"}}');
SELECT value, pg_temp.bind('paper', jsonb_build_object('require', jsonb_build_object('column', 'checked', 'is', value)))
FROM jsonb_array_elements('["ok", ["ok", "sent"]]') AS value;

-- Conditions and titles by the types of the columns.
SELECT feel, pg_temp.bind('paper', jsonb_build_object('start', 'insert', 'when', feel))
FROM unnest(ARRAY['number > 5', 'number > "5"', 'number', 'who = 3', 'stage = "asked"', 'stage = "submitted"', 'day > date("2026-01-01")', 'day > "2026-01-01"',
    'list contains(list, "a")', 'total amount > 5', 'total amounts > 5', 'whole_row.a > 1', 'flag', 'false', 'true', 'null', 'nmber > 5']) AS feel;
SELECT pg_temp.bind('paper', '{"title": "who + number"}'), pg_temp.bind('paper', '{"title": "who + string(number)"}');
-- Columns that fill fields of the form.
SELECT mapped, pg_temp.bind('paper', jsonb_build_object('data', mapped))
FROM unnest(ARRAY['{"days": "number"}', '{"days": "who"}', '{"days": "day"}', '{"kind": "stage"}', '{"kind": "flag"}', '{"reason": "number"}', '{"reason": "list"}',
    '{"reason": "whole_row"}', '{"days": "total amount"}']::jsonb[]) AS mapped;
CREATE TABLE named (id integer PRIMARY KEY, days text);
SELECT pg_temp.bind('named', '{}'), pg_temp.bind('named', '{"data": {}}');

-- Values are compared as values: true is t, and 100 is 100.00.
CREATE TABLE paid (id integer PRIMARY KEY, who text, days numeric, paid boolean, price numeric(10, 2));
SELECT wf.bind('paid', 'leave', '{"start": {"column": "paid", "is": true}, "initiator": "who"}');
INSERT INTO paid VALUES (1, 'alice', 3, false, 1), (2, 'alice', 3, true, 1);
UPDATE paid SET paid = true WHERE id = 1;
SELECT business_key FROM wf.instance_list ORDER BY instance_id;
SELECT wf.bind('paid', 'leave', '{"start": {"column": "price", "is": [100, 7.5]}, "initiator": "who", "freeze": false}');
INSERT INTO paid VALUES (3, 'alice', 3, false, 100), (4, 'alice', 3, true, 99);
UPDATE paid SET price = 7.50 WHERE id = 4;
SELECT business_key FROM wf.instance_list ORDER BY instance_id;
-- From one such value to the same one, written otherwise, is not a change.
UPDATE paid SET price = 7.500 WHERE id = 4;
SELECT count(*) FROM wf.instance_list;
SELECT wf.unbind('paid');

-- What the owner has put into a type runs as the owner.
CREATE ROLE regress_wf_owner;
GRANT wf_designer TO regress_wf_owner;
CREATE SCHEMA his AUTHORIZATION regress_wf_owner;
SET ROLE regress_wf_owner;
CREATE FUNCTION his.spy(text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'runs as %', current_user;
    RETURN true;
END $$;
CREATE DOMAIN his.spied AS text CHECK (his.spy(VALUE));
CREATE TABLE his.paper (id integer PRIMARY KEY, state his.spied);
RESET ROLE;
SELECT pg_temp.bind('his.paper', '{"status": {"column": "state", "codes": {"completed": "ok"}}}');

-- "doc" needs a key by which the row is found.
CREATE TABLE bill (id integer PRIMARY KEY, amount numeric);
CREATE VIEW bill_view AS SELECT id, amount FROM bill;
CREATE MATERIALIZED VIEW bill_kept AS SELECT id, amount FROM bill;
CREATE UNIQUE INDEX ON bill_kept (id);
CREATE TABLE bill_copy (id integer, amount numeric);
CREATE TABLE bill_unique (id integer NOT NULL UNIQUE, amount numeric);
CREATE TABLE bill_null (id integer UNIQUE, amount numeric);
CREATE TABLE bill_part (id integer NOT NULL, amount numeric);
CREATE UNIQUE INDEX ON bill_part (id) WHERE amount > 0;
CREATE TABLE bill_late (id integer NOT NULL UNIQUE DEFERRABLE, amount numeric);
CREATE TABLE bill_lower (id text NOT NULL, amount numeric);
CREATE UNIQUE INDEX ON bill_lower (lower(id));
CREATE FUNCTION pg_temp.findings(table_name text, condition jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(concat_ws(' ', severity, code, path, message), '; '), 'none') FROM wf.validate(jsonb_build_object(
        'key', 'bill', 'business_table', table_name,
        'nodes', '[{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}]'::jsonb,
        'flows', jsonb_build_array('{"from": "s", "to": "g"}'::jsonb, jsonb_build_object('from', 'g', 'to', 'e', 'when', condition), '{"from": "g", "to": "e", "default": true}'::jsonb)))
$$;
SELECT t, pg_temp.findings(t, '"doc.amount > 5"') FROM unnest(ARRAY['bill', 'bill_view', 'bill_kept', 'bill_copy', 'bill_unique', 'bill_null', 'bill_part', 'bill_late', 'bill_lower']) AS t;
-- Nobody asks for a key if nothing reads the row; rules and approvers may read it, too.
SELECT pg_temp.findings('bill_view', '"initiator.rank > 5"'), pg_temp.findings('bill_view', '{"field": "doc.amount", "op": ">", "value": 5}');
SELECT code, path FROM wf.validate('{"key": "bill", "business_table": "bill_view", "nodes": [{"id": "s", "type": "start"},
        {"id": "a", "type": "approval", "approvers": [{"by": "expression", "expression": "if doc.amount > 5 then \"lena\" else \"bob\""}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
-- Columns with blanks in rules and domains.
SELECT pg_temp.findings('paper', '{"field": "doc.total amount", "op": ">", "value": 5}'), pg_temp.findings('paper', '[["doc.total amount", ">", 5]]'),
    pg_temp.findings('paper', '{"field": "doc.total amounts", "op": ">", "value": 5}'), pg_temp.findings('paper', '{"field": "doc.total amount", "op": ">", "value": "5"}');

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE paper, named, paid, bill, bill_copy, bill_unique, bill_null, bill_part, bill_late, bill_lower CASCADE;
DROP TYPE stage;
DROP DOMAIN short;
DROP FUNCTION public.is_code;
DROP SCHEMA his CASCADE;
DROP OWNED BY regress_wf_owner;
DROP ROLE regress_wf_owner;
