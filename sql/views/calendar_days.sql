CREATE OR REPLACE VIEW wf.calendar_days WITH (security_barrier) AS
SELECT d.tenant_id, d.calendar_id, d.day, d.kind, d.hours, d.name, d.uid
FROM wf.calendar_day d
WHERE (SELECT wf._sees_all()) OR (d.tenant_id = (SELECT wf.current_tenant()) AND (SELECT wf._is_somebody(wf.current_tenant())));

COMMENT ON VIEW wf.calendar_days IS 'Dates on which working calendars are otherwise than the day of the week; those of parents are with the parents. Superusers, wf_app, wf_admin and wf_reader see all, others those of their cell (wf.current_tenant()).';
COMMENT ON COLUMN wf.calendar_days.kind IS 'rest: nobody works; work: it is worked; week: as the day of the week has it.';
COMMENT ON COLUMN wf.calendar_days.hours IS 'Of a day of work; null: those of the first day of the week that has any.';
COMMENT ON COLUMN wf.calendar_days.uid IS 'The UID of the event of a feed that it came from; empty: set by hand.';
