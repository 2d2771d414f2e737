-- wf.execute: several commands in one call, all or none.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set SHOW_CONTEXT errors
\set ECHO all

SELECT wf.execute('[{"command": "start", "definition": "leave", "data": {"days": 2}, "title": "Two days"},
                    {"command": "copy", "instance_id": 1, "people": ["bob", "dan"]}]', actor => 'alice');
SELECT title, data FROM wf.instance_list;
SELECT recipient FROM wf.cc ORDER BY recipient COLLATE "C";
-- A command may name an actor of its own; null is null.
SELECT wf.execute('[{"command": "comment", "instance_id": 1, "comment": "please"},
                    {"command": "approve", "task_id": 1000001, "comment": null, "actor": "lena"}]', actor => 'alice');
SELECT seq, action, actor, comment FROM wf.history WHERE instance_id = 1 ORDER BY seq;
-- All or none.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT wf.execute('[{"command": "approve", "task_id": 2000001}, {"command": "withdraw", "instance_id": 2}]', actor => 'lena');
SELECT status, version FROM wf.instance_list WHERE instance_id = 2;
-- Names are those of SQL; the HINT lists them.
\set VERBOSITY terse
SELECT wf.execute('[{"command": "approve", "task_id": 2000001}, {"command": "aprove", "task_id": 1}]', actor => 'lena');
SELECT wf.execute('[{"command": "withdraw", "instance": 2}]', actor => 'alice');
SELECT wf.execute('[{"command": "withdraw"}]', actor => 'alice');
SELECT wf.execute('[{"command": "withdraw", "instance_id": "x"}]', actor => 'alice');
SELECT wf.execute('[{"instance_id": 2}]', actor => 'alice');
SELECT wf.execute('{"command": "withdraw", "instance_id": 2}', actor => 'alice');
SELECT wf.execute('[]', actor => 'alice');
SELECT wf.execute(NULL, actor => 'alice');
SELECT wf.execute((SELECT jsonb_agg('{"command": "withdraw", "instance_id": 2}'::jsonb) FROM generate_series(1, 1001)), actor => 'alice');
-- Only commands: neither itself nor what changes definitions or people.
\set VERBOSITY sqlstate
SELECT wf.execute('[{"command": "execute", "commands": []}]', actor => 'root');
SELECT wf.execute('[{"command": "load_directory", "directory": {}}]', actor => 'root');
SELECT wf.execute('[{"command": "_replace_leavers"}]', actor => 'root');
SELECT wf.execute('[{"command": "approve(1); --", "task_id": 1}]', actor => 'root');
-- With the rights of the caller.
SET ROLE wf_user;
SELECT wf.execute('[{"command": "withdraw", "instance_id": 2}]', actor => 'alice');
SELECT wf.execute('[{"command": "complete_job", "job_id": 2}]', actor => 'alice');
RESET ROLE;
\set VERBOSITY default
SELECT wf.execute('[{"command": "withdraw", "instance_id": 2}]', actor => 'alice');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
