#include "core/calendar/icalendar.hpp"
#include "core/calendar/working_time.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

DayNumber date(const char* text) { return *parse_basic_date(text); }
std::string shown(DayNumber day) { return iso_utc(Instant{day} * 86'400'000'000).substr(0, 10); }

std::string feed(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}
std::string event(const std::string& lines, const std::string& uid = "a") {
    return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + lines + "\r\nEND:VEVENT\r\n";
}

std::vector<FeedEvent> read(const std::string& text) {
    auto found = read_icalendar(text);
    if (const auto* problem = std::get_if<FeedProblem>(&found)) {
        ADD_FAILURE() << problem->line << ": " << problem->message;
        return {};
    }
    return std::get<std::vector<FeedEvent>>(std::move(found));
}
std::string problem_of(const std::string& text) {
    const auto found = read_icalendar(text);
    const auto* problem = std::get_if<FeedProblem>(&found);
    return problem ? std::to_string(problem->line) + ": " + problem->message : "none";
}

std::string days(const std::string& lines, const char* first = "20260101", const char* last = "20281231") {
    const std::vector<FeedEvent> events = read(feed(event(lines)));
    const auto found = days_of(events, date(first), date(last));
    std::string text;
    if (!found) return "too many";
    for (const FeedDay& day : *found) text += (text.empty() ? "" : " ") + shown(day.day);
    return text;
}

TEST(ICalendar, ReadsFoldedLinesAndEscapes) {
    const auto events = read(feed(event(
        "DTSTART;VALUE=DATE:20261001\r\nSUMMARY;LANGUAGE=\"en:x\":National\\, a\r\n nd long\\nday\r\nCATEGORIES:Holiday,P\\,Q")));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].summary, "National, and long\nday");
    EXPECT_EQ(events[0].categories, (std::vector<std::string>{"Holiday", "P,Q"}));
}

TEST(ICalendar, TakesDatesAsLocalDays) {
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261004"),
              "2026-10-01 2026-10-02 2026-10-03");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20261001"), "2026-10-01");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20261001\r\nDURATION:P2D"), "2026-10-01 2026-10-02");
    EXPECT_EQ(days("DTSTART;TZID=Asia/Shanghai:20261001T000000\r\nDTEND;TZID=Asia/Shanghai:20261002T000000"),
              "2026-10-01");
    const auto timed = read(feed(event("DTSTART:20261001T090000Z\r\nDTEND:20261001T100000Z")));
    EXPECT_FALSE(timed[0].is_whole_day);
    EXPECT_FALSE(read(feed(event("DTSTART;VALUE=DATE:20261001\r\nDURATION:PT8H")))[0].is_whole_day);
}

TEST(ICalendar, LeavesAlarmsAndZonesAside) {
    EXPECT_EQ(
        days(
            "DTSTART;VALUE=DATE:20261001\r\nBEGIN:VALARM\r\nDTSTART:nonsense\r\nTRIGGER:-PT1H\r\nEND:VALARM"),
        "2026-10-01");
}

TEST(ICalendar, ComesAgainByItsRule) {
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY"), "2026-12-25 2027-12-25 2028-12-25");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
              "2026-11-26 2027-11-25 2028-11-23");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20200525\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"),
              "2026-05-25 2027-05-31 2028-05-29");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"),
              "2026-01-05 2026-01-19 2026-02-02");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20251229\r\nRRULE:FREQ=WEEKLY;COUNT=2"), "2026-01-05")
        << "those before count, too";
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260131\r\nRRULE:FREQ=MONTHLY;UNTIL=20260531T000000Z"),
              "2026-01-31 2026-03-31 2026-05-31");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260130\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2"),
              "2026-01-30 2026-01-31");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY"), "2028-02-29");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20251230\r\nDTEND;VALUE=DATE:20260103\r\nRRULE:FREQ=YEARLY;COUNT=1"),
              "2026-01-01 2026-01-02");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:99991231\r\nRRULE:FREQ=DAILY", "20260101", "20260103"),
              "2026-01-01 2026-01-02 2026-01-03")
        << "it comes again before it is over";
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260110\r\nDTEND;VALUE=DATE:20260112\r\nRDATE;VALUE=DATE:20260111,20260105"),
              "2026-01-05 2026-01-06 2026-01-10 2026-01-11 2026-01-12");
}

// The example of RFC 5545, 3.3.10.
TEST(ICalendar, CountsWeeksFromTheDayThatTheyBeginWith) {
    const auto every_other_week = [](const std::string& start) {
        return days("DTSTART;VALUE=DATE:19970805\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=" + start, "19970101", "19971231");
    };
    EXPECT_EQ(every_other_week("MO"), "1997-08-05 1997-08-10 1997-08-19 1997-08-24");
    EXPECT_EQ(every_other_week("SU"), "1997-08-05 1997-08-17 1997-08-19 1997-08-31");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY;WKST=SU"), "2026-12-25 2027-12-25 2028-12-25");
}

TEST(ICalendar, AddsLeavesOutAndReplaces) {
    EXPECT_EQ(
        days(
            "DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE;VALUE=DATE:20260106,20260107\r\nRDATE;VALUE=DATE:20260201"),
        "2026-01-05 2026-01-08 2026-02-01");
    const std::string whole = event("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=2");
    const auto events =
        read(feed(whole + event("RECURRENCE-ID;VALUE=DATE:20260106\r\nDTSTART;VALUE=DATE:20260110")));
    const auto found = days_of(events, date("20260101"), date("20261231"));
    ASSERT_EQ(found->size(), 2U);
    EXPECT_EQ(shown((*found)[1].day), "2026-01-10");
    const auto twice = read(feed(event("SEQUENCE:2\r\nDTSTART;VALUE=DATE:20260105") +
                                 event("SEQUENCE:1\r\nDTSTART;VALUE=DATE:20260106")));
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(shown(twice[0].first), "2026-01-05") << "the highest sequence counts";
}

TEST(ICalendar, SaysByItsLineWhatItDoesNotUnderstand) {
    EXPECT_EQ(problem_of("hello"), "1: it is not an iCalendar");
    EXPECT_EQ(problem_of(feed("BEGIN:VEVENT\r\n")), "4: END without BEGIN");
    EXPECT_EQ(problem_of("BEGIN:VCALENDAR\r\n"), "1: BEGIN:VCALENDAR without END");
    EXPECT_EQ(problem_of(feed(event("SUMMARY:x"))), "6: the event has no DTSTART");
    EXPECT_EQ(problem_of(feed(event("DTSTART:20260230"))), "5: \"20260230\" of DTSTART is not a date");
    EXPECT_EQ(problem_of(feed(event("DTSTART:20260105\r\nDURATION:P999999999W"))),
              "7: \"P999999999W\" of DURATION is not at most 3,660 days or weeks");
    EXPECT_EQ(problem_of(feed(event("DTSTART:20260105\r\nRRULE:FREQ=YEARLY;BYSETPOS=1"))),
              "6: \"BYSETPOS=1\" of a rule is not understood");
    EXPECT_EQ(problem_of(feed(event("DTSTART:20260105\r\nRRULE:FREQ=HOURLY"))),
              "6: \"FREQ=HOURLY\" of a rule is not understood");
    EXPECT_EQ(problem_of(feed(event("DTSTART:20260105\r\nRRULE:FREQ=WEEKLY;WKST=1MO"))),
              "6: \"WKST=1MO\" of a rule is not understood");
    EXPECT_EQ(problem_of(feed(event("RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260106\r\nDTSTART:20260110"))),
              "5: \"RANGE=THISANDFUTURE\" of RECURRENCE-ID is not understood");
    EXPECT_EQ(problem_of(feed("BEGIN:VEVENT\r\nDTSTART:20260105\r\nEND:VEVENT\r\n")),
              "5: the event has no UID of 1 to 1,000 bytes");
}

TEST(ICalendar, IsBounded) {
    EXPECT_EQ(days("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY", "20260101", "99991231"), "too many");
    EXPECT_EQ(days("DTSTART;VALUE=DATE:00010101\r\nRRULE:FREQ=DAILY;COUNT=2000000"), "")
        << "begun too long ago to count";
    std::string many;
    for (int i = 0; i < 5'001; ++i) many += event("DTSTART:20260105", std::to_string(i));
    EXPECT_NE(problem_of(feed(many)).find("more than 5000 events"), std::string::npos);
}

}  // namespace
}  // namespace wf::test
