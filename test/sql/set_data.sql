-- wf.set_data: values of the form without a decision. wf.data_at: the form as it was.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{"key": "order", "form": {"fields": [
        {"name": "price", "type": "number", "required": true, "material": true},
        {"name": "pieces", "type": "number", "default": 1},
        {"name": "total", "type": "number", "computed": "price * pieces"},
        {"name": "note", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"note": "read"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "end"}]}');
SELECT wf.start('order', '{"price": 10}', actor => 'alice');

-- By the holder of a task, within the rights of its node; by an administrator.
SELECT wf.set_data(1, '{"pieces": 3}', comment => 'as agreed', actor => 'lena');
SELECT wf.set_data(1, '{"note": "fragile"}', actor => 'lena');
SELECT wf.set_data(1, '{"total": 5}', actor => 'lena');
SELECT wf.set_data(1, '{"note": "fragile", "price": null}', actor => 'root');
-- Required fields are asked for when it is handed in.
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.set_data(1, '{"price": 4}', actor => 'lena');

-- Refused: values of the wrong type, the initiator who has handed it in, a stranger.
\set VERBOSITY terse
SELECT wf.set_data(1, '{"price": "much"}', actor => 'lena');
SELECT wf.set_data(1, '[1]', actor => 'lena');
SELECT wf.set_data(1, '{"price": 5}', actor => 'alice');
SELECT wf.set_data(1, '{"price": 5}', actor => 'bob');
SELECT wf.set_data(7, '{"price": 5}', actor => 'root');
\set VERBOSITY default

-- Each row of the history has all values at that moment.
SELECT wf.approve(1000001, comment => 'fine', actor => 'lena');
SELECT seq, action, actor, node, comment, data FROM wf.history ORDER BY seq;
SELECT s AS seq, wf.data_at(1, seq => s) = h.data AS same FROM generate_series(1, 5) s JOIN wf.history h ON h.instance_id = 1 AND h.seq = s ORDER BY s;
SELECT wf.data_at(1) = (SELECT data FROM wf.instance_list WHERE instance_id = 1) AS now;
SELECT wf.data_at(1, at => (SELECT at FROM wf.history WHERE instance_id = 1 AND seq = 2)) AS after_the_second;
SELECT wf.data_at(1, at => '2000-01-01') IS NULL AS before_the_start, wf.data_at(1, seq => 99) IS NULL AS no_such_entry, wf.data_at(1, seq => 0) IS NULL AS none;
SELECT wf.data_at(1, seq => 1, at => now());
SELECT wf.data_at(7);
SELECT wf.set_data(1, '{"price": 5}', actor => 'root');
SELECT * FROM wf.verify(1);

-- The variables of a repeated activity are no form.
SELECT wf.deploy('{"key": "many", "nodes": [{"id": "start", "type": "start"},
        {"id": "each", "type": "task", "assignee": "lena", "multi": {"collection": "[1, 2]", "element": "item"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "each"}, {"from": "each", "to": "end"}]}');
SELECT wf.start('many', '{"a": 1}', actor => 'alice') AS i \gset
SELECT wf.save_draft(:i * 1000000 + 1, '{"a": 2}', actor => 'lena');
SELECT wf.complete(:i * 1000000 + 1, data => '{"a": 3}', actor => 'lena');
SELECT seq, action, data FROM wf.history WHERE instance_id = :i ORDER BY seq;
