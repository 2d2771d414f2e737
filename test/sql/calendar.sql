-- Working calendars: made, inherited, asked, whatever the zone of the session; what they are refused for.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT wf.set_calendar('cn', '{"name": "China", "time_zone": "Asia/Shanghai", "week": {"mon-fri": ["09:00-12:00", "13:00-18:00"]}}');
SELECT wf.set_calendar_days('cn', '[{"day": "2026-10-01", "last": "2026-10-07", "kind": "rest", "name": "National Day"},
    {"day": "2026-10-10", "kind": "work", "name": "make-up day"}, {"day": "2026-09-20", "kind": "work"}]') AS dates;
SELECT wf.set_calendar('bank', '{"parent": "cn", "ignores": ["work"], "week": {"fri": "09:00-12:00"}}');
SELECT wf.set_calendar('guard', '{"time_zone": "Europe/Berlin", "week": {"mon-sun": ["22:00-06:00"]}}');
SELECT calendar_id, name, parent_id, time_zone, week, ignores, last_day FROM wf.calendars ORDER BY 1;
SELECT calendar_id, day, kind, hours, name, uid FROM wf.calendar_days WHERE day NOT BETWEEN '2026-10-02' AND '2026-10-06' ORDER BY 1, 2;

-- The same in every session.
CREATE FUNCTION pg_temp.answers() RETURNS TABLE (what text, answer text) LANGUAGE sql AS $$
    SELECT 'a week with a make-up day', wf.working_time('cn', '2026-10-05 00:00+08', '2026-10-12 00:00+08')::text
    UNION ALL SELECT 'a bank does not make up', wf.working_time('bank', '2026-10-05 00:00+08', '2026-10-12 00:00+08')::text
    UNION ALL SELECT 'backwards', wf.working_time('cn', '2026-10-09 00:00+08', '2026-10-08 00:00+08')::text
    UNION ALL SELECT 'a day over the holidays', (wf.add_working_time('cn', '2026-09-30 17:00+08', '1 day') AT TIME ZONE 'Asia/Shanghai')::text
    UNION ALL SELECT 'four hours from Friday at four', (wf.add_working_time('cn', '2026-12-04 16:00+08', '4 hours') AT TIME ZONE 'Asia/Shanghai')::text
    UNION ALL SELECT 'a night of 9 hours', wf.working_time('guard', '2026-10-24 12:00+02', '2026-10-25 12:00+01')::text
    UNION ALL SELECT 'a night of 7 hours', wf.working_time('guard', '2026-03-28 12:00+01', '2026-03-29 12:00+02')::text
    -- Between is what was added, for many calendars, starts and lengths.
    UNION ALL SELECT 'wrong ones of ' || count(*), count(*) FILTER (WHERE wf.working_time(c, a, wf.add_working_time(c, a, d)) <> d)::text
    FROM unnest(ARRAY['cn', 'bank', 'guard']) AS c, generate_series('2026-03-20 00:00+00', '2026-11-10 00:00+00', interval '277 hours 13 minutes') AS a,
         unnest('{0,1 microsecond,59 minutes,8 hours,13:37:11.5,170 hours}'::interval[]) AS d;
$$;
SET TimeZone = 'UTC';
SELECT * FROM pg_temp.answers();
SET TimeZone = 'Asia/Shanghai';
SELECT * FROM pg_temp.answers();
SET TimeZone = 'America/Los_Angeles';
SELECT * FROM pg_temp.answers();
SET TimeZone = 'UTC';
SELECT day, from_at, until_at FROM wf.working_hours('bank', '2026-10-07', '2026-10-12');
SELECT day, from_at, until_at FROM wf.working_hours('guard', '2026-10-24', '2026-10-24');
SELECT wf.working_time('cn', NULL, now()) AS none, wf.add_working_time('cn', now(), NULL) AS no_moment;

-- What was set by hand is taken back; what is set again is as it is set.
SELECT wf.set_calendar_days('cn', '[{"day": "2026-09-20", "kind": null}, {"day": "2026-10-10", "kind": "work", "hours": ["10:00-11:00"]}]') AS dates;
SELECT wf.working_time('cn', '2026-09-20 00:00+08', '2026-09-21 00:00+08') AS sunday, wf.working_time('cn', '2026-10-10 00:00+08', '2026-10-11 00:00+08') AS saturday;
SELECT wf.set_calendar_days('bank', '[{"day": "2026-10-07", "kind": "week"}]') AS dates;
SELECT wf.working_time('bank', '2026-10-07 00:00+08', '2026-10-08 00:00+08') AS as_any_wednesday;

-- What cannot be.
SELECT settings, pg_temp.refused(format('SELECT wf.set_calendar(%L, %L)', 'cn', settings))
FROM unnest('{"[]","{\"hours\": 8}","{\"week\": []}","{\"week\": {\"monday\": []}}","{\"week\": {\"mon\": [\"9-17\"]}}","{\"week\": {\"mon\": [\"09:00-12:00\", \"11:00-13:00\"]}}","{\"week\": {\"mon\": 8}}","{\"time_zone\": \"China\"}","{\"ignores\": [\"week\"]}","{\"parent\": \"none\"}","{\"parent\": \"cn\"}","{\"parent\": \"bank\"}","{\"name\": 7}"}'::text[]) AS settings;
SELECT days, pg_temp.refused(format('SELECT wf.set_calendar_days(%L, %L)', 'cn', days))
FROM unnest('{"{}","[7]","[{}]","[{\"day\": \"2026-10-01\"}]","[{\"day\": \"2026-02-30\", \"kind\": \"rest\"}]","[{\"day\": \"2026-10-02\", \"last\": \"2026-10-01\", \"kind\": \"rest\"}]","[{\"day\": \"2026-10-02\", \"last\": \"2028-10-01\", \"kind\": \"rest\"}]","[{\"day\": \"2026-10-02\", \"kind\": \"holiday\"}]","[{\"day\": \"2026-10-02\", \"kind\": \"rest\", \"hours\": [\"09:00-10:00\"]}]","[{\"day\": \"2026-10-02\", \"kind\": \"work\", \"hours\": [\"x\"]}]"}'::text[]) AS days;
SELECT command, pg_temp.refused(command) FROM unnest(ARRAY[
    $$SELECT wf.set_calendar('none', '{}')$$, $$SELECT wf.set_calendar('', '{}')$$, $$SELECT wf.set_calendar('cn', NULL)$$, $$SELECT wf.set_calendar_days('fr', '[]')$$,
    $$SELECT wf.remove_calendar('cn')$$, $$SELECT wf.remove_calendar('fr')$$, $$SELECT wf.working_time('fr', now(), now())$$,
    $$SELECT wf.working_time('cn', '-infinity', now())$$, $$SELECT wf.working_time('cn', '1900-01-01', '2026-01-01')$$,
    $$SELECT wf.add_working_time('cn', now(), '-1 hour')$$, $$SELECT wf.add_working_time('cn', 'infinity', '1 hour')$$, $$SELECT wf.add_working_time('cn', now(), '100000 days')$$,
    $$SELECT * FROM wf.working_hours('cn', '2026-01-01', '2126-01-01')$$, $$SELECT * FROM wf.working_hours('cn', '-infinity', 'infinity')$$, $$SELECT * FROM wf.working_hours('cn', NULL, NULL)$$]) AS command;
SELECT wf.set_calendar('p' || n, jsonb_build_object('parent', CASE n WHEN 1 THEN 'bank' ELSE 'p' || n - 1 END)) FROM generate_series(1, 6) AS n;
SELECT pg_temp.refused($$SELECT wf.set_calendar('p7', '{"parent": "p6"}')$$);

-- A calendar without hours, one whose hours never come.
SELECT wf.set_calendar('nobody', '{}');
SELECT pg_temp.refused($$SELECT wf.set_calendar('cn', '{"parent": "nobody"}')$$) AS those_below;
SELECT wf.working_time('nobody', now(), now() + interval '1 year') AS worked, pg_temp.refused($$SELECT wf.add_working_time('nobody', now(), '1 second')$$);

-- Of another cell; and for people.
SELECT pg_temp.refused($$SELECT wf.working_time('cn', now(), now(), tenant_id => 7)$$);
SELECT wf.remove_calendar('nobody'), wf.remove_calendar('guard');
SELECT count(*) AS calendars FROM wf.calendars;

-- Health: holidays are known until the end of the last year that is said, and 60 days before that somebody should look. A calendar
-- knows those of its parents, unless it ignores them.
SELECT wf.remove_calendar(calendar_id) FROM (SELECT calendar_id FROM wf.calendars ORDER BY calendar_id <> 'cn' DESC, calendar_id <> 'bank' DESC, calendar_id DESC) AS c;
SELECT wf.set_calendar('old', '{}'), wf.set_calendar('child', '{"parent": "old"}'), wf.set_calendar('free', '{"parent": "old", "ignores": ["rest"]}'), wf.set_calendar('plain', '{}');
CREATE FUNCTION pg_temp.says(calendar text, day timestamptz) RETURNS integer LANGUAGE sql AS $$
    SELECT wf.set_calendar_days(calendar, jsonb_build_array(jsonb_build_object('day', day::date, 'kind', 'rest')))
$$;
SELECT pg_temp.says('old', date_trunc('year', now()) - interval '40 days');
SELECT status, regexp_replace(message, '\d{4}-', '<year>-', 'g') AS message FROM wf.health() WHERE check_name = 'calendars';
SELECT pg_temp.says('old', now() + interval '1 year');
SELECT status, message FROM wf.health() WHERE check_name = 'calendars';
