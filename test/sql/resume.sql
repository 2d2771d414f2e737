-- wf.resume: timers have as much time left as when the instance was suspended.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "quote",
    "nodes": [{"id": "start", "type": "start"},
              {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}],
               "due": "PT24H", "on_timeout": "reject"},
              {"id": "work", "type": "service", "topic": "pay"},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "work"}, {"from": "work", "to": "end"}]}');
SELECT wf.start('quote', actor => 'alice');
SELECT wf.resume(1, actor => 'root');
SELECT due_at AS due FROM wf.todo \gset
SELECT wf.suspend(1, actor => 'root');
SELECT pg_sleep(0.2);
SELECT wf.resume(1, actor => 'alice');
SELECT wf.resume(instance_id => 1, comment => 'settled', actor => 'root');
SELECT status FROM wf.instance_list;
-- Both have moved by the time that it stood still, and by no more.
SELECT due_at - :'due'::timestamptz BETWEEN interval '200 milliseconds' AND interval '30 seconds' AS task FROM wf.todo;
SELECT j.due_at = t.due_at AS job FROM wf.jobs j, wf.todo t;
SELECT * FROM wf.verify(1);
-- At the old moment nothing happens, at the new one it does.
SELECT wf.run_due_jobs(at => :'due');
SELECT wf.run_due_jobs(at => due_at) FROM wf.todo;
SELECT status FROM wf.instance_list;
-- Work that a service has fetched can be handed in afterwards.
SELECT wf.start('quote', actor => 'alice');
SELECT wf.approve(2000001, actor => 'bob');
SELECT node, tries_left FROM wf.fetch_jobs('pay', 'worker');
SELECT job_id AS job FROM wf.jobs \gset
SELECT wf.suspend(2, actor => 'root');
SELECT count(*) AS fetched FROM wf.fetch_jobs('pay', 'worker');
SELECT wf.complete_job(:job);
SELECT wf.resume(2, actor => 'root');
SELECT wf.complete_job(:job);
SELECT i.instance_id, i.status, v.* FROM wf.instance_list i LEFT JOIN wf.verify(i.instance_id) v ON true ORDER BY 1;
