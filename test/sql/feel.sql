-- wf.feel: the language of conditions.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.feel('days > 5 and kind != "sick"', '{"days": 8, "kind": "annual"}') AS yes, wf.feel('days > 5 and kind != "sick"', '{"days": 8, "kind": "sick"}') AS no;
SELECT expression, wf.feel(expression, '{"n": 12345678901234567890.123456789, "list": [1, 2, 3], "who": {"name": "Ann", "tags": ["a", "b"]}, "flag": null}')
FROM unnest(ARRAY['0.1 + 0.2', '0.1 + 0.2 = 0.3', 'n * 2', '1 / 3', '1 / 0', '2 ** 10', '"a" + "b"', '1 + "a"', 'who.name', 'who.tags[2]', 'list[-1]', 'list[item > 1]',
    '5 in [1..9]', '5 in (1..5)', '2 in (1, 2)', 'n between 1 and 2', 'if flag then 1 else 2', 'flag and false', 'flag or true', 'not(flag)', 'unknown = null',
    'sum(list)', 'max(list)', 'mean([1, 2])', 'count(list)', 'string length("请假")', 'upper case("ß")', 'contains("leave", "eav")', 'starts with("leave", "le")',
    'substring("leave", 2, 3)', 'round half up(2.5, 0)', 'floor(-1.5)', 'modulo(7, 3)', 'list contains(list, 2)', 'every x in list satisfies x > 0',
    'for x in list return x * x', '{a: 1, b: a + 1}', 'some x in list satisfies x > 2']) WITH ORDINALITY AS e (expression, n) ORDER BY e.n;
-- Text that does not parse is an error with its position.
SELECT wf.feel('days >');
SELECT wf.feel('days == 5');
SELECT wf.feel('days > 5 && true');
SELECT wf.feel(NULL) IS NULL AS null_is_null;
\set VERBOSITY sqlstate
SELECT wf.feel('(');
SELECT wf.feel('1', '7');
\set VERBOSITY default
-- The expression is kept from row to row; another text, or other names in the context, and it is read again.
SELECT n, text, wf.feel(text, context) FROM (VALUES (1, 'a + 1', '{"a": 1}'::jsonb), (2, 'a + 1', '{"a": 2}'), (3, 'a * 10', '{"a": 3}'), (4, 'a + 1', '{"a": 4}'),
    (5, 'a-b', '{"a": 5, "b": 1}'), (6, 'a-b', '{"a": 5, "b": 1, "a-b": 6}'), (7, 'a-b', '{"a": 7, "b": 1}'), (8, NULL, '{}'), (9, 'a', NULL), (10, 'a', '{}'), (11, 'a', '{"a": null}')) AS v (n, text, context) ORDER BY n;
PREPARE days_left AS SELECT wf.feel($1, jsonb_build_object('days', n)) FROM generate_series(1, 3) AS n;
EXECUTE days_left('10 - days');
EXECUTE days_left('days > 2');
EXECUTE days_left('days >');
EXECUTE days_left('10 - days');
CREATE FUNCTION pg_temp.each(texts text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    _text text;
    _results jsonb := '[]';
BEGIN
    FOREACH _text IN ARRAY texts LOOP
        BEGIN
            _results := _results || jsonb_build_array(wf.feel(_text, '{"x": 1}'));
        EXCEPTION WHEN OTHERS THEN
            _results := _results || to_jsonb(SQLSTATE);
        END;
    END LOOP;
    RETURN _results;
END $$;
SELECT pg_temp.each(ARRAY['x', 'x + 1', '(', 'x + 1', 'x', 'for i in 1..1000000000 return i', 'x + 2', 'now()', 'x']);
-- An error in the middle of a query leaves nothing broken, and neither does one in a cursor that goes on.
SELECT count(wf.feel('1 / n > 0', CASE WHEN n < 500 THEN jsonb_build_object('n', n) ELSE '[]' END)) FROM generate_series(1, 1000) AS n;
SELECT count(wf.feel('1 / n > 0', jsonb_build_object('n', n))) FROM generate_series(1, 1000) AS n;
BEGIN;
DECLARE squares CURSOR FOR SELECT wf.feel('n * n', jsonb_build_object('n', n)) FROM generate_series(1, 9) AS n;
FETCH 2 FROM squares;
SAVEPOINT before;
SELECT wf.feel('n *', '{}');
ROLLBACK TO before;
FETCH 2 FROM squares;
COMMIT;
-- Names of several words are keys, as they are.
SELECT wf.feel('Monthly Salary * 12 + net-tax', '{"Monthly Salary": 100, "net-tax": 5, "net": 1}') AS names, wf.feel('net-tax', '{"net": 1, "tax": 2}') AS difference,
    wf.feel('请假天数 + größe + 天 数', '{"请假天数": 1, "größe": 2, "天 数": 4}') AS unicode, wf.feel('a.b.c[2].d', '{"a": {"b": {"c": [1, {"d": "deep"}]}}}') AS nested;
SELECT count(*) FROM generate_series(1, 100) AS n WHERE wf.feel('key' || n, (SELECT jsonb_object_agg('key' || i, i) FROM generate_series(1, 100) AS i)) <> to_jsonb(n);
SELECT wf.feel('x1 0 + x2 0', (SELECT jsonb_object_agg('x' || i || ' 0', i) FROM generate_series(1, 2000) AS i));
-- Whole contexts and lists: what goes in comes out, of all types and sizes.
SELECT wf.feel('c', jsonb_build_object('c', c)) = c AS same, wf.feel('c', jsonb_build_object('c', c))::text = c::text AS same_text, length(c::text) AS characters
FROM (VALUES ('{"a": [1, "two", null, true, false, {"b": {}}, []], "": "empty key", "z": -1.50}'::jsonb), ('[]'), ('{}'), ('""'), ('[[[[]]]]'),
    ((SELECT jsonb_agg(jsonb_build_object('n', i, 'half', i / 2.0, 'text', repeat('x', i % 200))) FROM generate_series(1, 1000) AS i)),
    ((SELECT jsonb_object_agg('key' || i, i) FROM generate_series(1, 1000) AS i))) AS v (c);
SELECT wf.feel('c', jsonb_build_object('c', (repeat('[', 150) || repeat(']', 150))::jsonb)) = (repeat('[', 150) || repeat(']', 150))::jsonb AS deep;
SELECT wf.feel('c', jsonb_build_object('c', (repeat('[', 1000) || repeat(']', 1000))::jsonb));
SELECT wf.feel('1', jsonb_build_object('c', (repeat('[', 1000) || repeat(']', 1000))::jsonb)) AS nobody_asks;
-- Numbers keep 34 digits both ways; more are rounded half-even, as decimal128 does.
SELECT n, wf.feel('n', jsonb_build_object('n', n)) AS feel
FROM unnest(ARRAY[0, 0.00, -0.0, 1, -1, 1.5, 1.50, 100, 10000, 12345.6789, 0.0001, 0.00012, -99999999.99999999, 9223372036854775807, -9223372036854775808, 9223372036854775808,
    1234567890123456789012345678901234, 0.1234567890123456789012345678901234, 9999999999999999999999999999999999, 12345678901234567890123456789012345, 1e30, 1.5e100, -2.5e-100,
    10000000000000000000000000000000005, 10000000000000000000000000000000015, 1e308]::numeric[]) WITH ORDINALITY AS v (n, at) ORDER BY at;
SELECT wf.feel('x > 10 ** 309', '{"x": 1e400}') AS large, wf.feel('x', '{"x": 1e400}') AS not_as_json, wf.feel('x', '{"x": 1e7000}') AS too_large;
-- By the digits as they are stored, and by their text.
SELECT count(*) AS numbers, count(*) FILTER (WHERE wf.feel('n', jsonb_build_object('n', n))::numeric <> n OR wf.feel('n = ' || n, jsonb_build_object('n', n)) <> 'true'
    OR wf.feel(n::text)::text <> trim_scale(n)::text) AS wrong
FROM (SELECT round(hashint8extended(i, 1)::numeric % (10::numeric ^ (i % 19)) * (CASE i % 2 WHEN 0 THEN 1e-20 ELSE 1 END * (10::numeric ^ (i % 15))), i % 25) AS n FROM generate_series(1, 2000) AS i) AS v;
-- Scalar results are jsonb like any other.
SELECT feel, feel = expected::jsonb AS equal, pg_column_size(feel) = pg_column_size(expected::jsonb) AS same_size, jsonb_typeof(feel), feel || '[1]' AS appended
FROM (VALUES (wf.feel('true'), 'true'), (wf.feel('false'), 'false'), (wf.feel('null'), 'null'), (wf.feel('12.5'), '12.5'), (wf.feel('"a\"b"'), '"a\"b"'), (wf.feel('""'), '""')) AS v (feel, expected);
-- What FEEL evaluates to null is null here; who writes it hears of it from wf.feel_check.
SELECT expression, wf.feel(expression) FROM unnest(ARRAY['lenght("x")', '@"2026-02-30"', '[1, unknown thing(2)]', '(!= 10) = (!= 10)', '(= 10) = [10..10]', '{a: null} instance of context<a: string>',
    'for i in [2..1] return i', 'for i in 2..1 return i', 'is(value1: 1)', 'before(point1: 1, point2: [2..3])', 'matches("a b", "a\ sb", "x")', 'duration("PT0.S")']) WITH ORDINALITY AS e (expression, n) ORDER BY e.n;
-- What a DMN model says around it: item types, and the type of the result.
SELECT expression, wf.feel(expression, types => '{"tAge": "number", "tAges": ["tAge"], "tPerson": {"name": "string", "ages": "tAges"}, "Loan Type": null}')
FROM unnest(ARRAY['5 instance of tAge', '[1, "2"] instance of tAges', '{name: "a", ages: [1]} instance of tPerson', '"car" instance of Loan Type', '{f: function(a: tAges) a, r: f(5)}.r']) WITH ORDINALITY AS e (expression, n) ORDER BY e.n;
SELECT n, wf.feel(expression, types => types, result_type => result_type) FROM (VALUES (1, '"foo"', '{"t": "number"}'::jsonb, 't'), (2, '"foo"', '{"t": "string"}', 't'), (3, '"foo"', '{"t": ["string"]}', 't'),
    (4, '"foo"', NULL, NULL), (5, '[10]', '{}', 'number'), (6, '"foo"', '{"t": "number"}', 't')) AS v (n, expression, types, result_type) ORDER BY n;
SELECT wf.feel('5 instance of tSize', types => '{"tAge": "number"}');
SELECT wf.feel('5', result_type => 'tSize');
SELECT wf.feel('5', types => '{"tAge": "nubmer"}');
SELECT wf.feel('5', types => '{"a": ["b"], "b": {"of": "a"}}');
SELECT wf.feel('5', types => '{"tAge": 5}');
SELECT wf.feel('5', types => '[]');
SELECT wf.feel('5', types => jsonb_build_object('t', repeat('x', 70000)));
-- The present time is an argument: the function itself reads no clock, so that it stays IMMUTABLE.
SELECT wf.feel('now()');
SELECT wf.feel('if false then today() else 1') AS "not even asked for";
SELECT wf.feel('now()', at => '2026-11-21 23:30+00') AS utc, wf.feel('now()', at => '2026-11-21 23:30:00.000001+00', time_zone => 'Asia/Shanghai') AS shanghai,
    wf.feel('today()', at => '2026-11-21 23:30+00') AS today, wf.feel('today() - date("2026-11-20")', at => '2026-11-21 23:30+00', time_zone => 'Asia/Shanghai') AS since;
SELECT wf.feel('now()', at => 'infinity');
SELECT wf.feel('today()', at => '2026-11-21', time_zone => 'Mars/Olympus');
SELECT wf.feel('date("2026-01-31") + duration("P1M")') AS date, wf.feel('{at: time("10:30:00Z"), for: [duration("P1DT2H"), duration("P14M")], in: [1..5]}') AS inside;
SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE oid = 'wf.feel'::regproc;
-- An index on a condition, and workers: equal results.
CREATE TABLE request AS SELECT n, jsonb_build_object('days', n % 10, 'kind', CASE n % 3 WHEN 0 THEN 'sick' ELSE 'annual' END) AS form FROM generate_series(1, 20000) AS n;
CREATE INDEX ON request ((wf.feel('days > 8 and kind != "sick"', form)));
ANALYZE request;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM request WHERE wf.feel('days > 8 and kind != "sick"', form) = 'true';
SELECT count(*) FROM request WHERE wf.feel('days > 8 and kind != "sick"', form) = 'true';
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET enable_seqscan = on;
SET enable_indexscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM request WHERE wf.feel('days > 8 and kind != "sick"', form) = 'true';
SELECT count(*) FROM request WHERE wf.feel('days > 8 and kind != "sick"', form) = 'true';
SELECT count(*) FROM request WHERE form @> jsonb_build_object('days', 9) AND NOT form @> '{"kind": "sick"}';
DROP TABLE request;
