-- What comes again keeps its rhythm: first + n * period, however late somebody comes by; cron and ISO 8601's cycles; and
-- what the log says of a moment that was only tried out.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SET TimeZone = 'UTC';

SELECT wf.deploy('{"key": "nag", "implicit_ends": true,
    "nodes": [{"id": "start", "type": "start"},
              {"id": "do", "type": "task", "assignee": "bob", "boundary": [{"id": "tick", "type": "timer", "every": "PT1H", "interrupting": false, "to": "told"}]},
              {"id": "told", "type": "copy", "to": [{"by": "role", "role": "hr"}]}],
    "flows": [{"from": "start", "to": "do"}]}');
SELECT wf.start('nag', actor => 'alice') AS nag \gset
SELECT due_at AS first FROM wf.jobs WHERE instance_id = :nag \gset
-- Late by 50 minutes, and by five hours: once for all that was missed.
SELECT wf.run_due_jobs(at => :'first'::timestamptz + interval '50 minutes');
SELECT due_at - :'first' AS after_first FROM wf.jobs WHERE instance_id = :nag;
SELECT wf.run_due_jobs(at => :'first'::timestamptz + interval '5 hours 10 minutes');
SELECT due_at - :'first' AS after_first FROM wf.jobs WHERE instance_id = :nag;
SELECT wf.cancel(:nag, actor => 'alice');

-- The log keeps the real time, and beside it the moment that was tried; nobody acts in the future afterwards.
SELECT seq, action, at < now() + interval '1 minute' AS real, as_of - :'first' AS tried FROM wf.history WHERE instance_id = :nag ORDER BY seq;
SELECT * FROM wf.verify(:nag);
SELECT wf.deploy('{"key": "two", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "P3D"},
              {"id": "do", "type": "task", "assignee": "bob", "due": "P1D"}, {"id": "then", "type": "task", "assignee": "bob", "due": "P1D"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "do"}, {"from": "do", "to": "then"}, {"from": "then", "to": "end"}]}');
SELECT wf.start('two', actor => 'alice') AS two \gset
SELECT due_at AS tried FROM wf.jobs WHERE instance_id = :two \gset
SELECT wf.run_due_jobs(at => :'tried');
SELECT node, due_at - :'tried' AS after_the_try, created_at < now() + interval '1 minute' AS opened_now FROM wf.todo WHERE instance_id = :two;
SELECT wf.complete(task_id, actor => 'bob') FROM wf.todo WHERE instance_id = :two;
SELECT node, due_at < now() + interval '1 day 1 minute' AS from_now FROM wf.todo WHERE instance_id = :two;
SELECT action, node, at < now() + interval '1 minute' AS real, as_of = :'tried' AS tried FROM wf.history WHERE instance_id = :two ORDER BY seq;
SELECT count(*) AS of_next_month FROM wf.log WHERE at > now() + interval '1 minute';
SELECT * FROM wf.verify(:two);
-- The ordinary run tries nothing.
SELECT wf.start('two', actor => 'alice') AS three \gset
SELECT wf.run_due_jobs(at => now());
SELECT count(*) AS tried FROM wf.history WHERE instance_id = :three AND as_of IS NOT NULL;

-- Start events. Months are counted from the first day, also if an administrator has moved it.
SELECT wf.deploy('{"key": "monthly", "nodes": [{"id": "start", "type": "start", "trigger": "timer", "every": "P1M"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "end"}]}');
UPDATE wf.job SET due_at = '2037-01-31 09:00+00' WHERE kind = 'start';
SELECT wf.run_due_jobs(at => '2037-01-31 09:00+00', tenant_id => 0) > 0 AS fired, (SELECT due_at FROM wf.job WHERE kind = 'start') AS before;
SELECT due_at FROM wf.jobs WHERE kind = 'start';
SELECT wf.run_due_jobs(at => '2037-02-28 09:01+00', tenant_id => 0) > 0 AS fired;
SELECT due_at FROM wf.jobs WHERE kind = 'start';
SELECT wf.run_due_jobs(at => '2037-06-15 00:00+00', tenant_id => 0) > 0 AS fired;
SELECT due_at FROM wf.jobs WHERE kind = 'start';
SELECT count(*) AS started FROM wf.instance_list WHERE definition_key = 'monthly';

-- Cycles that begin or end at a moment, and cron: where they stand first, and after two runs.
CREATE FUNCTION pg_temp.first_times(timer jsonb) RETURNS TABLE(due timestamptz, repeats integer) LANGUAGE plpgsql AS $$
DECLARE _due timestamptz;
BEGIN
    PERFORM wf.deploy(jsonb_build_object('key', 'cycle', 'time_zone', 'Europe/Paris',
        'nodes', jsonb_build_array(jsonb_build_object('id', 'start', 'type', 'start', 'trigger', 'timer') || timer, '{"id": "end", "type": "end"}'::jsonb),
        'flows', '[{"from": "start", "to": "end"}]'::jsonb));
    FOR _i IN 1..3 LOOP
        SELECT j.due_at, j.repeats_left INTO _due, repeats FROM wf.jobs j WHERE j.definition_key = 'cycle' AND j.kind = 'start';
        EXIT WHEN NOT FOUND;
        due := _due;
        RETURN NEXT;
        PERFORM wf.run_due_jobs(at => _due);
    END LOOP;
END $$;
SELECT wf.suspend_definition('monthly', actor => 'root');
SELECT * FROM pg_temp.first_times('{"every": "R2/2047-03-30T09:00:00/P1D"}');
SELECT * FROM pg_temp.first_times('{"every": "R/2047-01-31T09:00:00Z/P1M"}');
SELECT * FROM pg_temp.first_times('{"every": "R2/PT1H/2047-01-01T09:00:00[Asia/Shanghai]"}');
SELECT * FROM pg_temp.first_times('{"every": "R3/2020-01-01T09:00:00Z/PT1H"}');
SELECT to_char(due AT TIME ZONE 'Europe/Paris', 'MM-DD HH24:MI') AS in_paris FROM pg_temp.first_times('{"cron": "0 9 30 3 *"}');
SELECT to_char(due AT TIME ZONE 'Europe/Paris', 'HH24:MI') AS at, EXTRACT(isodow FROM due AT TIME ZONE 'Europe/Paris') < 6 AS workday FROM pg_temp.first_times('{"cron": "0 9 * * MON-FRI"}');
SELECT to_char(due AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS at FROM pg_temp.first_times('{"every": "0 30 18 L * ? @Asia/Tokyo"}');

-- What is no duration, no moment and no cron is found when it is deployed.
SELECT t, f.code, f.message, f.hint FROM unnest(ARRAY['{"after": "24"}', '{"after": "72h"}', '{"after": 24}', '{"after": "days"}', '{"every": "days > 3"}', '{"cron": "0 25 * * *"}',
    '{"every": "0 0 9 * * 2-6"}', '{"at": "2027-06-01T18:00@Mars/Olympus"}']::jsonb[]) t,
    wf.validate(jsonb_build_object('key', 'x', 'form', '{"fields": [{"name": "days", "type": "number"}]}'::jsonb,
        'nodes', jsonb_build_array('{"id": "start", "type": "start"}'::jsonb, '{"id": "w", "type": "timer"}'::jsonb || t, '{"id": "end", "type": "end"}'::jsonb),
        'flows', '[{"from": "start", "to": "w"}, {"from": "w", "to": "end"}]'::jsonb)) f;
-- The time of a try has a year.
SELECT wf.run_due_jobs(at => 'infinity');
SELECT wf.run_due_jobs(at => '10000-01-01');
SELECT wf.run_due_jobs(at => '-infinity');
