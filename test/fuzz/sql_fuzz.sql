-- For scripts/fuzz_sql.sh: a small company with running instances, a login role for each role of the engine, and fuzz.statements(),
-- which makes up calls.
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE SCHEMA fuzz;
GRANT USAGE ON SCHEMA fuzz TO PUBLIC;
DO $$
BEGIN
    EXECUTE (SELECT string_agg(format('CREATE ROLE fuzz_%1$s LOGIN IN ROLE wf_%1$s;', name), ' ') FROM unnest(ARRAY['user', 'app', 'designer', 'admin']) AS name);
END $$;
CREATE ROLE fuzz_nobody LOGIN;
CREATE TABLE fuzz.purchase (id integer PRIMARY KEY, amount numeric, note text);
INSERT INTO fuzz.purchase SELECT i, i * 100, 'note ' || i FROM generate_series(1, 5) AS i;
ALTER TABLE fuzz.purchase OWNER TO fuzz_designer;
GRANT ALL ON fuzz.purchase TO PUBLIC;
SELECT wf.load_directory('{
    "persons": [{"id": "grace", "department": "board"}, {"id": "lena", "department": "dev", "manager": "grace", "db_role": "fuzz_user"},
        {"id": "alice", "department": "dev", "manager": "lena"}, {"id": "heidi", "department": "people", "manager": "grace"}, {"id": "root", "manager": "grace"}],
    "departments": [{"id": "board", "head": "grace"}, {"id": "dev", "parent": "board", "head": "lena"}, {"id": "people", "head": "heidi"}],
    "roles": [{"id": "hr", "members": ["heidi"]}, {"id": "admin", "members": ["root"]}]}') IS NOT NULL AS loaded;
SELECT wf.deploy('{"key": "leave", "form": {"fields": [{"name": "days", "type": "number"}, {"name": "reason", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "lead", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]},
        {"id": "size", "type": "exclusive"}, {"id": "boss", "type": "approval", "mode": "all", "approvers": [{"by": "role", "role": "hr"}, {"by": "users", "users": ["grace"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "size"}, {"from": "size", "to": "boss", "when": "days > 3"}, {"from": "size", "to": "end", "default": true},
        {"from": "boss", "to": "end"}]}') AS leave, wf.deploy('{"key": "free", "business_table": "fuzz.purchase",
    "nodes": [{"id": "s", "type": "start"}, {"id": "p", "type": "parallel"}, {"id": "a", "type": "task", "candidates": [{"by": "users", "users": ["lena"]}]}, {"id": "t", "type": "timer", "after": "PT0S"},
        {"id": "m", "type": "message", "message": "paid"}, {"id": "j", "type": "parallel"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "p"}, {"from": "p", "to": "a"}, {"from": "p", "to": "t"}, {"from": "p", "to": "m"}, {"from": "a", "to": "j"}, {"from": "t", "to": "j"}, {"from": "m", "to": "j"}, {"from": "j", "to": "e"}]}') AS free;
SELECT count(wf.start('leave', jsonb_build_object('days', i), actor => 'alice')) FROM generate_series(1, 30) AS i;
SELECT count(wf.start('free', jsonb_build_object('x', i), actor => 'alice')) FROM generate_series(1, 10) AS i;

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

CREATE FUNCTION fuzz.some_value(name text, type text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _number text;
BEGIN
    IF random() < 0.12 THEN
        RETURN 'NULL';
    END IF;
    IF type ~ '\[\]$' AND random() < 0.8 THEN
        RETURN format('ARRAY[%s, %s]::%s', fuzz.some_value(name, left(type, -2)), fuzz.some_value(name, left(type, -2)), type);
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

-- Calls by the names of the arguments; those with a default are left out half of the time. Everybody has two seconds.
CREATE FUNCTION fuzz.statements(seed integer, count integer) RETURNS TABLE (statement text) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    _role text;
BEGIN
    PERFORM setseed((seed % 32768) / 32768.0);
    statement := 'SET statement_timeout = ''2s''; SET lock_timeout = ''1s''; SET client_min_messages = error;';
    RETURN NEXT;
    FOR _number IN 1 .. count LOOP
        IF _number % 20 = 1 THEN
            _role := fuzz.one_of('user', 'user', 'app', 'app', 'designer', 'admin', 'nobody', 'superuser');
            statement := 'RESET SESSION AUTHORIZATION;' || CASE WHEN _role <> 'superuser' THEN format(' SET SESSION AUTHORIZATION fuzz_%s;', _role) ELSE '' END;
            RETURN NEXT;
        END IF;
        SELECT format(CASE WHEN p.proretset THEN 'SELECT * FROM wf.%I(%s) LIMIT 50;' ELSE 'SELECT wf.%I(%s);' END, p.proname, string_agg(a.call, ', ' ORDER BY a.place))
        INTO statement
        FROM (SELECT * FROM pg_catalog.pg_proc WHERE pronamespace = 'wf'::regnamespace AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
              AND proname !~ '^(setup|unbind|_migrate|_refresh_views|_restore|_create_event|terminate)' ORDER BY random() LIMIT 1) p
        LEFT JOIN LATERAL (
            SELECT i AS place, CASE WHEN coalesce(p.proargnames[i], '') <> '' THEN format('%I => ', p.proargnames[i]) ELSE '' END
                || fuzz.some_value(coalesce(p.proargnames[i], ''), format_type(p.proargtypes[i - 1], NULL)) AS call
            FROM generate_series(1, p.pronargs) AS i
            WHERE i <= p.pronargs - p.pronargdefaults OR random() < 0.5) a ON true
        GROUP BY p.oid, p.proname, p.proretset;
        RETURN NEXT;
    END LOOP;
END $$;
