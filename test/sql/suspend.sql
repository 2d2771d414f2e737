-- wf.suspend: nobody can act and nothing happens until it is resumed.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "quote",
    "nodes": [{"id": "start", "type": "start"},
              {"id": "both", "type": "parallel"},
              {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}],
               "due": "PT24H", "on_timeout": "reject"},
              {"id": "reply", "type": "message", "message": "reply"},
              {"id": "join", "type": "parallel"},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "both"}, {"from": "both", "to": "check"}, {"from": "both", "to": "reply"},
              {"from": "check", "to": "join"}, {"from": "reply", "to": "join"}, {"from": "join", "to": "end"}]}');
SELECT wf.start('quote', actor => 'alice');
SELECT wf.suspend(1, actor => 'alice');
SELECT wf.suspend(instance_id => 1, comment => 'legal has a question', actor => 'root');
SELECT status FROM wf.instance_list;
-- The task stays visible; the timer and the wait are gone.
SELECT node, assignee, due_at IS NOT NULL AS due FROM wf.todo;
SELECT count(*) AS jobs FROM wf.jobs;
SELECT count(*) AS subscriptions FROM wf.subscription;
SELECT wf.run_due_jobs(at => now() + interval '30 days');
SELECT wf.send_message('reply', actor => 'bob') AS taken_now;
SELECT wf.approve(1000001, actor => 'bob');
\set VERBOSITY sqlstate
SELECT wf.withdraw(1, actor => 'alice');
SELECT wf.suspend(1, actor => 'root');
\set VERBOSITY default
SELECT wf.comment(1, 'we are looking into it', actor => 'alice');
SELECT * FROM wf.verify(1);
-- What is resumed takes the message that came meanwhile.
SELECT wf.resume(1, actor => 'root');
SELECT seq, action, actor, source, target FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT * FROM wf.verify(1);
SELECT wf.approve(1000001, actor => 'bob');
SELECT status FROM wf.instance_list;
-- It can be ended.
SELECT wf.start('quote', actor => 'alice');
SELECT wf.suspend(2, actor => 'root');
SELECT wf.terminate(2, actor => 'root');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
