-- wf.run_due_jobs: timers fire when their moment has come; at => later runs the clock forward.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "quote",
    "nodes": [{"id": "start", "type": "start"},
              {"id": "cool_off", "type": "timer", "after": "PT1H"},
              {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}],
               "boundary": [{"id": "nudge", "type": "timer", "every": "R2/PT2H", "interrupting": false, "to": "told"},
                            {"id": "late", "type": "timer", "after": "PT24H", "to": "lost"}]},
              {"id": "told", "type": "copy", "to": [{"by": "role", "role": "hr"}]},
              {"id": "won", "type": "end"}, {"id": "lost", "type": "end"}, {"id": "quiet", "type": "end"}],
    "flows": [{"from": "start", "to": "cool_off"}, {"from": "cool_off", "to": "check"}, {"from": "check", "to": "won"},
              {"from": "told", "to": "quiet"}]}');
SELECT wf.start('quote', actor => 'alice');
SELECT job_id, instance_id, node, kind, due_at - created_at AS after, tries_left, incident FROM wf.jobs;
-- Not yet; then it is.
SELECT wf.run_due_jobs();
SELECT wf.run_due_jobs(at => now() + interval '61 minutes');
SELECT task_id, node FROM wf.todo;
SELECT job_id, j.node, kind, repeats_left, due_at - as_of AS after FROM wf.jobs j JOIN wf.history h USING (instance_id) WHERE seq = 2 ORDER BY due_at;
-- A timer that repeats, without interrupting: each time it fires, it is set anew; then it is gone.
SELECT wf.run_due_jobs(at => now() + interval '4 hours');
SELECT recipient, node, sent_by FROM wf.cc;
SELECT node, repeats_left FROM wf.jobs ORDER BY due_at;
SELECT wf.run_due_jobs(at => now() + interval '7 hours');
SELECT wf.run_due_jobs(at => now() + interval '12 hours');
SELECT node, repeats_left FROM wf.jobs ORDER BY due_at;
SELECT * FROM wf.verify(1);
-- The approval ends the timers that hang on it.
SELECT wf.start('quote', actor => 'alice');
SELECT wf.run_due_jobs(at => now() + interval '61 minutes');
SELECT wf.approve(2000001, actor => 'bob');
SELECT count(*) AS jobs FROM wf.jobs WHERE instance_id = 2;
-- The timer ends the approval.
SELECT wf.run_due_jobs(at => now() + interval '26 hours');
SELECT instance_id, seq, action, actor, node FROM wf.history WHERE instance_id = 1 ORDER BY seq;
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT count(*) AS jobs FROM wf.jobs;

-- In order of due_at, at most max_jobs.
SELECT wf.start('quote', actor => 'alice'), wf.start('quote', actor => 'bob'), wf.start('quote', actor => 'carol');
SELECT wf.run_due_jobs(now() + interval '90 minutes', max_jobs => 2);
SELECT instance_id, node FROM wf.jobs WHERE kind = 'timer' ORDER BY job_id;
SELECT wf.run_due_jobs(max_jobs => 0);
SELECT wf.run_due_jobs(at => NULL);

-- One that fails stops none of the others: its error is noted, and it is tried again later.
SELECT wf.deploy('{
    "key": "fragile", "form": {"fields": [{"name": "broken", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT1M"}, {"id": "way", "type": "exclusive"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "way"}, {"from": "way", "to": "end", "when": "broken = false"}]}');
SELECT wf.start('fragile', '{"broken": true}', actor => 'alice') AS bad, wf.start('fragile', '{"broken": false}', actor => 'alice') AS good;
SELECT wf.run_due_jobs(now() + interval '2 minutes');
SELECT instance_id, error, attempts, retry_at IS NOT NULL AS later FROM wf.jobs WHERE definition_key = 'fragile';
SELECT instance_id, status, version FROM wf.instance_list WHERE definition_key = 'fragile' ORDER BY 1;
SELECT wf.run_due_jobs(now() + interval '150 seconds');
SELECT wf.run_due_jobs(now() + interval '10 minutes');
SELECT attempts, retry_at - now() > interval '11 minutes' AS later_still FROM wf.jobs WHERE definition_key = 'fragile';

-- A timer that starts instances: of the active version only.
SELECT wf.deploy('{"key": "report",
    "nodes": [{"id": "monthly", "type": "start", "trigger": "timer", "every": "P30D"},
              {"id": "write", "type": "task", "assignee": "bob"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "monthly", "to": "write"}, {"from": "write", "to": "end"}]}');
SELECT job_id, instance_id, definition_key, node, kind, repeats_left, due_at - created_at AS after FROM wf.jobs WHERE kind = 'start';
SELECT wf.run_due_jobs(now() + interval '31 days') > 0 AS fired;
SELECT instance_id, initiator, status FROM wf.instance_list WHERE definition_key = 'report';
SELECT task_id, node, assignee FROM wf.todo WHERE definition_key = 'report';
SELECT node, due_at - created_at AS after FROM wf.jobs WHERE kind = 'start';
SELECT wf.deploy('{"key": "report",
    "nodes": [{"id": "once", "type": "start", "trigger": "timer", "after": "P1D"}, {"id": "plain", "type": "start"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "once", "to": "end"}, {"from": "plain", "to": "end"}]}');
SELECT job_id, node FROM wf.jobs WHERE kind = 'start';
SELECT wf.run_due_jobs(now() + interval '2 days', tenant_id => 7);
SELECT wf.run_due_jobs(now() + interval '2 days') AS fired;
SELECT count(*) AS start_jobs FROM wf.jobs WHERE kind = 'start';
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
