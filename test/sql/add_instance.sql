-- wf.add_instance: one more repetition of a multi-instance activity that is running.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "book", "form": {"fields": [{"name": "chapters", "type": "list"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "review", "type": "task", "assignee": "bob", "multi": {"collection": "chapters", "element": "chapter"}},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "review"}, {"from": "review", "to": "end"}]}');
SELECT wf.start('book', '{"chapters": ["one", "two"]}', actor => 'alice');
SELECT task_id, node FROM wf.todo ORDER BY 1;
SELECT wf.add_instance(instance_id => 1, node => 'review', item => '"three"', actor => 'alice');
SELECT wf.add_instance(1, 'start', actor => 'alice');
SELECT wf.add_instance(1, 'nowhere', actor => 'alice');
SELECT wf.add_instance(1, 'review', '"four"', actor => 'eve');
SELECT count(*) AS tasks FROM wf.todo;
SELECT count(wf.complete(task_id, actor => 'bob')) FROM (SELECT task_id FROM wf.todo ORDER BY 1) t;
SELECT status FROM wf.instance_list;
\set VERBOSITY sqlstate
SELECT wf.add_instance(1, 'review', '"five"', actor => 'alice');
SELECT * FROM wf.verify(1);
