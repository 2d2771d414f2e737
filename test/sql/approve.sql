-- wf.approve: by the holder of an open task, once.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.approve(1000001, actor => 'bob');
SELECT wf.approve(task_id => 1000001, comment => 'enjoy', data => '{"reason": "sun", "kind": "annual"}', actor => 'lena');
SELECT seq, action, actor, node, task_id, comment, data FROM wf.history ORDER BY seq;

-- Too late: the DETAIL says who ended it, how and when.
\set VERBOSITY terse
SELECT wf.approve(1000001, actor => 'lena');
DO $$
DECLARE _detail text;
BEGIN
    PERFORM wf.approve(1000001, actor => 'lena');
EXCEPTION WHEN SQLSTATE 'WF401' THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RAISE NOTICE '%', regexp_replace(_detail, '\d{4}-.*Z', '<time>');
END $$;

-- Not in turn: a task of a sequence that is not open yet.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice');
SELECT wf.approve(2000001, actor => 'lena');
SELECT wf.approve(2000003, actor => 'grace');

-- The data of an approval is checked like that of a start; null clears.
SELECT wf.approve(2000002, data => '{"days": null}', actor => 'frank');
SELECT wf.approve(2000002, data => '{"kind": "annual", "reason": null}', actor => 'frank');
SELECT data FROM wf.instance_list WHERE instance_id = 2;

-- Not a task at all.
SELECT wf.approve(7, actor => 'lena');
SELECT wf.approve(0, actor => 'lena');
SELECT wf.approve(-1000001, actor => 'lena');
SELECT wf.approve(2000099, actor => 'lena');
SELECT wf.approve(NULL, actor => 'lena');
SELECT wf.approve(2000003, actor => NULL);
\set VERBOSITY sqlstate
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.approve(2000003, actor => 'bob');
SELECT wf.approve(7, actor => 'lena');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;

-- chosen: who decides a later node, as far as its rule leaves it to the approver before.
\set VERBOSITY default
SELECT wf.deploy('{"key": "choice", "nodes": [{"id": "start", "type": "start"},
    {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "two", "type": "task", "candidates": [{"by": "chosen_by_previous"}]},
    {"id": "three", "type": "approval", "mode": "all", "approvers": [{"by": "chosen_by_previous", "among": [{"by": "role", "role": "board"}]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "three"}, {"from": "three", "to": "end"}]}');
SELECT wf.start('choice', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena', chosen => '["bob"]');
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena', chosen => '{"one": ["bob"]}');
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena', chosen => '{"three": ["bob"]}');
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena', chosen => '{"two": ["gone"]}');
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena', chosen => '{"two": ["bob"], "three": ["carol"]}');
-- The last word counts.
SELECT wf.complete(:i * 1000000 + 2, actor => 'bob', chosen => '{"three": ["dan", "eve"]}');
SELECT assignee FROM wf.todo WHERE instance_id = :i ORDER BY assignee COLLATE "C";
-- Nobody was chosen: the policy of the node speaks.
SELECT wf.start('choice', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT node, candidates FROM wf.todo WHERE instance_id = :i;
