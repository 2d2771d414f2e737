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
SELECT wf.feel('lenght("x")');
SELECT wf.feel(NULL) IS NULL AS null_is_null;
\set VERBOSITY sqlstate
SELECT wf.feel('(');
SELECT wf.feel('1', '7');
