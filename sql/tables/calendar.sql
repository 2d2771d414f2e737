-- Working calendars. Written by wf.set_calendar and wf.set_calendar_days; what follows from a calendar and its parents is
-- computed where it is asked for (src/core/calendar).
CREATE TABLE wf.calendar (
    tenant_id   bigint NOT NULL,
    calendar_id text   NOT NULL,
    name        text,
    parent_id   text,
    time_zone   text,
    week        jsonb  NOT NULL,
    ignores     text[] NOT NULL,
    PRIMARY KEY (tenant_id, calendar_id)
);
COMMENT ON TABLE wf.calendar IS 'Working calendars: time zone and hours of the week. Read them through wf.calendars.';
COMMENT ON COLUMN wf.calendar.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.calendar.calendar_id IS 'Its id, as definitions name it.';
COMMENT ON COLUMN wf.calendar.name IS 'For people.';
COMMENT ON COLUMN wf.calendar.parent_id IS 'The calendar that it takes from what it does not say itself; null: none.';
COMMENT ON COLUMN wf.calendar.time_zone IS 'Whose clocks it goes by; null: those of its parent, or of wf_engine.time_zone.';
COMMENT ON COLUMN wf.calendar.week IS 'Hours of the days of the week: {"mon": ["09:00-12:00", "13:00-18:00"], "sat": []}. A day that is missing is as the parent has it.';
COMMENT ON COLUMN wf.calendar.ignores IS 'Kinds of days of its parents that do not count here: rest, work.';

CREATE TABLE wf.calendar_day (
    tenant_id   bigint NOT NULL,
    calendar_id text   NOT NULL,
    day         date   NOT NULL,
    uid         text   NOT NULL DEFAULT '',
    kind        text   NOT NULL CHECK (kind IN ('rest', 'work', 'week')),
    hours       text[],
    name        text,
    PRIMARY KEY (tenant_id, calendar_id, day, uid)
);
COMMENT ON TABLE wf.calendar_day IS 'Dates on which a working calendar is otherwise than the day of the week. Read them through wf.calendar_days.';
COMMENT ON COLUMN wf.calendar_day.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.calendar_day.calendar_id IS 'The calendar that says it.';
COMMENT ON COLUMN wf.calendar_day.day IS 'The date, in the time zone of the calendar.';
COMMENT ON COLUMN wf.calendar_day.uid IS 'The UID of the event of an iCalendar feed that it came from; empty: set by hand, which counts before what was imported.';
COMMENT ON COLUMN wf.calendar_day.kind IS 'rest: nobody works; work: it is worked; week: as the day of the week has it, whatever the parents say.';
COMMENT ON COLUMN wf.calendar_day.hours IS 'Of a day of work: its hours; null: those of the first day of the week that has any.';
COMMENT ON COLUMN wf.calendar_day.name IS 'For people.';

ALTER TABLE wf.task ADD COLUMN remaining interval;
COMMENT ON COLUMN wf.task.remaining IS 'While the clock of its deadline stands still: how much time is left, in working time if it counts that; due_at is null then.';
