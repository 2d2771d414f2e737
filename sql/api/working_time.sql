CREATE FUNCTION wf.working_time(calendar text, from_at timestamptz, until_at timestamptz, tenant_id bigint DEFAULT NULL) RETURNS interval
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_working_time';
COMMENT ON FUNCTION wf.working_time IS
'How much is worked between two moments by a working calendar: hours, minutes and seconds, never days. Below zero if until_at comes first; null if a moment is null. It goes by the time zone of the calendar, never by that of the session. Moments more than a century apart are refused.
Example: SELECT wf.working_time(''office'', ''2026-12-04 16:00+08'', ''2026-12-07 11:00+08'');';

CREATE FUNCTION wf.add_working_time(calendar text, from_at timestamptz, duration interval, tenant_id bigint DEFAULT NULL) RETURNS timestamptz
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_add_working_time';
COMMENT ON FUNCTION wf.add_working_time IS
'The first moment by which so much has been worked since from_at, by a working calendar: at closing rather than at the next opening. Hours, minutes and seconds are working time; a day is the hours of that day, used up in proportion; months go by the dates. Refused if that never comes within a century, or the duration is below zero; null if from_at or duration is null.
Example: SELECT wf.add_working_time(''office'', now(), ''2 days'');';
