-- wf.import_calendar: what a feed says, what of it is taken, what a second import makes of the first.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ics `cat $PG_ABS_SRCDIR/../examples/holidays_cn_2026.ics`
\set ECHO all
SET DateStyle = 'ISO';
SELECT wf.set_calendar('cn', '{"time_zone": "Asia/Shanghai", "week": {"mon-fri": ["09:00-12:00", "13:00-18:00"]}}');
-- A dry run says what would happen.
SELECT day, kind, name, effect, reason FROM wf.import_calendar('cn', :'ics', rest => 'contains(summary, "休")', work => 'contains(summary, "班")',
    first_day => '2026-01-01', last_day => '2027-12-31');
SELECT count(*) AS days FROM wf.calendar_days;
SELECT effect, count(*) FROM wf.import_calendar('cn', :'ics', 'contains(summary, "休")', 'contains(summary, "班")', '2026-01-01', '2027-12-31', dry_run => false) GROUP BY 1 ORDER BY 1;
SELECT wf.working_time('cn', '2026-09-28 00:00+08', '2026-10-12 00:00+08') AS two_weeks;
-- Again: nothing is new. Without a filter, everything is a day of rest.
SELECT effect, count(*) FROM wf.import_calendar('cn', :'ics', 'contains(summary, "休")', 'contains(summary, "班")', '2026-01-01', '2027-12-31') GROUP BY 1;
SELECT kind, effect, count(*) FROM wf.import_calendar('cn', :'ics', first_day => '2026-01-01', last_day => '2027-12-31') GROUP BY 1, 2 ORDER BY 1, 2;

-- The same UID replaces; what was set by hand stays, and counts before.
SELECT wf.set_calendar_days('cn', '[{"day": "2026-10-05", "kind": "work", "hours": ["09:00-10:00"]}]');
SELECT day, kind, name, effect FROM wf.import_calendar('cn', replace(:'ics', 'DTEND;VALUE=DATE:20261008', 'DTEND;VALUE=DATE:20261006'),
    'contains(summary, "休")', 'contains(summary, "班")', '2026-01-01', '2027-12-31', dry_run => false) WHERE effect IN ('add', 'change', 'remove');
SELECT day, kind, name, uid FROM wf.calendar_days WHERE day BETWEEN '2026-10-01' AND '2026-10-10' ORDER BY day, uid COLLATE "C";
SELECT day FROM wf.working_hours('cn', '2026-10-01', '2026-10-07') GROUP BY 1 ORDER BY 1;
-- What lies outside of the range is left alone.
SELECT count(*) AS rows FROM wf.import_calendar('cn', :'ics', 'false', first_day => '2027-01-01', last_day => '2027-12-31', dry_run => false) WHERE effect = 'remove';
-- Everything that a condition may ask for; and what is no day off whatever it says.
\set one '\'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260701\nSUMMARY:s\nDESCRIPTION:d\nCATEGORIES:a,b\nSTATUS:CONFIRMED\nTRANSP:OPAQUE\nEND:VEVENT\nBEGIN:VEVENT\nUID:v\nDTSTART:20260702T090000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:w\nDTSTART:20260703\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\''
SELECT day, kind, uid, effect, reason FROM wf.import_calendar('cn', E:one,
    rest => 'summary = "s" and description = "d" and categories[2] = "b" and status = "CONFIRMED" and transparency = "OPAQUE" and uid = "u" and day = date("2026-07-01")', first_day => '2026-01-01');

-- What cannot be.
SELECT command, pg_temp.refused(command) FROM unnest(ARRAY[
    $$SELECT * FROM wf.import_calendar('fr', 'BEGIN:VCALENDAR')$$, $$SELECT * FROM wf.import_calendar('cn', 'hello')$$, $$SELECT * FROM wf.import_calendar('cn', NULL)$$,
    $$SELECT * FROM wf.import_calendar('cn', E'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:x\n')$$, $$SELECT * FROM wf.import_calendar('cn', '', rest => '1 +')$$,
    $$SELECT * FROM wf.import_calendar('cn', '', last_day => '1999-01-01')$$, $$SELECT * FROM wf.import_calendar('cn', '', '', first_day => '2000-01-01', last_day => '2020-01-01')$$,
    $$SELECT * FROM wf.import_calendar('cn', '', first_day => '-infinity')$$]) AS command;
SELECT count(*) AS nothing FROM wf.import_calendar('cn', '');
