-- wf.feel_check and wf.feel_functions, and what deploy says of types.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- Types, one row for each mistake.
SELECT t.expression, c.severity, c.code, c."position", c.message, c.suggestion
FROM unnest(ARRAY['days > 5', 'days > "5"', 'dasy > 5', 'start > "2026-01-01"', 'start.yaer = 2026', 'order.totl > 5 and count(tags, 1) > 2', 'substring(5, 1)', 'substring(strng: name, start position: 1)',
    'date("2026-02-30")', 'tags[1] + 1', 'count(days)', 'order.lines[price > "a"]', 'days >', 'lenght("x")']) WITH ORDINALITY AS t (expression, n)
LEFT JOIN LATERAL wf.feel_check(t.expression, '{"days": "number", "name": "string", "start": "date", "tags": "list<string>", "order": {"total": "number", "lines": "list<context<price: number>>"}}') AS c ON true
ORDER BY t.n, c."position";
-- Without names nothing is said of them.
SELECT * FROM wf.feel_check('anything > 5 and other.thing = "a"');
SELECT * FROM wf.feel_check('anything > 5 and 1 + "a" = 2');
SELECT * FROM wf.feel_check('"时" = name and dasy = 1', '{"name": "string", "days": null}');
SELECT * FROM wf.feel_check('Monthly Salary > 5', '{"Monthly Salary": "number"}');
-- Item types, of the names too. All mistakes are told.
SELECT * FROM wf.feel_check('age > "5" and lenght(age) = 1 and age instance of tAge and @"2026-02-30" > 1', '{"age": "tAge"}', types => '{"tAge": "number"}');
SELECT * FROM wf.feel_check('age instance of tAge');
SELECT * FROM wf.feel_check('age instance of bool');
SELECT * FROM wf.feel_check('age ≤ 5');
SELECT * FROM wf.feel_check('age > 5 且 vip');
-- Unary tests.
SELECT * FROM wf.feel_check('< 5, [7..9], not(1)', tests => true);
SELECT * FROM wf.feel_check('< 5, [1.."a"]', tests => true);
-- Wrong arguments.
SELECT * FROM wf.feel_check(NULL);
SELECT * FROM wf.feel_check('1', '{"days": "nubmer"}');
SELECT * FROM wf.feel_check('1', '[]');
SELECT * FROM wf.feel_check('1', definition => 'nothing');
-- Designers' completion: of the table of built-ins.
SELECT * FROM wf.feel_functions() WHERE name IN ('date', 'substring', 'sum', 'today');
SELECT count(*) > 100 AS many, count(DISTINCT name) < count(*) AS some_have_several, bool_and(summary <> '') AS all_told FROM wf.feel_functions();

-- A definition that is about a table: its columns are known when it is deployed.
CREATE TYPE trip_kind AS ENUM ('train', 'plane');
CREATE DOMAIN positive AS numeric CHECK (VALUE > 0);
CREATE TABLE public.trip (id integer PRIMARY KEY, cost positive, leaves date, booked timestamptz, starts timestamp, boards time, stay interval, notice interval, kind trip_kind, tags text[], extra jsonb);
GRANT SELECT ON public.trip TO PUBLIC;
INSERT INTO public.trip VALUES (1, 700.10, '2026-12-24', '2026-12-01 10:00+01', '2026-12-24 08:30', '08:00', '3 days 02:00', '2 mons', 'train', '{a,b}', '{"seat": 5}'),
    (2, 50, 'infinity', NULL, NULL, NULL, '1 mon 2 days', '-3 days', 'plane', '{}', NULL);
CREATE FUNCTION trip_definition(condition text, business_table text DEFAULT 'public.trip') RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('key', 'trip', 'business_table', business_table,
        'form', '{"fields": [{"name": "days", "type": "number"}, {"name": "kind", "type": "choice", "values": ["annual", "sick"]}, {"name": "start_date", "type": "date"}, {"name": "sent", "type": "datetime"}, {"name": "remark", "type": "text"}]}'::jsonb,
        'nodes', '[{"id": "begin", "type": "start"}, {"id": "which", "type": "exclusive"}, {"id": "yes", "type": "end"}, {"id": "no", "type": "end"}]'::jsonb,
        'flows', jsonb_build_array('{"from": "begin", "to": "which"}'::jsonb, jsonb_build_object('id', 'if_so', 'from', 'which', 'to', 'yes', 'when', condition), '{"id": "otherwise", "from": "which", "to": "no", "default": true}'::jsonb))
$$;
SELECT t.condition, v.severity, v.code, v.message, v.hint
FROM unnest(ARRAY['doc.cost > 500', 'doc.csot > 500', 'doc.cost > "500"', 'doc.leaves > "2026-01-01"', 'doc.booked > now()', 'doc.leaves > doc.booked', 'doc.kind = "trian"', 'doc.stay > duration("P2D")',
    'count(doc.tags) > 1', 'doc.extra.seat > 4', 'days > "5"', 'kind = "sikc"', 'start_date > "2026-01-01"', 'start_date > today()', 'initiator.rnak > 3', 'outcome.nowhere = "approved"', 'now > sent', 'days + 1'])
    WITH ORDINALITY AS t (condition, n)
LEFT JOIN LATERAL wf.validate(trip_definition(t.condition)) AS v ON true ORDER BY t.n, v.path;
SELECT severity, code, path, message, hint FROM wf.validate(trip_definition('doc.cost > 5', 'public.nothing'));
SELECT wf.deploy(trip_definition('doc.cost > "500"'));

-- What the check promises is what the condition sees.
CREATE FUNCTION route(condition text, data jsonb DEFAULT '{}', key text DEFAULT '1', at timestamptz DEFAULT '2026-11-21 12:00+00') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM wf.deploy(trip_definition(condition));
    RETURN (SELECT string_agg(node, ' ') FROM wf.simulate('trip', 'alice', data, at, business_key => key) WHERE node IN ('yes', 'no'));
END $$;
SELECT t.condition, route(t.condition, '{"days": 3, "start_date": "2026-11-30", "sent": "2026-11-21 13:30+01"}')
FROM unnest(ARRAY['start_date > today()', 'start_date - today() > duration("P5D")', 'start_date - today() > duration("P10D")', 'start_date = date("2026-11-30")', 'start_date.month = 11',
    'sent > now()', 'sent = date and time("2026-11-21T12:30:00Z")', 'today() = date("2026-11-21")', 'now() = date and time("2026-11-21T12:00:00Z")',
    'doc.leaves - start_date = duration("P24D")', 'doc.booked = date and time("2026-12-01T09:00:00Z")', 'doc.starts = date and time("2026-12-24T08:30:00")', 'doc.boards < time("09:00:00")',
    'doc.stay = duration("P3DT2H")', 'doc.notice = duration("P2M")', 'doc.cost = 700.10', 'doc.kind = "train"', 'doc.tags = ["a", "b"]', 'doc.extra.seat = 5', 'doc.leaves instance of date']) AS t (condition);
-- What FEEL has no value for stays text, or null.
SELECT t.condition, route(t.condition, key => '2')
FROM unnest(ARRAY['doc.leaves > date("2026-01-01")', 'doc.booked = null', 'doc.notice = duration("-P3D")', 'doc.stay instance of string', 'start_date = null']) AS t (condition);
-- The day is that of the engine's time zone.
SET wf_engine.time_zone = 'Asia/Tokyo';
SELECT route('today() = date("2026-11-22")', at => '2026-11-21 16:00+00') AS tomorrow_there, route('string(now()) = "2026-11-22T01:00:00+09:00"', at => '2026-11-21 16:00+00') AS its_offset;
SET wf_engine.time_zone = 'Nowhere/Land';
RESET wf_engine.time_zone;

-- The names that its conditions know.
SELECT wf.deploy(trip_definition('doc.cost > 500')) > 0 AS deployed;
SELECT t.expression, c.severity, c.code, c."position", c.message, c.suggestion
FROM unnest(ARRAY['doc.cost > 500 and days > 3', 'doc.csot > 500', 'dasy > 3', 'extra > 3']) WITH ORDINALITY AS t (expression, n)
LEFT JOIN LATERAL wf.feel_check(t.expression, '{"extra": "number"}', definition => 'trip') AS c ON true ORDER BY t.n;
-- wf.start needs no table then, and takes no other.
SELECT wf.start('trip', '{}', business_key => '1', actor => 'alice') AS trip \gset
SELECT business_table, business_key FROM wf.instance WHERE instance_id = :trip;
SELECT wf.start('trip', '{}', business_table => 'wf.person', business_key => '1', actor => 'alice');
SELECT wf.start('trip', '{}', business_table => 'public.trip', actor => 'alice');
