-- wf.start: what it takes, what it gives, what it refuses.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', title => 'A day at the sea', actor => 'alice');
SELECT instance_id, title, status, version, data, business_table FROM wf.instance_list;

-- The first entry of the history shows where it came from.
SELECT seq, action, actor, source, target FROM wf.history;

-- Running instances stay on their version; new ones start on the newest, or on the one asked for.
SELECT wf.deploy('{"key": "leave", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}],
                   "flows": [{"from": "start", "to": "end"}]}');
SELECT wf.start('leave', actor => 'bob');
SELECT wf.start('leave', '{"days": 2}', version => 1, actor => 'bob');
SELECT wf.approve(1000001, actor => 'lena');
SELECT instance_id, definition_version, status, title FROM wf.instance_list ORDER BY 1;

-- Refusals leave nothing behind.
SELECT wf.start('leaf', actor => 'bob');
SELECT wf.start('leave', version => 9, actor => 'bob');
SELECT wf.start('leave', actor => 'nobody');
SELECT wf.start('leave', actor => 'gone');
SELECT wf.start('leave', '[1, 2]', version => 1, actor => 'bob');
SELECT wf.start('leave', '{"days": "three", "kind": "long", "colour": "red"}', version => 1, actor => 'bob');
SELECT wf.start('leave', '{"kind": "sick"}', version => 1, actor => 'bob');
SELECT wf.start('leave');
SELECT wf.start(NULL, actor => 'bob');
\set VERBOSITY sqlstate
SELECT wf.start('leaf', actor => 'bob');
SELECT wf.start('leave', actor => 'nobody');
SELECT wf.start('leave', '[1, 2]', version => 1, actor => 'bob');
SELECT wf.start('leave', '{}', version => 1, actor => 'bob');
SELECT wf.start('leave');
SELECT count(*) AS instances FROM wf.instance_list;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
