-- Nobody's queued commands keep timers, or the commands of others, waiting.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
\set VERBOSITY terse
SELECT wf.deploy('{"key": "timed", "nodes": [{"id": "s", "type": "start"}, {"id": "t", "type": "timer", "after": "PT0S"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "t"}, {"from": "t", "to": "e"}]}');
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS instance \gset
-- What is due before now is due now.
SELECT wf.enqueue('[{"command": "comment", "instance_id": 99, "comment": "x"}]', '-infinity', actor => 'lena') AS job \gset
SELECT due_at BETWEEN now() - interval '1 minute' AND now() AS is_now FROM wf.jobs WHERE job_id = :job;
SELECT count(wf.enqueue('[{"command": "comment", "instance_id": 99, "comment": "x"}]', '-infinity', actor => 'lena')) FROM generate_series(1, 150);
-- More than a person may have.
SET wf_engine.max_queued_commands = 151;
SELECT wf.enqueue('[{"command": "comment", "instance_id": 99, "comment": "x"}]', actor => 'lena');
RESET wf_engine.max_queued_commands;
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'comment', 'instance_id', :instance, 'comment', 'of alice')), actor => 'alice') IS NOT NULL AS queued;
SELECT wf.start('timed', actor => 'alice') AS timed \gset
-- The timer fires, and alice has her turn although lena came first with 151, of which ten are tried.
SELECT wf.run_due_jobs(max_jobs => 20);
SELECT status FROM wf.instance_list WHERE instance_id = :timed;
SELECT comment FROM wf.history WHERE instance_id = :instance AND action = 'comment';
SELECT count(*) AS left, count(*) FILTER (WHERE error IS NOT NULL) AS tried FROM wf.jobs WHERE kind = 'command';
