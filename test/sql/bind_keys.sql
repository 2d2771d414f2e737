-- Keys are values: the key of a bound row has one text, whatever a session has set and however it is spelled.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('ask', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
SET client_min_messages = warning;
CREATE SCHEMA kept;
CREATE EXTENSION citext SCHEMA kept;
CREATE TYPE kept.mood AS ENUM ('so so', 'fine');
CREATE TYPE kept.pair AS (n numeric, at timestamptz);
CREATE DOMAIN kept.code AS numeric(10, 3) CHECK (VALUE > 0);
CREATE TYPE kept.span AS RANGE (subtype = float8);
CREATE COLLATION kept.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
RESET client_min_messages;

-- A value of each type, and the same value in another spelling.
CREATE TABLE kept.kind (place integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, type text, value text, spelling text);
INSERT INTO kept.kind (name, type, value, spelling) VALUES
    ('integer', 'integer', '7', ' 007'), ('bigint', 'bigint', '-9007199254740993', '-09007199254740993'), ('oid', 'oid', '4294967295', '-1'),
    ('numeric', 'numeric', '1.50', '001.5000'), ('scale', 'numeric(10,2)', '100', '1e2'), ('nan', 'numeric', 'NaN', 'nan'),
    ('digits36', 'numeric', '123456789012345678901234567890123456', '123456789012345678901234567890123456.00'),
    ('digits70', 'numeric', '12345678901234567890123456789012345.12345678901234567890123456789012345', '+12345678901234567890123456789012345.123456789012345678901234567890123450'),
    ('huge', 'numeric', '1e400', '10e399'), ('float', 'float8', '0.1234567890123456', '1.234567890123456e-1'), ('zero', 'float8', '-0', '0'),
    ('largest', 'float8', '1.5e308', '15e307'), ('real', 'real', '0.1', '1e-1'), ('money', 'money', '1234.50', '$1,234.5'),
    ('text', 'text', 'a "b", {c}', 'a "b", {c}'), ('varchar', 'varchar(9)', 'ä b', 'ä b'), ('char', 'char(8)', 'ab', 'ab      '), ('boolean', 'boolean', 'true', 'on'),
    ('uuid', 'uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{A0EEBC999C0B4EF8BB6D6BB9BD380A11}'), ('bytea', 'bytea', '\x4142ff00', 'AB\377\000'),
    ('date', 'date', '2026-03-04', 'March 4, 2026'), ('old_date', 'date', '0044-03-15 BC', '15 Mar 44 BC'), ('time', 'time', '09:05', '9:05 AM'),
    ('timetz', 'timetz', '09:05+01', '09:05:00+01:00'), ('timestamp', 'timestamp', '2026-03-04 05:06:07.89', '2026-03-04T05:06:07.890'),
    ('moment', 'timestamptz', '2026-11-30 12:00+00', '2026-11-30 21:00+09'), ('never', 'timestamptz', 'infinity', 'infinity'),
    ('interval', 'interval', '1 day 02:03:04', 'P1DT2H3M4S'), ('negative', 'interval', '-1 day -02:03:04', '-26:03:04'), ('month', 'interval', '1 mon', '30 days'),
    ('inet', 'inet', '10.0.0.1', '10.0.0.1/32'), ('bits', 'bit(4)', 'B1010', '1010'), ('json', 'jsonb', '{"a": 1, "b": "x"}', '{"b":"x","a":1.0}'),
    ('json_text', 'jsonb', '"x"', ' "x" '),
    ('class', 'regclass', 'kept.kind', '"kept"."kind"'), ('enum', 'kept.mood', 'so so', 'so so'), ('domain', 'kept.code', '2.5', '2.500'),
    ('composite', 'kept.pair', '(1.0,"2026-11-30 12:00:00+00")', '(1,"2026-11-30 21:00+09")'), ('array', 'timestamptz[]', '{"2026-11-30 12:00:00+00"}', '{2026-11-30 21:00+09}'),
    ('numbers', 'numeric[]', '{1.50,2}', '{1.5,2.0}'), ('citext', 'kept.citext', 'Ab', 'aB'), ('loose', 'text COLLATE kept.loose', 'Ab', 'aB'),
    ('range', 'int4range', '[1,5]', '[1,6)'), ('moments', 'tstzrange', '["2026-11-30 12:00+00",)', '["2026-11-30 21:00+09",)'), ('floats', 'kept.span', '[0.1,0.2]', '[1e-1,2e-1]');
CREATE TABLE kept.setting (place integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, settings jsonb);
INSERT INTO kept.setting (settings) VALUES ('{}'), ('{"TimeZone": "Asia/Tokyo", "IntervalStyle": "iso_8601", "bytea_output": "escape"}'),
    ('{"TimeZone": "Asia/Kolkata", "DateStyle": "SQL, DMY", "IntervalStyle": "sql_standard"}'), ('{"DateStyle": "German", "IntervalStyle": "postgres_verbose", "extra_float_digits": "-10"}'),
    ('{"DateStyle": "Postgres, MDY", "extra_float_digits": "3", "lc_monetary": "POSIX"}'), ('{"DateStyle": "ISO, YMD", "search_path": ""}'), ('{"search_path": "kept"}');
CREATE ROLE regress_wf_alice;
CREATE ROLE regress_wf_bob;
GRANT wf_user TO regress_wf_alice, regress_wf_bob;
GRANT USAGE ON SCHEMA kept TO wf_user;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('alice', 'bob');

-- Each type alone and with another column, started by INSERT; column names that want to be something else.
DO $$
DECLARE
    _kind record;
BEGIN
    FOR _kind IN SELECT * FROM kept.kind ORDER BY place LOOP
        EXECUTE format('CREATE TABLE kept.one_%s (id %s PRIMARY KEY, who text, amount integer)', _kind.name, _kind.type);
        EXECUTE format('CREATE TABLE kept.two_%s (who text, "a, b" integer, id %s, amount integer, PRIMARY KEY (id, "a, b"))', _kind.name, _kind.type);
        PERFORM wf.bind(format('kept.one_%s', _kind.name)::regclass, 'ask', '{"start": "insert", "initiator": "who", "title": "\"t\""}'),
                wf.bind(format('kept.two_%s', _kind.name)::regclass, 'ask', '{"start": "insert", "initiator": "who", "title": "\"t\""}');
        EXECUTE format('INSERT INTO kept.one_%s VALUES (%L, ''alice'', 1)', _kind.name, _kind.value);
        EXECUTE format('INSERT INTO kept.two_%s VALUES (''alice'', 5, %L, 1)', _kind.name, _kind.value);
    END LOOP;
END $$;
SELECT k.name, k.type, o.business_key AS one, t.business_key AS two
FROM kept.kind k JOIN wf.instance_list o ON o.business_table = 'kept.one_' || k.name JOIN wf.instance_list t ON t.business_table = 'kept.two_' || k.name
WHERE k.name NOT IN ('huge', 'largest') ORDER BY k.place;
SELECT k.name, length(o.business_key) AS one, length(t.business_key) AS two
FROM kept.kind k JOIN wf.instance_list o ON o.business_table = 'kept.one_' || k.name JOIN wf.instance_list t ON t.business_table = 'kept.two_' || k.name
WHERE k.name IN ('huge', 'largest') ORDER BY k.place;

-- What a session with these settings could do to a row; empty: nothing. What it does is rolled back.
CREATE FUNCTION pg_temp.ways(_table text, _type text, _settings jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _kept text := (SELECT business_key FROM wf.instance_list WHERE business_table = _table);
    _instance bigint := (SELECT instance_id FROM wf.instance_list WHERE business_table = _table);
    _class regclass := _table;
    _key text;
    _ways text[] := '{}';
    _refused text;
BEGIN
    PERFORM set_config(s.key, s.value, true) FROM jsonb_each_text(_settings) AS s;
    -- What PostgreSQL itself reads as another value (digits that were left out, IST) stands for that one.
    EXECUTE format('SELECT CASE WHEN id::text::%s = id THEN id::text END FROM %s', _type, _table) INTO _key;
    IF _key IS NULL THEN
        _key := _kept;
    ELSIF _table LIKE 'kept.two%' THEN
        _key := jsonb_build_object('a, b', 5, 'id', CASE WHEN _type = 'jsonb' THEN _key::jsonb ELSE to_jsonb(_key) END)::text;
    END IF;
    _refused := pg_temp.refused(format('UPDATE %s SET amount = 2', _table));
    IF _refused !~ '^WF441' THEN _ways := _ways || ('changed: ' || _refused); END IF;
    _refused := pg_temp.refused(format('DELETE FROM %s', _table));
    IF _refused !~ '^WF441' THEN _ways := _ways || ('deleted: ' || _refused); END IF;
    _refused := pg_temp.refused(format('SELECT wf.start(''ask'', business_table => %L, business_key => %L, actor => ''alice'')', _table, _key));
    IF _refused !~ '^WF445' THEN _ways := _ways || format('started with %s: %s', _key, _refused); END IF;
    IF (SELECT count(*) FROM wf.list('all', jsonb_build_object('business_table', _table, 'business_key', jsonb_build_array(_key)), actor => 'alice')) <> 1 THEN
        _ways := _ways || format('not in the list by %s', _key);
    END IF;
    SET LOCAL SESSION AUTHORIZATION regress_wf_alice;
    IF NOT wf.may_see_row(_class, _key) THEN _ways := _ways || format('not seen by %s', _key); END IF;
    SET LOCAL SESSION AUTHORIZATION regress_wf_bob;
    IF wf.may_see_row(_class, _key) THEN _ways := _ways || 'seen by others'::text; END IF;
    RESET SESSION AUTHORIZATION;
    -- Gone and written again by this session: the same key once more.
    PERFORM wf.withdraw(_instance, actor => 'alice');
    EXECUTE format('CREATE TABLE kept.copy AS TABLE %s', _table);
    EXECUTE format('DELETE FROM %s', _table);
    EXECUTE format('INSERT INTO %s TABLE kept.copy', _table);
    IF (SELECT count(*) FROM wf.instance_list WHERE business_table = _table AND business_key = _kept AND ended_at IS NULL) <> 1 THEN
        _ways := _ways || 'another key'::text;
    END IF;
    _refused := pg_temp.refused(format('UPDATE %s SET amount = 2', _table));
    IF _refused !~ '^WF441' THEN _ways := _ways || ('changed the second time: ' || _refused); END IF;
    RAISE EXCEPTION USING ERRCODE = 'XX999', MESSAGE = array_to_string(_ways, '; ');
EXCEPTION
    WHEN SQLSTATE 'XX999' THEN RETURN SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE || ': ' || SQLERRM;
END $$;
SELECT k.name, n.number, s.settings, w.way
FROM kept.kind k CROSS JOIN (VALUES ('one'), ('two')) AS n (number) CROSS JOIN kept.setting s
CROSS JOIN LATERAL pg_temp.ways('kept.' || n.number || '_' || k.name, k.type, s.settings) AS w (way)
WHERE w.way <> '' ORDER BY k.place, n.number, s.place;

-- Another spelling is the same row: of a bound table, and of one that is not.
SELECT pg_temp.deploy('other', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
SELECT k.name, w.found
FROM kept.kind k CROSS JOIN LATERAL pg_temp.refused(format('SELECT wf.start(''ask'', business_table => %L, business_key => %L, actor => ''alice'')',
    'kept.one_' || k.name, k.spelling)) AS w (found) WHERE w.found !~ '^WF445' ORDER BY k.place;
SELECT count(wf.start('other', business_table => 'kept.one_' || k.name, business_key => k.spelling, actor => 'alice')) FROM kept.kind k;
SELECT k.name, i.business_key, o.business_key
FROM kept.kind k JOIN wf.instance_list i ON i.business_table = 'kept.one_' || k.name AND i.definition_key = 'ask'
JOIN wf.instance_list o ON o.business_table = i.business_table AND o.definition_key = 'other' WHERE i.business_key <> o.business_key;
SELECT pg_temp.refused($$SELECT wf.start('other', business_table => 'kept.one_integer', business_key => 'seven', actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.start('other', business_table => 'kept.two_integer', business_key => '7', actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.start('other', business_table => 'kept.two_integer', business_key => '{"id": 7, "a, b": null}', actor => 'alice')$$);
SELECT count(*) FROM wf.list('all', '{"business_table": "kept.one_integer", "business_key": ["0007", "seven"]}', actor => 'alice');
SELECT count(*) FROM wf.list('all', '{"business_table": "kept.one_integer", "business_key": 7.0, "definition": "ask"}', actor => 'alice');
SELECT wf.list_count('all', '{"business_table": "kept.none", "business_key": "0007"}', actor => 'alice'), wf.list_count('all', '{"business_table": "a.b.c.d", "business_key": "0007"}', actor => 'alice');
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT wf.may_see_row('kept.one_integer', ' 7'), wf.may_see_row('kept.one_integer', 'seven'), wf.may_see_row('kept.one_integer', NULL), wf.may_see_row('kept.two_integer', '7');
-- A filter looks at no table that the caller may not read: the key is what it is.
SELECT wf.list_count('all', '{"business_table": "kept.one_integer", "business_key": "0007"}'), wf.list_count('all', '{"business_table": "kept.one_integer", "business_key": "7"}');
SELECT pg_temp.refused('SELECT wf._rewrite_keys()'), pg_temp.refused($$SELECT wf._kept_key('kept.one_integer', '007')$$);
RESET SESSION AUTHORIZATION;

-- A unique key stands in for a primary key; a partitioned table is read like any other.
SELECT wf.deploy('{"key": "route", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]}, {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "boss", "when": "doc.amount > 100"}, {"from": "g", "to": "lead", "default": true},
        {"from": "boss", "to": "e"}, {"from": "lead", "to": "e"}]}');
CREATE TABLE kept.by_number (no date NOT NULL UNIQUE, maybe integer UNIQUE, who text, amount integer);
CREATE TABLE kept.sale (day date, id integer, amount integer, PRIMARY KEY (day, id)) PARTITION BY RANGE (day);
CREATE TABLE kept.sale_2026 (amount integer, id integer NOT NULL, day date NOT NULL);
ALTER TABLE kept.sale ATTACH PARTITION kept.sale_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO kept.by_number VALUES ('2026-03-04', 1, 'alice', 500);
INSERT INTO kept.sale VALUES ('2026-03-04', 1, 500);
SET DateStyle = German;
SELECT wf.start('route', business_table => 'kept.by_number', business_key => '4.3.2026', actor => 'alice') AS a, wf.start('route', business_table => 'kept.sale', business_key => '{"id": "01", "day": "04.03.2026"}', actor => 'alice') AS b \gset
SELECT node, person_id FROM wf.simulate('route', 'alice', business_table => 'kept.by_number', business_key => '04.03.2026') WHERE person_id IS NOT NULL;
SELECT pg_temp.refused($$SELECT * FROM wf.simulate('route', 'alice', business_table => 'kept.by_number', business_key => 'soon')$$);
RESET DateStyle;
SELECT business_key, pg_temp.tasks(instance_id) FROM wf.instance_list WHERE instance_id IN (:a, :b) ORDER BY instance_id;
SELECT wf.bind('kept.by_number', 'ask', '{"initiator": "who"}');
SELECT wf.start('ask', business_table => 'kept.by_number', business_key => '2026-03-04', actor => 'alice') > 0;
SELECT left(pg_temp.refused('UPDATE kept.by_number SET amount = 1'), 5);

-- Code of the table's owner (a CHECK of a domain in the key's type) runs as the owner, whoever spells a key.
CREATE ROLE regress_wf_shop;
CREATE SCHEMA shop AUTHORIZATION regress_wf_shop;
GRANT USAGE ON SCHEMA shop TO wf_user;
SET ROLE regress_wf_shop;
CREATE FUNCTION shop.is_own() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'regress_wf_shop' THEN RAISE EXCEPTION 'ran as %', current_user; END IF;
    RETURN true;
END $$;
CREATE DOMAIN shop.number AS integer CHECK (VALUE > 0 AND shop.is_own());
CREATE TYPE shop.pair AS (n shop.number);
CREATE TABLE shop.item (id shop.pair PRIMARY KEY, who text);
INSERT INTO shop.item VALUES ('(1)', 'alice');
GRANT SELECT ON shop.item TO wf_user;
RESET ROLE;
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT wf.start('other', business_table => 'shop.item', business_key => '(01)') > 0;
SELECT wf.may_see_row('shop.item', '( 1)'), wf.list_count('all', '{"business_table": "shop.item", "business_key": "(001)"}');
SELECT pg_temp.refused($$SELECT '(1)'::shop.pair$$);
RESET SESSION AUTHORIZATION;
SELECT business_key FROM wf.instance_list WHERE business_table = 'shop.item';
UPDATE wf.instance SET business_key = '(01)' WHERE business_table = 'shop.item';
SELECT wf._rewrite_keys() AS rewritten;

-- Columns may have any name.
CREATE TABLE kept."odd, ""table" ("$1" integer, "wf_row" text, t text, "a ""b"" " numeric, "select" integer, "key, ""1""" timestamptz, PRIMARY KEY ("wf_row", "$1", "key, ""1"""));
SELECT wf.deploy('{"key": "odd", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "count", "type": "number"}]},
    "nodes": [{"id": "s", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write", "count": "read"}}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "sign"}, {"from": "sign", "to": "e"}]}');
SELECT wf.bind('kept."odd, ""table"', 'odd', '{"start": {"column": "t", "is": "asked"}, "initiator": "wf_row", "status": {"column": "t", "codes": {"running": "open", "completed": "done"}},
    "data": {"amount": "a \"b\" ", "count": "select"}, "write_back": true, "require": {"column": "t", "is": "done"}}');
INSERT INTO kept."odd, ""table" VALUES (1, 'alice', 'asked', 10, 3, '2026-11-30 12:00+00');
SELECT business_key, data FROM wf.instance_list WHERE business_table LIKE '%odd%';
SELECT regexp_replace(pg_temp.refused('UPDATE kept."odd, ""table" SET "select" = 4'), 'Instance \d+', 'Instance N');
SELECT task_id AS task FROM wf.todo WHERE business_table LIKE '%odd%' \gset
SELECT wf.approve(:task, data => '{"amount": 11}', actor => 'lena') > 0;
SELECT "a ""b"" ", t FROM kept."odd, ""table";

-- What starts and what is required are values of the column's type, too, whatever the session has set.
CREATE FUNCTION pg_temp.starts(_type text, _is jsonb, _value text, _settings jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    EXECUTE format('CREATE TABLE kept.state (id integer PRIMARY KEY, who text, state %s)', _type);
    PERFORM wf.bind('kept.state', 'ask', jsonb_build_object('start', jsonb_build_object('column', 'state', 'is', _is), 'initiator', 'who'));
    PERFORM wf.bind('kept.state', 'other', jsonb_build_object('require', jsonb_build_object('column', 'state', 'is', _is)));
    INSERT INTO kept.state VALUES (1, 'alice');
    EXECUTE format('CREATE TABLE kept.to_come AS SELECT %L::%s AS state', _value, _type);
    PERFORM set_config(s.key, s.value, true) FROM jsonb_each_text(_settings) AS s;
    _answer := left(pg_temp.refused('UPDATE kept.state SET state = (SELECT state FROM kept.to_come)'), 5);
    PERFORM wf.unbind('kept.state', 'other');
    UPDATE kept.state SET state = (SELECT state FROM kept.to_come);
    UPDATE kept.state SET state = state;
    _answer := concat_ws(', ', _answer, 'started ' || count(*)) FROM wf.instance_list WHERE business_table = 'kept.state';
    RAISE EXCEPTION USING ERRCODE = 'XX999', MESSAGE = _answer;
EXCEPTION WHEN SQLSTATE 'XX999' THEN RETURN SQLERRM;
END $$;
SELECT v.*, pg_temp.starts(v.type, v.wanted, v.value, v.settings)
FROM (VALUES ('numeric', '"2"'::jsonb, '2.0', '{}'::jsonb), ('numeric(5,2)', '[1, 2]', '2', '{}'), ('char(6)', '"sent"', 'sent', '{}'), ('date', '"2026-03-04"', '2026-03-04', '{"DateStyle": "German"}'),
    ('date', '"03/04/2026"', '2026-03-04', '{"DateStyle": "SQL, DMY"}'), ('boolean', 'true', 'on', '{}'), ('boolean', '"f"', 'false', '{}'), ('kept.citext', '"Sent"', 'SENT', '{}'),
    ('text', '"Sent"', 'SENT', '{}'), ('kept.mood', '"fine"', 'fine', '{}'), ('kept.code', '"2"', '2.000', '{}'), ('interval', '"1 day"', '24:00', '{"IntervalStyle": "sql_standard"}'),
    ('timestamptz', '"2026-11-30 12:00:00Z"', '2026-11-30 12:00Z', '{"TimeZone": "Asia/Kolkata", "DateStyle": "SQL, DMY"}'), ('integer[]', '"{1,2}"', '{1, 2}', '{}'),
    ('float8', '0.1', '1e-1', '{"extra_float_digits": "-10"}'), ('json', '"{\"a\": 1}"', '{"a":1}', '{}')) AS v (type, wanted, value, settings);
-- The code of what is approved, as well: it stays, whatever becomes of a later request.
CREATE TABLE kept.coded (id integer PRIMARY KEY, who text, state numeric(5,2) DEFAULT 0);
SELECT wf.bind('kept.coded', 'ask', '{"initiator": "who", "status": {"column": "state", "codes": {"running": "1", "completed": "2.0", "withdrawn": "3"}}}');
INSERT INTO kept.coded VALUES (1, 'alice');
SELECT wf.start('ask', business_table => 'kept.coded', business_key => '1', actor => 'alice') * 1000000 + 1 AS task \gset
SELECT wf.approve(:task, actor => 'lena') > 0;
SELECT wf.start('ask', business_table => 'kept.coded', business_key => '1', actor => 'alice') AS second \gset
SELECT state FROM kept.coded;
SELECT wf.withdraw(:second, actor => 'alice') > 0;
SELECT state FROM kept.coded;
SELECT pg_temp.refused($$SELECT wf.bind('kept.coded', 'ask', '{"status": {"column": "state", "codes": {"completed": "2", "rejected": "2.0"}}}')$$);

-- Keys that earlier versions kept: texts under ISO, UTC and postgres, of several columns a JSON object of them.
CREATE TABLE kept.gone (id integer PRIMARY KEY);
SELECT wf.start('other', business_table => 'kept.gone', business_key => '007', actor => 'alice') AS gone, wf.start('other', business_table => 'kept.one_integer', business_key => '8', actor => 'alice') AS unread \gset
DROP TABLE kept.gone;
CREATE TEMP TABLE now AS SELECT instance_id, business_key FROM wf.instance;
CREATE TEMP TABLE old (name text, one text, two text);
INSERT INTO old VALUES ('moment', '2026-11-30 12:00:00+00', '{"id": "2026-11-30T12:00:00+00:00", "a, b": 5}'), ('interval', '1 day 02:03:04', '{"id": "1 day 02:03:04", "a, b": 5}'),
    ('negative', '-1 days -02:03:04', '{"id": "-1 days -02:03:04", "a, b": 5}'), ('scale', '100.00', '{"id": 100.00, "a, b": 5}'), ('numeric', '1.50', '{"id": 1.50, "a, b": 5}'),
    ('digits36', '123456789012345678901234567890123456', '{"id": 123456789012345678901234567890123456, "a, b": 5}'), ('char', 'ab      ', '{"id": "ab      ", "a, b": 5}'),
    ('boolean', 't', '{"id": true, "a, b": 5}'), ('timetz', '09:05:00+01', '{"id": "09:05:00+01", "a, b": 5}'), ('timestamp', '2026-03-04 05:06:07.89', '{"id": "2026-03-04T05:06:07.89", "a, b": 5}'),
    ('largest', '1.5e+308', '{"id": 1.5e+308, "a, b": 5}'), ('array', '{"2026-11-30 12:00:00+00"}', '{"id": ["2026-11-30T12:00:00+00:00"], "a, b": 5}'),
    ('composite', '(1.0,"2026-11-30 12:00:00+00")', '{"id": {"n": 1.0, "at": "2026-11-30T12:00:00+00:00"}, "a, b": 5}'), ('numbers', '{1.50,2}', '{"id": [1.50, 2], "a, b": 5}'),
    ('json', '{"a": 1, "b": "x"}', '{"id": {"a": 1, "b": "x"}, "a, b": 5}'), ('moments', '["2026-11-30 12:00:00+00",)', '{"id": "[\"2026-11-30 12:00:00+00\",)", "a, b": 5}');
UPDATE wf.instance i SET business_key = CASE WHEN i.business_table LIKE 'kept.one%' THEN o.one ELSE o.two END FROM old o WHERE i.business_table IN ('kept.one_' || o.name, 'kept.two_' || o.name);
UPDATE wf.instance SET business_key = CASE WHEN instance_id = :gone THEN '007' ELSE 'eight' END WHERE instance_id IN (:gone, :unread);
SELECT count(*) AS old FROM wf.instance i JOIN now n USING (instance_id) WHERE i.business_key <> n.business_key;
SET DateStyle = German;
SET TimeZone = 'Asia/Kolkata';
SELECT wf._rewrite_keys() AS rewritten;
RESET DateStyle;
RESET TimeZone;
SELECT business_table, i.business_key, n.business_key FROM wf.instance i JOIN now n USING (instance_id) WHERE i.business_key <> n.business_key ORDER BY instance_id;
SELECT wf._rewrite_keys() AS again;
SELECT left(pg_temp.refused('UPDATE kept.one_moment SET amount = 2'), 5);

SET client_min_messages = error;
SELECT count(wf.unbind(business_table::regclass, definition_key)) > 90 AS unbound FROM wf.bindings;
DROP SCHEMA kept, shop CASCADE;
DROP ROLE regress_wf_shop;
REVOKE wf_user FROM regress_wf_alice, regress_wf_bob;
DROP ROLE regress_wf_alice, regress_wf_bob;
