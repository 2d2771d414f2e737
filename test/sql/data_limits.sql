-- What a command brings has a limit, and large data takes n log n, canceled in time.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
\set VERBOSITY terse
SELECT wf.deploy('{"key": "free", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('free', '{"a": 1}', actor => 'alice') AS instance \gset
-- More than a megabyte: of a form, a title, a comment, an id, a macro, a message.
SELECT wf.start('free', jsonb_build_object('x', repeat('x', 1100000)), actor => 'alice');
SELECT wf.start('free', title => repeat('x', 1100000), actor => 'alice');
SELECT wf.start('free', request_id => repeat('x', 1100000), actor => 'alice');
SELECT wf.comment(:instance, repeat('x', 1100000), actor => 'alice');
SELECT wf.execute(jsonb_build_array(jsonb_build_object('command', 'comment', 'instance_id', 1, 'comment', repeat('x', 1100000))), actor => 'alice');
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'comment', 'instance_id', 1, 'comment', repeat('x', 1100000))), actor => 'alice');
SELECT wf.send_message('paid', payload => jsonb_build_object('x', repeat('x', 1100000)));
SELECT wf.copy(:instance, ARRAY[repeat('x', 9000000)], actor => 'alice');
-- A number that is short as it is stored, and long as text.
SELECT wf.approve(:instance * 1000000 + 1, data => (SELECT jsonb_object_agg('k' || i, 1e100000) FROM generate_series(1, 200) i), actor => 'lena');
-- The form does not grow beyond it step by step.
SELECT wf.set_data(:instance, jsonb_build_object('x', repeat('x', 700000)), actor => 'root') AS version;
SELECT wf.set_data(:instance, jsonb_build_object('y', repeat('y', 700000)), actor => 'root') AS version;
SELECT wf.set_data(:instance, jsonb_build_object('x', null), actor => 'root') AS version;
-- Who may: more. Less is for new data only.
SET wf_engine.max_data_size = '2MB';
SELECT wf.set_data(:instance, jsonb_build_object('y', repeat('y', 1100000)), actor => 'root') AS version;
RESET wf_engine.max_data_size;
SELECT wf.approve(:instance * 1000000 + 1, data => '{"y": "short"}', actor => 'lena') AS version;
SELECT data FROM wf.instance WHERE instance_id = :instance;
SET ROLE wf_user;
SET wf_engine.max_data_size = '2MB';
RESET ROLE;
DO $$
BEGIN
    PERFORM set_config('wf_engine.context', jsonb_build_object('x', repeat('x', 70000))::text, false);
EXCEPTION WHEN invalid_parameter_value THEN
    RAISE NOTICE 'refused';
END $$;
-- 50 problems are said, the others are counted.
\set VERBOSITY default
DO $$
DECLARE
    _detail text;
BEGIN
    PERFORM wf.start('leave', (SELECT jsonb_object_agg('k' || lpad(i::text, 3, '0'), i) FROM generate_series(1, 120) i) || '{"days": 1}', actor => 'alice');
EXCEPTION WHEN SQLSTATE 'WF501' THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RAISE NOTICE '% problems, %', (SELECT count(*) FROM regexp_matches(_detail, 'is not a field of the form', 'g')), substring(_detail FROM '; and .*');
END $$;
-- The same keys twice over: each is written once, in place; null clears.
SELECT wf.start('free', (SELECT jsonb_object_agg('k' || i, i) FROM generate_series(1, 20000) i), actor => 'alice') AS large \gset
SELECT wf.set_data(:large, (SELECT jsonb_object_agg('k' || i, CASE WHEN i % 2 = 0 THEN to_jsonb(-i) END) FROM generate_series(10001, 30000) i), actor => 'root') AS version;
SELECT count(*), sum(value::integer) FILTER (WHERE value::integer > 0) AS old, sum(value::integer) FILTER (WHERE value::integer < 0) AS new
FROM wf.instance, jsonb_each_text(data) WHERE instance_id = :large;
-- The end of its time ends it.
SET wf_engine.max_data_size = '64MB';
CREATE TABLE large AS SELECT jsonb_object_agg('k' || i, i) AS data FROM generate_series(1, 400000) i;
SET statement_timeout = '200ms';
SELECT clock_timestamp() AS began \gset
SELECT wf.start('free', data, actor => 'alice') FROM large;
SELECT clock_timestamp() - :'began' < interval '2 seconds' AS in_time;
RESET statement_timeout;
RESET wf_engine.max_data_size;
DROP TABLE large;
