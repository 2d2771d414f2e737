#include "core/model/schedule.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

constexpr std::int64_t minute = 60'000'000;

std::optional<Schedule> read(const char* text, const char* zone = "UTC") {
    std::string problem;
    return parse_schedule(text, *zone_named(zone), problem);
}

std::string shown(Instant at) { return iso_utc(at).substr(0, 16); }

// Set at `now`, then fired as late as the others say.
std::string times(const char* text, const char* now, int count, std::int64_t late = 0,
                  const char* zone = "UTC") {
    const std::optional<Schedule> schedule = read(text, zone);
    if (!schedule) return "nothing";
    const FirstFiring first = first_firing(*schedule, *parse_instant(now));
    std::optional<Firing> firing = first.firing;
    std::string all = first.is_over ? "over " : "";
    for (int i = 0; i < count && firing; ++i) {
        all += (i > 0 ? " " : "") + shown(firing->at).substr(5);
        firing = next_firing(*schedule, *firing, firing->at + late);
    }
    return firing ? all : all + " end";
}

TEST(Repetition, ComesInItsRhythmHoweverLateSomebodyComesBy) {
    EXPECT_EQ(times("PT1H", "2027-01-01T09:00Z", 3), "01-01T10:00 01-01T11:00 01-01T12:00");
    EXPECT_EQ(times("PT1H", "2027-01-01T09:00Z", 3, 50 * minute), "01-01T10:00 01-01T11:00 01-01T12:00");
    EXPECT_EQ(times("P1D", "2027-01-01T08:00Z", 3, minute), "01-02T08:00 01-03T08:00 01-04T08:00");
}

TEST(Repetition, ComesOnceForAllThatWasMissedAndGoesOnAhead) {
    EXPECT_EQ(times("PT1H", "2027-01-01T09:00Z", 3, 150 * minute), "01-01T10:00 01-01T13:00 01-01T16:00");
    EXPECT_EQ(times("PT1H", "2027-01-01T09:00Z", 2, 60 * minute), "01-01T10:00 01-01T12:00")
        << "what falls on this moment is done with it";
}

TEST(Repetition, CountsMonthsFromTheFirstDay) {
    EXPECT_EQ(times("P1M", "2026-12-31T09:00Z", 3), "01-31T09:00 02-28T09:00 03-31T09:00");
    EXPECT_EQ(times("P1M", "2027-01-31T09:00Z", 3, minute), "02-28T09:00 03-31T09:00 04-30T09:00");
    EXPECT_EQ(times("P1Y", "2028-02-29T09:00Z", 4), "02-28T09:00 02-28T09:00 02-28T09:00 02-29T09:00");
}

TEST(Repetition, OfDaysKeepsLocalTime) {
    EXPECT_EQ(times("P1D", "2027-03-26T08:00Z", 3, 0, "Europe/Paris"), "03-27T08:00 03-28T07:00 03-29T07:00");
    EXPECT_EQ(times("PT24H", "2027-03-26T08:00Z", 2, 0, "Europe/Paris"), "03-27T08:00 03-28T08:00");
    EXPECT_EQ(times("R/2027-03-27T09:00:00@Europe/Paris/P1D", "2027-03-01T00:00Z", 2),
              "03-27T08:00 03-28T07:00");
}

TEST(Repetition, ComesAsOftenAsItSays) {
    EXPECT_EQ(times("R3/PT1H", "2027-01-01T09:00Z", 9), "01-01T10:00 01-01T11:00 01-01T12:00 end");
    EXPECT_EQ(times("R3/PT1H", "2027-01-01T09:00Z", 9, 90 * minute),
              "01-01T10:00 01-01T12:00 01-01T14:00 end");
    EXPECT_EQ(times("R1/PT1H", "2027-01-01T09:00Z", 9), "01-01T10:00 end");
    EXPECT_EQ(times("R0/PT1H", "2027-01-01T09:00Z", 9), "01-01T10:00 end");
}

TEST(Repetition, WithAStartHasItsMomentsByItself) {
    EXPECT_EQ(times("R3/2027-01-01T09:00:00Z/PT1H", "2026-12-01T00:00Z", 9),
              "01-01T09:00 01-01T10:00 01-01T11:00 end");
    EXPECT_EQ(times("R3/2027-01-01T09:00:00Z/PT1H", "2027-01-01T09:30Z", 9), "01-01T10:00 01-01T11:00 end");
    EXPECT_EQ(times("R3/2027-01-01T09:00:00Z/PT1H", "2026-12-01T00:00Z", 9, 90 * minute),
              "01-01T09:00 01-01T11:00 end");
    EXPECT_EQ(times("R3/2027-01-01T09:00:00Z/PT1H", "2027-02-01T00:00Z", 9), "over 01-01T11:00 end");
    EXPECT_EQ(times("R/2027-01-31T09:00:00/P1M", "2027-02-01T00:00Z", 3, 0, "Asia/Shanghai"),
              "02-28T01:00 03-31T01:00 04-30T01:00");
    EXPECT_EQ(times("R/2027-01-01T09:00:00+01:00/P1D", "2030-05-05T00:00Z", 2), "05-05T08:00 05-06T08:00");
    EXPECT_EQ(times("R2/2027-01-01T09:00:00Z/2027-01-01T09:30:00Z", "2026-12-01T00:00Z", 9),
              "01-01T09:00 01-01T09:30 end");
}

TEST(Repetition, WithAnEndIsCountedDownFromIt) {
    EXPECT_EQ(times("R3/PT1H/2027-01-01T09:00:00Z", "2026-12-01T00:00Z", 9),
              "01-01T07:00 01-01T08:00 01-01T09:00 end");
    EXPECT_EQ(times("R/PT1H/2027-01-01T09:00:00Z", "2027-01-01T06:30Z", 9),
              "01-01T07:00 01-01T08:00 01-01T09:00 end");
    EXPECT_EQ(times("R/P1M/2027-03-31T09:00:00", "2027-01-15T00:00Z", 9, 0, "UTC"),
              "01-31T09:00 02-28T09:00 03-31T09:00 end");
    EXPECT_EQ(times("R/PT1H/2027-01-01T09:00:00Z", "2027-02-01T00:00Z", 9), "over 01-01T09:00 end");
}

TEST(Repetition, ThatWasMovedIsCountedFromWhereItWasMovedTo) {
    const Schedule schedule = *read("P1M");
    Firing firing = first_firing(schedule, *parse_instant("2026-11-30T03:30Z")).firing;
    firing.at = *parse_instant("2027-01-31T09:00Z");
    std::string all;
    for (int i = 0; i < 3; ++i) {
        firing = *next_firing(schedule, firing, firing.at);
        all += shown(firing.at).substr(5) + " ";
    }
    EXPECT_EQ(all, "02-28T09:00 03-31T09:00 04-30T09:00 ");
}

TEST(Repetition, CanBeCron) {
    EXPECT_EQ(times("0 9 * * MON-FRI", "2027-01-01T12:00Z", 2, minute, "Europe/Paris"),
              "01-04T08:00 01-05T08:00");
    EXPECT_EQ(times("0 9 * * *", "2027-01-01T12:00Z", 2, 72 * 60 * minute), "01-02T09:00 01-06T09:00");
}

TEST(Repetition, IsRefusedIfItIsNone) {
    for (const char* wrong :
         {"", "R", "R3", "R3/", "R/", "R-1/PT1H", "Rx/PT1H", "PT0S", "-PT1H", "R/PT0S", "R3/PT1H/PT1H",
          "R3/PT1H/", "R/2027-01-01T09:00:00Z/PT0S", "R/2027-01-01/2026-01-01", "R/2027-01-01T09:00:00Z",
          "2027-01-01", "R3/PT1H/x", "R/2027-01-01T09:00:00@Europe/Pariss/P1D"})
        EXPECT_EQ(times(wrong, "2027-01-01T09:00Z", 1), "nothing") << wrong;
}

}  // namespace
}  // namespace wf::test
