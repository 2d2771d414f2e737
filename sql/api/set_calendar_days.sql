CREATE FUNCTION wf.set_calendar_days(calendar text, days jsonb, tenant_id bigint DEFAULT NULL) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_set_calendar_days';
COMMENT ON FUNCTION wf.set_calendar_days IS
'Says of dates that they are otherwise than the day of the week; returns how many dates were set or taken back. Each of days: day, last (the last date, if there are several), kind (rest: nobody works; work: it is worked; week: as the day of the week has it, whatever the parents say; null: what was set by hand is taken back), hours (of a day of work; without, those of the first day of the week that has any), name. Nothing that is due already moves. For wf_designer and wf_admin.
Example: SELECT wf.set_calendar_days(''office'', ''[{"day": "2026-10-01", "last": "2026-10-07", "kind": "rest", "name": "National Day"}, {"day": "2026-10-10", "kind": "work"}]'');';
REVOKE ALL ON FUNCTION wf.set_calendar_days(text, jsonb, bigint) FROM PUBLIC;
