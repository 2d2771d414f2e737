CREATE FUNCTION wf.working_hours(calendar text, first_day date, last_day date, tenant_id bigint DEFAULT NULL)
RETURNS TABLE (day date, from_at timestamptz, until_at timestamptz)
LANGUAGE c STABLE PARALLEL UNSAFE ROWS 50
AS 'MODULE_PATHNAME', 'wf_working_hours';
COMMENT ON FUNCTION wf.working_hours IS
'When people work from first_day to last_day (at most 3,700 days) by a working calendar, with all that its parents say: a row for each stretch without a break. What goes on over midnight is of the day that it begins on.
Example: SELECT * FROM wf.working_hours(''office'', ''2026-09-28'', ''2026-10-11'');';
