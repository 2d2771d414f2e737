-- Input that means harm: an error, and the session lives.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
\set VERBOSITY terse
-- Deep and large JSON.
SELECT wf.deploy((repeat('[', 3000) || repeat(']', 3000))::jsonb);
SELECT left(wf.validate(('{"nodes":' || repeat('{"a":', 200) || '1' || repeat('}', 201))::jsonb)::text, 60);
SELECT wf.deploy(repeat('[', 500000)::jsonb);
SELECT wf.deploy(jsonb_build_object('key', 'big', 'name', repeat('x', 1100000)));
SELECT code, left(message, 60) AS message FROM wf.validate(jsonb_build_object('key', 'wide', 'nodes', (SELECT jsonb_agg(n) FROM generate_series(1, 20000) n)));
SELECT count(*), max(code) FROM wf.validate(jsonb_build_object('key', 'wide', 'flows', (SELECT jsonb_agg(jsonb_build_object('from', n::text, 'to', 'x')) FROM generate_series(1, 5000) n)));
-- Expressions.
SELECT wf.feel(repeat('(', 100000));
SELECT wf.feel(repeat('(', 30000) || '1' || repeat(')', 30000));
SELECT wf.feel(repeat('not(', 5000) || 'true' || repeat(')', 5000));
SELECT wf.feel(repeat('-', 60000) || '1');
SELECT wf.feel(repeat('[', 500) || repeat(']', 500));
SELECT wf.feel('1' || repeat('+1', 30000));
SELECT wf.feel('count(for i in 1..1000000, j in 1..1000000 return 1)');
SELECT wf.feel('9' || repeat('9', 7000));
SELECT wf.feel('10 ** 999999999');
SELECT wf.feel(E'"\\u0000"');
SELECT wf.feel('if if if');
SELECT wf.feel('; DROP TABLE wf.log');
SELECT wf.feel('days', '[1]');
-- Data.
SELECT wf.start('leave', ('{"days": ' || repeat('9', 5000) || '}')::jsonb, actor => 'alice');
SELECT wf.start('leave', '{"days": 1234567890123456789012345678901234567890.5}', actor => 'alice') AS i \gset
SELECT data FROM wf.instance_list WHERE instance_id = :i;
SELECT wf.replay(:i) = wf.state(:i) AS replay_is_state;
SELECT wf.start('leave', jsonb_build_object('days', 1, 'reason', repeat('海', 100000)), actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, comment => repeat('ok ', 100000), actor => 'lena');
SELECT * FROM wf.verify(:i);
SELECT wf.start('leave', '{"days": 1, "reason": "\"; DROP TABLE wf.log; --"}', title => E'\\x \' " \n 标题', actor => 'alice') AS i \gset
SELECT title, data ->> 'reason' AS reason FROM wf.instance_list WHERE instance_id = :i;
SELECT wf.start('leave', '{"days": 1}', actor => E'alice\'; --');
SELECT wf.start('leave', '{"days": 1}', chosen => '{"a": {"b": 1}}', actor => 'alice');
SELECT wf.start(repeat('k', 100000), actor => 'alice') IS NULL;
-- BPMN: the end of its time ends it, whatever there is too much of.
CREATE FUNCTION pg_temp.document(content text, attributes text DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT format('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" %s>%s</definitions>', attributes, content)
$$;
CREATE FUNCTION pg_temp.is_in_time(document text, all_processes boolean DEFAULT false) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _began timestamptz := clock_timestamp();
BEGIN
    BEGIN
        PERFORM FROM wf.validate_bpmn(document, all_processes => is_in_time.all_processes);
    EXCEPTION WHEN query_canceled THEN
        NULL;
    END;
    RETURN clock_timestamp() < _began + interval '5 seconds';
END
$$;
SET statement_timeout = '500ms';
SELECT pg_temp.is_in_time(pg_temp.document(string_agg(format('<process id="p%s"/>', i), '')), true) FROM generate_series(1, 20000) AS i;
SELECT pg_temp.is_in_time(pg_temp.document(string_agg(CASE WHEN i > 100 THEN format('<message id="m%s"/>', i) ELSE format('<process id="p%s"/>', i) END, '')), true)
FROM generate_series(1, 20000) AS i;
SELECT pg_temp.is_in_time(pg_temp.document('<process id="p"/>', string_agg(format('xmlns:p%s="u" p%s:a="1"', i, 20001 - i), ' '))) FROM generate_series(1, 20000) AS i;
RESET statement_timeout;
SELECT left(message, 60) AS message FROM wf.validate_bpmn((SELECT pg_temp.document(string_agg(format('<process id="p%s"/>', i), '')) FROM generate_series(1, 101) AS i), all_processes => true);
-- The session is the same one, and sound.
SELECT count(*) > 0 AS alive FROM wf.log;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
