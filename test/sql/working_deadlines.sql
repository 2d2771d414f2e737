-- Deadlines, reminders and timers in working time: when they are due, what stops their clock, what an edited calendar moves.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- Somebody works round the clock, but for a day next week: so the test knows what is due when, whenever it runs.
SELECT wf.set_calendar('always', '{"week": {"mon-sun": "00:00-24:00"}}');
SELECT wf.set_calendar('desk', '{"parent": "always"}');
SELECT pg_temp.deploy('sign', '{"approvers": [{"by": "users", "users": ["bob"]}], "calendar": "desk", "due": "PT72H", "remind": {"after": "PT24H", "every": "PT24H"}}');
SELECT pg_temp.deploy('plain', '{"approvers": [{"by": "users", "users": ["bob"]}], "due": "PT72H"}');
SELECT wf.deploy('{"key": "all", "calendar": "desk",
    "nodes": [{"id": "start", "type": "start"}, {"id": "both", "type": "parallel"},
        {"id": "work", "type": "task", "assignee": "bob", "due": "P2D"}, {"id": "clock", "type": "task", "assignee": "bob", "due": "P2D", "calendar": "none"},
        {"id": "wait", "type": "timer", "after": "PT36H"}, {"id": "join", "type": "parallel"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "both"}, {"from": "both", "to": "work"}, {"from": "both", "to": "clock"}, {"from": "both", "to": "wait"},
        {"from": "work", "to": "join"}, {"from": "clock", "to": "join"}, {"from": "wait", "to": "join"}, {"from": "join", "to": "end"}]}') AS version;
SELECT severity, code, path, message FROM wf.validate('{"key": "x", "calendar": "fr", "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "task", "calendar": "de", "boundary": [{"type": "timer", "after": "PT1H", "calendar": "it", "interrupting": false}]},
    {"id": "e", "type": "end", "calendar": "desk"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') ORDER BY path;
SELECT pg_temp.refused($$SELECT wf.remove_calendar('desk')$$);

SELECT wf.start('sign', actor => 'alice') AS s, wf.start('plain', actor => 'alice') AS p, wf.start('all', actor => 'alice') AS a \gset
SELECT definition_key, node, due_at - created_at AS after FROM wf.todo ORDER BY 1, 2;
SELECT node, due_at = wf.add_working_time('desk', created_at, interval '36 hours') AS in_hours FROM wf.job WHERE instance_id = :a AND node = 'wait';

-- Nobody works tomorrow: nothing moves until somebody asks for it, and whoever asks may look first.
SELECT wf.set_calendar_days('always', jsonb_build_array(jsonb_build_object('day', ((now() AT TIME ZONE 'UTC') + interval '1 day')::date, 'kind', 'rest'))) AS dates;
SELECT definition_key, node, due_at - created_at AS after FROM wf.todo ORDER BY 1, 2;
SELECT instance_id, node, new_due_at - due_at AS later FROM wf.recompute_dues('always') ORDER BY 1, 2, 3;
SELECT definition_key, node, due_at - created_at AS after FROM wf.todo ORDER BY 1, 2;
SELECT count(*) AS entries FROM wf.history WHERE action = 'recompute_dues';
SELECT count(*) AS moved FROM wf.recompute_dues('desk', dry_run => false);
SELECT definition_key, node, due_at - created_at AS after FROM wf.todo ORDER BY 1, 2;
SELECT instance_id, action, actor, comment FROM wf.history WHERE action = 'recompute_dues' ORDER BY 1;
SELECT count(*) AS moved FROM wf.recompute_dues('desk', dry_run => false);
SELECT pg_temp.refused($$SELECT * FROM wf.recompute_dues('fr')$$);
SELECT pg_temp.unsound();

-- Suspended: there is no due time, but what remains of it. Working time is counted on when it goes on; the others' goes by the clock.
SELECT wf.suspend(:s, actor => 'root') > 0 AS s, wf.suspend(:p, actor => 'root') > 0 AS p;
SELECT definition_key, due_at, remaining BETWEEN interval '71 hours 59 minutes' AND interval '72 hours' AS remains FROM wf.todo WHERE instance_id IN (:s, :p) ORDER BY 1;
SELECT pg_temp.unsound();
SELECT count(*) AS jobs FROM wf.jobs WHERE instance_id = :s;
SELECT wf.set_calendar_days('always', jsonb_build_array(jsonb_build_object('day', ((now() AT TIME ZONE 'UTC') + interval '2 days')::date, 'kind', 'rest'))) AS dates;
SELECT count(*) AS moved FROM wf.recompute_dues('desk') WHERE instance_id = :s;
SELECT wf.resume(:s, actor => 'root') > 0 AS s, wf.resume(:p, actor => 'root') > 0 AS p;
SELECT definition_key, remaining, date_trunc('hour', due_at - created_at + interval '1 minute') AS after FROM wf.todo WHERE instance_id IN (:s, :p) ORDER BY 1;
SELECT pg_temp.unsound();
SELECT * FROM wf.recompute_dues('desk') WHERE instance_id = :s;
SELECT e ->> 'type' AS type, count(*) FROM wf.log l, jsonb_array_elements(wf.events(l.events)) AS e
WHERE instance_id = :s AND e ->> 'type' LIKE 'Wait%' GROUP BY 1 ORDER BY 1;

-- Reminders come again after so much working time.
SELECT wf.run_due_jobs(now() + interval '30 hours') AS too_early, wf.run_due_jobs(now() + interval '72 hours 1 minute') AS done;
SELECT recipient, kind FROM wf.outbox WHERE kind = 'remind' OR payload ->> 'instance_id' = :'s' ORDER BY outbox_id;

-- Returned: what the process itself waits for stands still, too.
SELECT wf.deploy('{"key": "limit", "calendar": "desk",
    "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}, {"id": "end", "type": "end"},
        {"id": "late", "type": "subprocess", "event": true, "nodes": [{"id": "begin", "type": "start", "trigger": "timer", "after": "PT240H"},
            {"id": "over", "type": "end"}], "flows": [{"from": "begin", "to": "over"}]}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') AS version;
SELECT wf.start('limit', actor => 'alice') AS l \gset
SELECT node FROM wf.jobs WHERE instance_id = :l;
SELECT wf.send_back(:l * 1000000 + 1, 'start', comment => 'the receipt is missing', actor => 'bob') > 0 AS back;
SELECT node FROM wf.jobs WHERE instance_id = :l;
SELECT wf.run_due_jobs(now() + interval '300 days') AS fired, status FROM wf.instance_list WHERE instance_id = :l;
SELECT wf.resubmit(:l, actor => 'alice') > 0 AS again;
SELECT node FROM wf.jobs WHERE instance_id = :l;
SELECT pg_temp.unsound();

-- A calendar can go when only what is retired names it, and nothing of that runs any more.
SELECT wf.set_calendar('old', '{"parent": "always"}');
SELECT pg_temp.deploy('seldom', '{"approvers": [{"by": "users", "users": ["bob"]}], "calendar": "old", "due": "PT72H"}');
SELECT wf.start('seldom', actor => 'alice') AS o \gset
SELECT pg_temp.deploy('seldom', '{"approvers": [{"by": "users", "users": ["bob"]}], "due": "PT72H"}');
SELECT pg_temp.refused($$SELECT wf.remove_calendar('old')$$);
SELECT wf.withdraw(:o, actor => 'alice');
SELECT wf.remove_calendar('old');
SELECT count(*) AS calendars FROM wf.calendars WHERE calendar_id = 'old';
