#include "core/calendar/working_schedule.hpp"
#include "core/calendar/working_time.hpp"
#include "core/calendar/calendar_part.hpp"
#include "core/calendar/hours.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

Shifts hours(std::vector<std::string> texts) {
    std::string problem;
    const auto found = parse_hours(texts, problem);
    EXPECT_TRUE(found) << problem;
    return found.value_or(Shifts{});
}

DayNumber date(const char* text) { return day_of(*parse_instant(text), feel::Zone::utc()); }

// Of an office with lunch: eight hours, Monday to Friday.
CalendarPart office(const char* zone = "Asia/Shanghai") {
    CalendarPart part;
    part.id = "office";
    part.zone = zone_named(zone);
    for (std::size_t day = 0; day < 5; ++day) part.week[day] = hours({"09:00-12:00", "13:00-18:00"});
    return part;
}
WorkingCalendar calendar(const CalendarPart& part) { return calendar_of({part}, feel::Zone::utc()); }

// Moments are local ones of the calendar.
std::string later(const WorkingCalendar& of, const char* from, const char* duration) {
    const auto found = add_working_time(of, *parse_instant(from, of.zone), *parse_duration(duration));
    return found ? iso_utc(wall_of(*found, of.zone)).substr(0, 16) : "never";
}
double worked(const WorkingCalendar& of, const char* from, const char* until) {
    const auto found = working_time(of, *parse_instant(from, of.zone), *parse_instant(until, of.zone));
    return found ? static_cast<double>(*found) / 3.6e9 : -1;
}

TEST(WorkingTime, IsCountedInTheHoursOfTheWeek) {
    const WorkingCalendar of = calendar(office());
    EXPECT_EQ(worked(of, "2026-11-30T00:00", "2026-12-07T00:00"), 40);
    EXPECT_EQ(worked(of, "2026-11-30T11:00", "2026-11-30T14:30"), 2.5) << "lunch is none";
    EXPECT_EQ(worked(of, "2026-12-05T08:00", "2026-12-06T20:00"), 0) << "a weekend";
    EXPECT_EQ(worked(of, "2026-12-01T10:00", "2026-11-30T17:00"), -2);
}

TEST(WorkingTime, EndsAtTheFirstMomentWhenItIsOver) {
    const WorkingCalendar of = calendar(office());
    EXPECT_EQ(later(of, "2026-12-04T16:00", "PT4H"), "2026-12-07T11:00") << "Friday to Monday";
    EXPECT_EQ(later(of, "2026-12-04T16:00", "PT2H"), "2026-12-04T18:00")
        << "at closing, not at the next opening";
    EXPECT_EQ(later(of, "2026-12-04T05:00", "PT1H"), "2026-12-04T10:00") << "before opening";
    EXPECT_EQ(later(of, "2026-12-05T12:00", "PT0S"), "2026-12-05T12:00") << "nothing is over at once";
    EXPECT_EQ(later(of, "2026-12-04T11:30", "PT1H"), "2026-12-04T13:30");
}

TEST(WorkingTime, OfADayIsTheHoursOfThatDay) {
    CalendarPart part = office();
    part.week[5] = hours({"09:00-13:00"});
    const WorkingCalendar of = calendar(part);
    EXPECT_EQ(later(of, "2026-12-01T10:00", "P1D"), "2026-12-02T10:00") << "the same time of the next day";
    EXPECT_EQ(later(of, "2026-12-01T10:00", "P2D"), "2026-12-03T10:00");
    EXPECT_EQ(later(of, "2026-12-06T15:00", "P1D"), "2026-12-07T18:00") << "from Sunday: all of Monday";
    EXPECT_EQ(later(of, "2026-12-07T08:00", "P1D"), "2026-12-07T18:00");
    EXPECT_EQ(later(of, "2026-12-07T18:00", "P1D"), "2026-12-08T18:00");
    EXPECT_EQ(later(of, "2026-12-04T16:00", "P1D"), "2026-12-05T12:00") << "6 of 8 hours over: 3 of 4";
    EXPECT_EQ(later(of, "2026-12-04T16:00", "P2D"), "2026-12-07T16:00");
    EXPECT_EQ(later(of, "2026-12-01T10:00", "P1DT4H"), "2026-12-02T15:00");
    EXPECT_EQ(later(of, "2026-12-05T10:00", "P1M"), "2027-01-05T10:00") << "months go by the dates";
}

TEST(WorkingTime, HasDaysOffAndDaysToMakeUp) {
    CalendarPart part = office();
    part.days[date("2026-10-01")] = part.days[date("2026-10-02")] = {.kind = DayKind::Rest};
    part.days[date("2026-10-10")] = {.kind = DayKind::Work};
    const WorkingCalendar of = calendar(part);
    EXPECT_EQ(worked(of, "2026-09-28T00:00", "2026-10-05T00:00"), 24);
    EXPECT_EQ(worked(of, "2026-10-05T00:00", "2026-10-12T00:00"), 48) << "a Saturday like a Monday";
    EXPECT_EQ(later(of, "2026-09-30T17:00", "P1D"), "2026-10-05T17:00");
}

TEST(WorkingTime, OfAChildOutranksItsParents) {
    CalendarPart country = office();
    country.days[date("2026-10-01")] = {.kind = DayKind::Rest};
    country.days[date("2026-10-10")] = {.kind = DayKind::Work};
    country.days[date("2026-10-08")] = {.kind = DayKind::Rest};
    CalendarPart bank;
    bank.id = "bank";
    bank.ignores_work = true;
    bank.week[4] = hours({"09:00-12:00"});
    bank.days[date("2026-10-08")] = {.kind = DayKind::Week};
    const WorkingCalendar of = calendar_of({country, bank}, feel::Zone::utc());
    EXPECT_EQ(of.zone, *zone_named("Asia/Shanghai")) << "its zone is the parent's";
    EXPECT_EQ(worked(of, "2026-10-10T00:00", "2026-10-11T00:00"), 0) << "no make-up day";
    EXPECT_EQ(worked(of, "2026-10-01T00:00", "2026-10-02T00:00"), 0);
    EXPECT_EQ(worked(of, "2026-10-08T00:00", "2026-10-09T00:00"), 8) << "an ordinary Thursday";
    EXPECT_EQ(worked(of, "2026-10-09T00:00", "2026-10-10T00:00"), 3);
}

TEST(WorkingTime, ReachesOverMidnight) {
    CalendarPart part;
    part.zone = zone_named("Europe/Berlin");
    part.week[0] = hours({"22:00-06:00"});
    part.week[1] = hours({"05:00-09:00"});
    part.days[date("2026-12-08")] = {.kind = DayKind::Rest};
    const WorkingCalendar of = calendar(part);
    EXPECT_EQ(worked(of, "2026-11-30T00:00", "2026-12-02T00:00"), 11)
        << "what two shifts share is worked once";
    EXPECT_EQ(later(of, "2026-12-01T05:30", "PT1H"), "2026-12-01T06:30");
    EXPECT_EQ(worked(of, "2026-12-07T00:00", "2026-12-09T00:00"), 8)
        << "a night is of the day that it begins on";
}

TEST(WorkingTime, IsTheTimeThatReallyPassesWhenClocksChange) {
    CalendarPart part;
    part.zone = zone_named("Europe/Berlin");
    for (auto& day : part.week) day = hours({"00:00-24:00"});
    const WorkingCalendar whole = calendar(part);
    EXPECT_EQ(worked(whole, "2026-03-29T00:00", "2026-03-30T00:00"), 23);
    EXPECT_EQ(worked(whole, "2026-10-25T00:00", "2026-10-26T00:00"), 25);
    for (auto& day : part.week) day = hours({"01:00-02:30", "02:30-05:00"});
    const WorkingCalendar night = calendar(part);
    EXPECT_EQ(worked(night, "2026-03-29T00:00", "2026-03-30T00:00"), 3) << "02:00 to 03:00 is not there";
    EXPECT_EQ(worked(night, "2026-10-25T00:00", "2026-10-26T00:00"), 5);
}

TEST(WorkingTime, OfNobodyNeverComes) {
    const WorkingCalendar of = calendar({});
    EXPECT_EQ(later(of, "2026-12-01T05:30", "PT1H"), "never");
    EXPECT_EQ(later(of, "2026-12-01T05:30", "P1D"), "never");
    EXPECT_FALSE(working_time(of, 0, INT64_MAX));
    EXPECT_FALSE(add_working_time(of, INT64_MIN, *parse_duration("PT1H")));
}

TEST(WorkingTime, BelowZeroIsOverAtOnce) {
    const auto firing = working_firing(calendar(office()), 0, *parse_duration("-PT1.5H"));
    EXPECT_EQ(firing->at, 0);
    EXPECT_EQ(firing->span, "PT0S");
}

TEST(Hours, AreReadAndWritten) {
    std::string problem;
    EXPECT_EQ(hours_text(hours({"13:00-18:00", "09:00-12:00", "22:00-06:00"})),
              (std::vector<std::string>{"09:00-12:00", "13:00-18:00", "22:00-06:00"}));
    EXPECT_EQ(hours_text(hours({"00:00-24:00"})), std::vector<std::string>{"00:00-24:00"});
    EXPECT_EQ(hours({"08:00-08:00"})[0].until, 480 + 1440) << "a day and night";
    for (const char* bad :
         {"9:00-12:00", "09:00", "09:00-25:00", "09:60-10:00", "24:00-01:00", "", "09:00-12:00 "})
        EXPECT_FALSE(parse_hours({bad}, problem)) << bad;
    EXPECT_FALSE(parse_hours({"09:00-12:00", "11:00-13:00"}, problem));
    EXPECT_EQ(problem, "working hours 09:00-12:00 and 11:00-13:00 overlap");
    EXPECT_EQ(parse_weekdays("sat-mon"), (std::vector<std::size_t>{5, 6, 0}));
    EXPECT_TRUE(parse_weekdays("monday").empty());
}

}  // namespace
}  // namespace wf::test
