-- wf.cancel_job: queued commands are taken back.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 2}', actor => 'alice');
SELECT wf.enqueue('[{"command": "approve", "task_id": 1000001}]', actor => 'lena') AS job \gset
SELECT wf.cancel_job(:job, actor => 'alice');
SELECT wf.cancel_job(job_id => :job, actor => 'lena');
SELECT wf.cancel_job(:job, actor => 'lena');
SELECT wf.run_due_jobs();
SELECT count(*) AS open FROM wf.todo;
SELECT wf.enqueue('[{"command": "approve", "task_id": 1000001}]', actor => 'lena') AS job \gset
SELECT wf.cancel_job(:job, actor => 'root');
-- Timers and services are none of the caller''s business.
SELECT wf.deploy('{
    "key": "timed",
    "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT1H"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "end"}]}');
SELECT wf.start('timed', actor => 'alice') AS instance \gset
\set VERBOSITY sqlstate
SELECT wf.cancel_job(job_id, actor => 'root') FROM wf.jobs;
SELECT count(*) AS jobs FROM wf.jobs;
