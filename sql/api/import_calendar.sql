CREATE FUNCTION wf.import_calendar(
    calendar text,
    feed text,
    rest text DEFAULT 'true',
    work text DEFAULT 'false',
    first_day date DEFAULT NULL,
    last_day date DEFAULT NULL,
    dry_run boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (day date, kind text, name text, uid text, effect text, reason text)
LANGUAGE c VOLATILE PARALLEL UNSAFE ROWS 100
AS 'MODULE_PATHNAME', 'wf_import_calendar';
COMMENT ON FUNCTION wf.import_calendar IS
'Takes the whole days of an iCalendar feed (RFC 5545) into a working calendar; gives a row for each, with its effect: add, change, keep, remove or leave out, and then the reason. dry_run (the default): says so and changes nothing. rest, work: FEEL conditions on summary, description, categories, status, transparency, uid and day; a day for which work is true is worked, else it is a day of rest if rest is true, else it is left out: feeds have observances that are no days off. Of what comes again the days from first_day (default: the begin of this year) to last_day (default: five years later) are taken, at most 3,700. Events of the same UID replace what an earlier import made of them; days set by hand stay, and count before. For wf_designer and wf_admin.
Example: SELECT * FROM wf.import_calendar(''cn'', pg_read_file(''cn.ics''), rest => ''contains(summary, "休")'', work => ''contains(summary, "班")'');';
REVOKE ALL ON FUNCTION wf.import_calendar(text, text, text, text, date, date, boolean, bigint) FROM PUBLIC;
