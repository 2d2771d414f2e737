-- wf.reject: a vote that the rule of the node counts; a rejected node rejects the instance, and nothing else does.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8, "kind": "annual"}', actor => 'alice');
SELECT wf.reject(1000001, actor => 'bob');
SELECT wf.reject(1000001, 'not in December', actor => 'lena');
SELECT status, version, ended_at IS NOT NULL AS has_ended FROM wf.instance_list;
SELECT count(*) AS open_tasks FROM wf.todo;
-- Who refused it, and why.
SELECT actor, comment FROM wf.history WHERE action = 'reject';
-- No later node ever becomes actionable.
SELECT step, steps, node, state, person_id, decision FROM wf.progress WHERE instance_id = 1;
\set VERBOSITY sqlstate
SELECT wf.reject(1000001, actor => 'lena');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf.cancel(1, actor => 'alice');
SELECT * FROM wf.verify(1);
