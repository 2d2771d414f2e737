-- A way that leads back: what is still to come is told once, and that it goes round is said.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "rework", "summary": ["amount", "note"],
    "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "note", "type": "text"}, {"name": "files", "type": "list"}]},
    "nodes": [
        {"id": "start", "type": "start"}, {"id": "end", "type": "end"}, {"id": "enough", "type": "exclusive"},
        {"id": "first", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "offer", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "check", "type": "approval", "approvers": [{"by": "role", "role": "board"}]}],
    "flows": [
        {"from": "start", "to": "first"}, {"from": "first", "to": "offer"}, {"from": "offer", "to": "check"}, {"from": "check", "to": "enough"},
        {"from": "enough", "to": "end", "when": "amount > 100"}, {"from": "enough", "to": "offer", "default": true}]}');
SELECT wf.start('rework', '{"amount": 5, "files": [1, 2, 3]}', actor => 'alice') AS i \gset

SELECT node_names, step, steps, loops, summary FROM wf.list('todo', actor => 'frank');
SELECT d -> 'step' AS step, d -> 'steps' AS steps, d -> 'loops' AS loops FROM wf.detail(:i, actor => 'frank') AS d;
SELECT step, steps, node, round, state, person_id, loops FROM wf.progress WHERE instance_id = :i ORDER BY step;
SELECT step, what, node, person_id, result, detail FROM wf.predict(:i);
SELECT step, what, node, person_id, result, detail FROM wf.simulate('rework', 'alice', '{"amount": 5}') WHERE what IN ('enter', 'result');
SELECT severity, code, message FROM wf.simulate_all('rework', '{"amount": 5}', ARRAY['alice', 'bob']);

-- With more money it comes to its end.
SELECT wf.set_data(:i, '{"amount": 500}', actor => 'frank');
SELECT step, steps, loops, summary FROM wf.list('todo', actor => 'frank');
SELECT step, what, result FROM wf.predict(:i) WHERE what = 'result';

-- In the second round what is done is done, and what comes is told once again.
SELECT wf.set_data(:i, '{"amount": 5}', actor => 'frank');
SELECT wf.approve(:i * 1000000 + 1, actor => 'frank');
SELECT wf.approve(:i * 1000000 + 2, actor => 'lena');
SELECT wf.approve(:i * 1000000 + 3, actor => 'carol');
SELECT step, steps, node, round, state, person_id, loops FROM wf.progress WHERE instance_id = :i ORDER BY step;
SELECT step, steps, loops FROM wf.list('todo', actor => 'lena');

-- So many that not all of them are looked at: how many they are is not said.
SELECT wf.deploy((
    SELECT jsonb_build_object(
        'key', 'long',
        'nodes', '[{"id": "s", "type": "start"}, {"id": "e", "type": "end"}]'
            || jsonb_agg(jsonb_build_object('id', 'n' || i, 'type', 'approval', 'approvers', '[{"by": "users", "users": ["frank"]}]'::jsonb)),
        'flows', jsonb_build_array('{"from": "s", "to": "n1"}'::jsonb, '{"from": "n1200", "to": "e"}'::jsonb)
            || jsonb_agg(jsonb_build_object('from', 'n' || i, 'to', 'n' || i + 1)) FILTER (WHERE i < 1200))
    FROM generate_series(1, 1200) AS i));
SELECT wf.start('long', actor => 'alice') AS j \gset
SELECT step, steps, loops FROM wf.list('todo', '{"definition": "long"}', actor => 'frank');
SELECT d -> 'steps' AS steps FROM wf.detail(:j, actor => 'frank') AS d;
SELECT count(*), count(steps) AS told FROM wf.progress WHERE instance_id = :j;
SELECT result, detail FROM wf.predict(:j) WHERE what = 'result';
