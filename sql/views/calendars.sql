CREATE OR REPLACE VIEW wf.calendars WITH (security_barrier) AS
SELECT c.tenant_id, c.calendar_id, c.name, c.parent_id, c.time_zone, c.week, c.ignores,
       (SELECT max(d.day) FROM wf.calendar_day d WHERE d.tenant_id = c.tenant_id AND d.calendar_id = c.calendar_id) AS last_day
FROM wf.calendar c
WHERE (SELECT wf._sees_all()) OR (c.tenant_id = (SELECT wf.current_tenant()) AND (SELECT wf._is_somebody(wf.current_tenant())));

COMMENT ON VIEW wf.calendars IS 'Working calendars, as wf.set_calendar has them. Superusers, wf_app, wf_admin and wf_reader see all, others those of their cell (wf.current_tenant()).';
COMMENT ON COLUMN wf.calendars.parent_id IS 'The calendar that it takes from what it does not say itself; null: none.';
COMMENT ON COLUMN wf.calendars.time_zone IS 'Null: that of its parent, or wf_engine.time_zone.';
COMMENT ON COLUMN wf.calendars.week IS 'Hours of the days of the week. A day that is missing is as the parent has it.';
COMMENT ON COLUMN wf.calendars.ignores IS 'Kinds of days of its parents that do not count here.';
COMMENT ON COLUMN wf.calendars.last_day IS 'The last date that it says something of by itself; null: it says nothing of dates.';
