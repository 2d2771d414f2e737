-- For scripts/fuzz_sql.sh: a small company with running instances, a login role for each role of the engine, and fuzz.statements(),
-- which makes up calls.
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE SCHEMA fuzz;
GRANT USAGE ON SCHEMA fuzz TO PUBLIC;
DO $$
BEGIN
    PERFORM wf.set_calendar('cn', '{"week": {"mon-fri": ["09:00-12:00", "13:00-18:00"]}}'), wf.set_calendar('bank', '{"parent": "cn"}');
    EXECUTE (SELECT string_agg(format('CREATE ROLE fuzz_%1$s LOGIN IN ROLE wf_%1$s;', name), ' ') FROM unnest(ARRAY['user', 'app', 'designer', 'admin']) AS name);
END $$;
CREATE ROLE fuzz_nobody LOGIN;
CREATE TABLE fuzz.purchase (id integer PRIMARY KEY, amount numeric, note text);
INSERT INTO fuzz.purchase SELECT i, i * 100, 'note ' || i FROM generate_series(1, 5) AS i;
ALTER TABLE fuzz.purchase OWNER TO fuzz_designer;
GRANT ALL ON fuzz.purchase TO PUBLIC;
SELECT wf.load_directory('{
    "persons": [{"id": "grace", "department": "board"}, {"id": "lena", "department": "dev", "manager": "grace", "db_role": "fuzz_user"},
        {"id": "alice", "department": "dev", "manager": "lena"}, {"id": "heidi", "department": "people", "manager": "grace"}, {"id": "root", "manager": "grace", "db_role": "fuzz_admin"}],
    "departments": [{"id": "board", "head": "grace"}, {"id": "dev", "parent": "board", "head": "lena"}, {"id": "people", "head": "heidi"}],
    "roles": [{"id": "hr", "members": ["heidi"]}, {"id": "admin", "members": ["root"]}]}') IS NOT NULL AS loaded;
SELECT wf.deploy('{"key": "leave", "form": {"fields": [{"name": "days", "type": "number"}, {"name": "reason", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "lead", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]},
        {"id": "size", "type": "exclusive"}, {"id": "boss", "type": "approval", "mode": "all", "approvers": [{"by": "role", "role": "hr"}, {"by": "users", "users": ["grace"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "size"}, {"from": "size", "to": "boss", "when": "days > 3"}, {"from": "size", "to": "end", "default": true},
        {"from": "boss", "to": "end"}]}') AS leave, wf.deploy('{"key": "free", "business_table": "fuzz.purchase",
    "nodes": [{"id": "s", "type": "start"}, {"id": "p", "type": "parallel"}, {"id": "a", "type": "task", "candidates": [{"by": "users", "users": ["lena", "heidi"]}]}, {"id": "t", "type": "timer", "after": "PT0S"},
        {"id": "m", "type": "message", "message": "paid"}, {"id": "j", "type": "parallel"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "p"}, {"from": "p", "to": "a"}, {"from": "p", "to": "t"}, {"from": "p", "to": "m"}, {"from": "a", "to": "j"}, {"from": "t", "to": "j"}, {"from": "m", "to": "j"}, {"from": "j", "to": "e"}]}') AS free;
SELECT count(wf.start('leave', jsonb_build_object('days', i), actor => 'alice')) FROM generate_series(1, 30) AS i;
SELECT count(wf.start('free', jsonb_build_object('x', i), actor => 'alice')) FROM generate_series(1, 10) AS i;

CREATE TABLE fuzz.staff (id text PRIMARY KEY, name text);
INSERT INTO fuzz.staff VALUES ('s1', 'One'), ('s2', 'Two');
ALTER TABLE fuzz.staff OWNER TO fuzz_designer;
CREATE FUNCTION fuzz.answer(jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"x": 1}'::jsonb $$;
ALTER FUNCTION fuzz.answer(jsonb) OWNER TO fuzz_admin;

CREATE FUNCTION fuzz.one_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT choices[1 + floor(random() * cardinality(choices))::integer] $$;

-- A name that means something, or text that should not.
CREATE FUNCTION fuzz.some_text(name text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF random() < 0.6 THEN
        RETURN CASE
            WHEN name ~ '^(actor|person|to_person|agent|initiator|for_person|viewer)' THEN fuzz.one_of('alice', 'lena', 'grace', 'heidi', 'root', 'system', 'everyone', 'role:hr')
            WHEN name ~ '^(definition|key)' THEN fuzz.one_of('leave', 'free', 'made')
            WHEN name ~ '^(node|target|until)' THEN fuzz.one_of('lead', 'boss', 'a', 'start', 'previous', 'initiator', 't')
            WHEN name ~ 'table' THEN fuzz.one_of('fuzz.purchase', 'purchase', 'wf.instance', 'person', 'wf.person')
            WHEN name ~ 'business_key' THEN (1 + floor(random() * 6))::text
            WHEN name ~ '^expression' THEN fuzz.one_of('days > 3', '1 + "a"', 'for i in 1..1000000000 return i', 'string length(x)', '[1,2][item > 1]', 'date("2026-02-30")')
            WHEN name ~ '^(scope|place|mode|format|resume)' THEN fuzz.one_of('todo', 'done', 'started', 'before', 'after', 'all', 'any', 'svg', 'dot', 'mermaid', 'text', 'forward', 'straight')
            WHEN name ~ '^bpmn' THEN fuzz.one_of('<definitions/>', '<a><b></a>', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')
            ELSE fuzz.one_of('paid', 'hr', 'request', 'en', 'zh', 'ok', 'admin', 'role:hr', 'person:alice') END;
    END IF;
    RETURN fuzz.one_of('', ' ', '''', '"', '\', '$1', '%s', U&'\0001\FFFF', '金额', repeat('x', 300), repeat('(', 5000), repeat('y', 1200000), '{}', '[', 'null', '-1', '1e400', '; DROP TABLE wf.log',
        'pg_catalog.text', 'wf.log', chr(1 + floor(random() * 50000)::integer));
END $$;

CREATE FUNCTION fuzz.some_json(depth integer) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _kind constant integer := floor(random() * CASE WHEN depth > 2 THEN 6 ELSE 11 END)::integer;
BEGIN
    RETURN CASE _kind
        WHEN 0 THEN 'null'
        WHEN 1 THEN fuzz.one_of('0', '-1', '3', '1e308', '1e100000', '123456789012345678901234567890123456789', '0.1', '-9223372036854775809')
        WHEN 2 THEN to_json(fuzz.some_text(fuzz.one_of('actor', 'node', 'table', 'definition', 'x')))::text
        WHEN 3 THEN fuzz.one_of('true', 'false')
        WHEN 4 THEN fuzz.one_of('{}', '[]', '""')
        WHEN 5 THEN fuzz.one_of('{"days": 2}', '{"days": "many"}', '{"lead": ["grace"]}', '{"x": [1, {"y": null}]}', '{"persons": [{"id": "alice", "manager": "lena"}]}',
            '[{"command": "comment", "instance_id": 1, "comment": "x"}, {"command": "approve", "task_id": 2000001, "actor": "lena"}]', '{"definition": "leave", "after": null}',
            '{"key": "made", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}', '{"mapping": {"x": "amount"}, "status": {"column": "note"}}')
        WHEN 6 THEN '[' || fuzz.some_json(depth + 1) || ',' || fuzz.some_json(depth + 1) || ']'
        WHEN 7 THEN (SELECT '[' || string_agg(i::text, ',') || ']' FROM generate_series(1, 3000) AS i)
        WHEN 8 THEN (SELECT '{' || string_agg(format('"k%s": %s', i, i), ',') || '}' FROM generate_series(1, 3000) AS i)
        WHEN 9 THEN repeat('[', 150) || repeat(']', 150)
        ELSE '{' || to_json(fuzz.some_text(fuzz.one_of('actor', 'node', 'x')))::text || ': ' || fuzz.some_json(depth + 1) || ', "key": ' || fuzz.some_json(depth + 1) || '}' END;
END $$;

CREATE TABLE fuzz.sample AS SELECT source::text, wf.export_bpmn(key) AS bpmn FROM wf.definition;

-- What a call is about: an open task, its instance and somebody whose it is.
CREATE FUNCTION fuzz.choose_target() RETURNS void LANGUAGE sql VOLATILE AS $$
    SELECT set_config('fuzz.task', t.task_id::text, false), set_config('fuzz.instance', t.instance_id::text, false), set_config('fuzz.node', t.node, false),
        set_config('fuzz.person', coalesce(t.assignee, CASE WHEN random() < 0.5 THEN 'heidi' ELSE 'lena' END), false)
    FROM (SELECT * FROM wf.task ORDER BY random() LIMIT 1) AS t
$$;

-- What fits the argument's name, so that a call gets beyond its first check. NULL: nothing is known to fit.
CREATE FUNCTION fuzz.fitting(name text, type text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _text text;
BEGIN
    _text := CASE
        WHEN name ~ '^task_id' THEN current_setting('fuzz.task')
        WHEN name ~ '^instance_id' THEN current_setting('fuzz.instance')
        WHEN name IN ('actor', 'person') THEN fuzz.one_of(current_setting('fuzz.person'), current_setting('fuzz.person'), current_setting('fuzz.person'), 'alice', 'root')
        WHEN name IN ('to_person', 'agent', 'people', 'initiator', 'initiators') THEN fuzz.one_of('alice', 'lena', 'grace', 'heidi')
        WHEN name IN ('node', 'until') THEN fuzz.one_of(current_setting('fuzz.node'), 'lead', 'start')
        WHEN name = 'target' THEN fuzz.one_of('previous', 'start', 'lead')
        WHEN name = 'resume' THEN fuzz.one_of('forward', 'back_to_returner')
        WHEN name ~ '^definition' AND type ~ 'text' THEN fuzz.one_of('leave', 'free')
        WHEN name = 'definition' THEN (SELECT source FROM fuzz.sample ORDER BY random() LIMIT 1)
        WHEN name = 'bpmn' THEN (SELECT bpmn FROM fuzz.sample ORDER BY random() LIMIT 1)
        WHEN name = 'forms' THEN fuzz.one_of('[{"id": "ask", "components": [{"key": "days", "type": "number"}]}]', '{"ask.form": {"components": []}}')
        WHEN name = 'key' THEN fuzz.one_of('leave', 'free')
        WHEN name = 'job_id' THEN (SELECT job_id::text FROM wf.job ORDER BY random() LIMIT 1)
        WHEN name = 'delegation_id' THEN (SELECT delegation_id::text FROM wf.delegation ORDER BY random() LIMIT 1)
        WHEN name IN ('data', 'payload', 'context') THEN fuzz.one_of('{"days": 2}', '{"days": 9, "reason": "sea"}', '{}')
        WHEN name = 'calendar' THEN fuzz.one_of('cn', 'bank', 'made')
        WHEN name = 'settings' THEN fuzz.one_of('{"parent": "cn", "ignores": ["work"]}', '{"week": {"mon-sun": "22:00-06:00"}}')
        WHEN name = 'days' THEN fuzz.one_of('[{"day": "2026-10-01", "kind": "rest"}]', '[{"day": "2026-10-01", "last": "2026-10-09", "kind": "work", "hours": ["09:00-10:00"]}]')
        WHEN name = 'feed' THEN E'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260501\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR'
        WHEN name IN ('rest', 'work') THEN fuzz.one_of('true', 'contains(summary, "x")')
        WHEN name = 'duration' THEN fuzz.one_of('2 days', '4 hours', '1 mon 3 days')
        WHEN name = 'bytes' THEN (SELECT events::text FROM wf.log ORDER BY random() LIMIT 1)
        WHEN name = 'comment' THEN fuzz.one_of('why not', '因为')
        WHEN name = 'seq' THEN fuzz.one_of('1', '2')
        WHEN name = 'fields' THEN '{reason}'
        WHEN name = 'reason' THEN fuzz.one_of('a rule', '因为')
        WHEN name = 'older_than' THEN fuzz.one_of('0', '1 day')
        WHEN name = 'max_instances' THEN '3'
        WHEN name IN ('version', 'levels', 'months', 'last', 'max_jobs') THEN fuzz.one_of('1', '2')
        WHEN name = 'page_size' THEN '3'
        WHEN name = 'split_by' THEN fuzz.one_of('{day,version}', '{department}')
        WHEN name = 'by' THEN fuzz.one_of('person', 'department', 'cause', 'time', 'actor')
        WHEN name = 'groups' THEN fuzz.one_of('["leave"]', '{"a": ["x", "y"]}')
        WHEN name = 'format' THEN fuzz.one_of('mermaid', 'dot', 'svg')
        WHEN name = 'commands' THEN fuzz.one_of('[{"command": "comment", "instance_id": ' || current_setting('fuzz.instance') || ', "comment": "x"}]',
            '[{"command": "start", "definition": "leave", "data": {"days": 2}, "actor": "alice"}]', '[{"command": "approve", "task_id": ' || current_setting('fuzz.task') || '}]')
        WHEN name = 'directory' THEN fuzz.one_of('{"persons": [{"id": "new", "name": "New", "manager": "lena"}]}', '{"roles": [{"id": "made", "members": ["lena"]}]}',
            '{"departments": [{"id": "made", "head": "lena"}], "positions": [{"id": "made", "rank": 3}]}')
        WHEN name = 'place' THEN fuzz.one_of('before', 'after', 'parallel')
        WHEN name = 'mode' THEN fuzz.one_of('all', 'any', 'sequential')
        WHEN name = 'scope' THEN fuzz.one_of('todo', 'done', 'started', 'cc', 'all', 'related')
        WHEN name = 'filter' THEN fuzz.one_of('{}', '{"definition": "leave"}', '{"search": "x"}')
        WHEN name = 'format' THEN fuzz.one_of('text', 'svg', 'dot', 'mermaid')
        WHEN name = 'expression' THEN fuzz.one_of('days > 3', 'for i in 1..5 return i * days', 'string length("x")', 'x.y[item > 1]')
        WHEN name = 'types' THEN fuzz.one_of('{"tAge": "number"}', '{"tAges": ["number"]}')
        WHEN name = 'result_type' THEN fuzz.one_of('number', 'list<string>')
        WHEN name IN ('business_table', 'source', 'table_name') AND type = 'regclass' THEN fuzz.one_of('fuzz.purchase', 'fuzz.staff')
        WHEN name = 'business_table' THEN 'fuzz.purchase'
        WHEN name = 'business_key' THEN (1 + floor(random() * 5))::text
        WHEN name = 'options' THEN fuzz.one_of('{"data": {"x": "amount"}}', '{"freeze": false}', '{"data": {"x": "amount"}, "status": {"column": "note", "codes": {"running": "asked"}}}')
        WHEN name = 'directory_table' THEN fuzz.one_of('position', 'department')
        WHEN name = 'mapping' THEN '{"position_id": "id", "name": "name"}'
        WHEN name = 'function' THEN 'fuzz.answer(jsonb)'
        WHEN name = 'db_role' THEN 'fuzz_app'
        WHEN name = 'grantee' THEN 'person:heidi'
        WHEN name = 'permission' THEN fuzz.one_of('manage', 'start', 'see')
        WHEN name = 'department' THEN 'dev'
        WHEN name = 'kind' THEN fuzz.one_of('todo', 'end')
        WHEN name IN ('topic', 'worker', 'error', 'title', 'subject', 'content') THEN 'erp'
        WHEN name = 'name' THEN fuzz.one_of('paid', 'answer')
        WHEN name = 'decision' THEN 'size'
        WHEN type ~ '^timestamp' THEN fuzz.one_of('now', 'tomorrow')
        WHEN type = 'boolean' THEN fuzz.one_of('true', 'false')
        WHEN type = 'interval' THEN '1 hour' END;
    RETURN CASE WHEN type ~ '\[\]$' THEN format('ARRAY[%L]::%s', _text, type) WHEN _text IS NOT NULL THEN format('%L::%s', _text, type) END;
END $$;

CREATE FUNCTION fuzz.some_value(name text, type text, hostile double precision) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _number text;
BEGIN
    IF random() < hostile THEN
        NULL;
    ELSIF fuzz.fitting(name, type) IS NOT NULL THEN
        RETURN fuzz.fitting(name, type);
    END IF;
    IF random() < 0.12 THEN
        RETURN 'NULL';
    END IF;
    IF type ~ '\[\]$' AND random() < 0.8 THEN
        RETURN format('ARRAY[%s, %s]::%s', fuzz.some_value(name, left(type, -2), hostile), fuzz.some_value(name, left(type, -2), hostile), type);
    END IF;
    _number := CASE
        WHEN name ~ '^(task_id|tasks|task_ids|job_id)' AND random() < 0.8 THEN (1000000 * (1 + floor(random() * 40)) + 1 + floor(random() * 3))::bigint::text
        WHEN name ~ '^instance' AND random() < 0.8 THEN (1 + floor(random() * 42))::text
        WHEN name = 'tenant_id' AND random() < 0.8 THEN '0'
        ELSE fuzz.one_of('0', '1', '-1', '2', '100', '2147483647', '-2147483648', '9223372036854775807', '-9223372036854775808') END;
    RETURN CASE type
        WHEN 'bigint' THEN format('%L::bigint', _number)
        WHEN 'integer' THEN format('%L::integer', CASE WHEN _number::numeric BETWEEN -2147483648 AND 2147483647 THEN _number ELSE '7' END)
        WHEN 'text' THEN format('%L::text', fuzz.some_text(name))
        WHEN 'name' THEN format('%L::name', left(fuzz.some_text(name), 60))
        WHEN 'boolean' THEN fuzz.one_of('true', 'false')
        WHEN 'jsonb' THEN format('%L::jsonb', fuzz.some_json(0))
        WHEN 'regclass' THEN fuzz.one_of('''fuzz.purchase''::regclass', '''wf.instance''::regclass', '0::regclass', '''pg_class''::regclass')
        WHEN 'timestamp with time zone' THEN format('%L::timestamptz', fuzz.one_of('now', 'infinity', '-infinity', '2000-01-01', '294276-01-01', '4714-11-24 BC'))
        WHEN 'interval' THEN format('%L::interval', fuzz.one_of('0', '1 day', '-1 day', '178000000 years', '-178000000 years'))
        ELSE 'NULL::' || type END;
END $$;

-- Calls by the names of the arguments. Of some all are hostile, of most one or none, so that it is met behind the first checks too; and
-- those functions come most that the role may call. Everybody has two seconds.
CREATE FUNCTION fuzz.statements(seed integer, count integer) RETURNS TABLE (statement text) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _role name;
    _hostile double precision;
    _any boolean;
BEGIN
    PERFORM setseed((seed % 32768) / 32768.0);
    statement := 'SET statement_timeout = ''2s''; SET lock_timeout = ''1s''; SET client_min_messages = error;';
    RETURN NEXT;
    FOR _number IN 1 .. count LOOP
        IF _number % 20 = 1 THEN
            _role := fuzz.one_of('fuzz_user', 'fuzz_user', 'fuzz_app', 'fuzz_app', 'fuzz_app', 'fuzz_designer', 'fuzz_admin', 'fuzz_nobody', session_user, session_user);
            statement := 'RESET SESSION AUTHORIZATION;' || CASE WHEN _role <> session_user THEN format(' SET SESSION AUTHORIZATION %I;', _role) ELSE '' END;
            RETURN NEXT;
        END IF;
        _hostile := fuzz.one_of('1', '0.2', '0.2', '0')::double precision;
        _any := random() < 0.1;
        PERFORM fuzz.choose_target();
        SELECT format(CASE WHEN p.proretset THEN 'SELECT * FROM wf.%I(%s) LIMIT 50;' ELSE 'SELECT wf.%I(%s);' END, p.proname, string_agg(a.call, ', ' ORDER BY a.place))
        INTO statement
        FROM (SELECT * FROM pg_catalog.pg_proc WHERE pronamespace = 'wf'::regnamespace AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
              AND proname !~ '^(setup|unbind|_migrate|_refresh_views|_restore|_create_event|terminate)'
              AND (_any OR has_function_privilege(_role, oid, 'EXECUTE') AND (proname !~ '^_' OR random() < 0.2)) ORDER BY random() LIMIT 1) p
        LEFT JOIN LATERAL (
            SELECT i AS place, CASE WHEN coalesce(p.proargnames[i], '') <> '' THEN format('%I => ', p.proargnames[i]) ELSE '' END
                || fuzz.some_value(coalesce(p.proargnames[i], ''), format_type(p.proargtypes[i - 1], NULL), _hostile) AS call
            FROM generate_series(1, p.pronargs) AS i
            WHERE i <= p.pronargs - p.pronargdefaults OR random() < CASE
                WHEN p.proargnames[i] = 'actor' THEN CASE WHEN _role IN ('fuzz_app', session_user) THEN 0.9 ELSE 0.2 END
                WHEN p.proargnames[i] IN ('tenant_id', 'expected_version', 'request_id', 'version', 'business_table', 'business_key', 'chosen') THEN 0.5 * _hostile
                ELSE 0.5 END) a ON true
        GROUP BY p.oid, p.proname, p.proretset;
        RETURN NEXT;
    END LOOP;
END $$;

-- The readers of stored numeric and jsonb, which take the server's bytes apart: what they read is what is there.

-- With all lengths, scales and places of the point that the two stored forms of a numeric have.
CREATE FUNCTION fuzz.some_numeric(digits integer) RETURNS numeric LANGUAGE sql VOLATILE AS $$
    SELECT (fuzz.one_of('', '-') || substr(translate(random()::text || random()::text || random()::text, '0.e-', fuzz.one_of('0', '9', '00')), 1, 1 + floor(random() * digits)::integer)
        || fuzz.one_of('', '0', '0000', '00000000') || 'e' || floor(random() * power(10, floor(random() * 3)) - power(10, 1 + floor(random() * 2)) / 2)::integer)::numeric
        * fuzz.one_of('1', '1', '1.0', '1.000000')::numeric
$$;

-- Its numbers have at most 34 digits, which FEEL keeps. Lists and objects have more than the 32 entries of which one holds an offset.
CREATE FUNCTION fuzz.some_jsonb(depth integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _kind constant integer := floor(random() * CASE WHEN depth > 2 THEN 4 ELSE 6 END)::integer;
    _count constant integer := floor(random() * random() * 80)::integer;
BEGIN
    RETURN CASE _kind
        WHEN 0 THEN fuzz.one_of('null', 'true', 'false', '{}', '[]', '""')::jsonb
        WHEN 1 THEN to_jsonb(fuzz.some_numeric(30))
        WHEN 2 THEN to_jsonb(fuzz.one_of('', ' ', '金额', repeat('x', 200), '"\', chr(1 + floor(random() * 50000)::integer), fuzz.one_of('a', 'b') || _count))
        WHEN 3 THEN to_jsonb(floor(random() * 1000)::integer)
        WHEN 4 THEN (SELECT coalesce(jsonb_agg(fuzz.some_jsonb(depth + 1)), '[]') FROM generate_series(1, _count))
        ELSE (SELECT coalesce(jsonb_object_agg(repeat(fuzz.one_of('a', 'b', 'ü'), 1 + floor(random() * 3)::integer) || i, fuzz.some_jsonb(depth + 1)), '{}') FROM generate_series(1, _count) AS i) END;
END $$;

CREATE FUNCTION fuzz.misread(seed integer, count integer) RETURNS TABLE (law text, given text, found text) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _number numeric;
    _json jsonb;
BEGIN
    PERFORM setseed((seed % 32768) / 32768.0);
    FOR _i IN 1 .. count LOOP
        _number := fuzz.some_numeric(30);
        RETURN QUERY SELECT 'a number is read as it is', _number::text, f::text FROM wf.feel('x', jsonb_build_object('x', _number)) AS f WHERE f IS DISTINCT FROM to_jsonb(_number);
        _number := fuzz.some_numeric(50);
        RETURN QUERY SELECT 'a longer number is read as its text', _number::text, f::text
            FROM wf.feel('x', jsonb_build_object('x', _number)) AS f WHERE f IS DISTINCT FROM wf.feel(_number::text);
        _json := jsonb_build_object('x', fuzz.some_jsonb(0));
        RETURN QUERY SELECT 'jsonb is read as it is', _json::text, f::text FROM wf.feel('x', _json) AS f WHERE f IS DISTINCT FROM _json -> 'x';
        SELECT coalesce(jsonb_object_agg(fuzz.one_of('a', 'bb', 'ccc') || i, fuzz.some_jsonb(3)), '{}') INTO _json FROM generate_series(1, floor(random() * 100)::integer) AS i;
        RETURN QUERY SELECT 'a key is found', k || ' of ' || _json, f::text
            FROM (SELECT jsonb_object_keys(_json) AS k ORDER BY random() LIMIT 5) AS key, wf.feel(k, _json) AS f WHERE f IS DISTINCT FROM _json -> k;
    END LOOP;
END $$;
