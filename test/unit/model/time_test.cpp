#include "core/model/time.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

constexpr std::int64_t hour = 3'600'000'000;

feel::Zone zone(const char* name) { return *zone_named(name); }

std::string at(const char* text, const char* in = "UTC") {
    const std::optional<Instant> found = parse_instant(text, zone(in));
    return found ? iso_utc(*found).substr(0, 16) : "nothing";
}

std::string duration(const char* text) {
    const std::optional<Duration> found = parse_duration(text);
    if (!found) return "nothing";
    return std::to_string(found->months) + " " + std::to_string(found->days) + " " +
           std::to_string(found->microseconds / 1'000'000);
}

TEST(Moments, WithoutAZoneAreOfTheOneThatIsMeant) {
    EXPECT_EQ(at("2027-06-01T18:00:00", "Asia/Shanghai"), "2027-06-01T10:00");
    EXPECT_EQ(at("2027-06-01 18:00", "Europe/Paris"), "2027-06-01T16:00");
    EXPECT_EQ(at("2027-01-01", "Europe/Paris"), "2026-12-31T23:00") << "a day begins there";
    EXPECT_EQ(at("2027-06-01T18:00:00"), "2027-06-01T18:00");
}

TEST(Moments, SayTheirZoneInEveryWay) {
    EXPECT_EQ(at("2027-06-01T18:00:00Z", "Asia/Shanghai"), "2027-06-01T18:00");
    EXPECT_EQ(at("2027-06-01T18:00+08", "Europe/Paris"), "2027-06-01T10:00");
    EXPECT_EQ(at("2027-06-01T18:00:00-0330"), "2027-06-01T21:30");
    EXPECT_EQ(at("2027-06-01T18:00:00@Asia/Shanghai"), "2027-06-01T10:00");
    EXPECT_EQ(at("2027-06-01T18:00:00[Europe/Berlin]", "Asia/Shanghai"), "2027-06-01T16:00");
    EXPECT_EQ(at("2027-06-01T18:00:00+02:00[Europe/Berlin]"), "2027-06-01T16:00") << "as Java writes it";
    EXPECT_EQ(at("2027-06-01T18:00:00Z[UTC]", "Asia/Shanghai"), "2027-06-01T18:00");
    EXPECT_EQ(at("2027-06-01@Asia/Shanghai"), "2027-05-31T16:00");
    for (const char* wrong : {"2027-06-01T18:00:00@Europe/Pariss", "2027-06-01T18:00:00[Europe/Paris",
                              "2027-06-01T18:00:00+02:00@Europe/Paris", "2027-06-01T18:00:00@", "2027-06-01[",
                              "2027-13-01", "2027-06-01T25:00", "2027-06-01T18:00+8"})
        EXPECT_EQ(at(wrong), "nothing") << wrong;
}

TEST(Moments, ThatTheClocksLeaveOutOrShowTwice) {
    EXPECT_EQ(at("2027-03-28T02:30:00", "Europe/Paris"), "2027-03-28T01:30") << "03:30 there";
    EXPECT_EQ(at("2027-10-31T02:30:00", "Europe/Paris"), "2027-10-31T00:30") << "the first of the two";
    EXPECT_EQ(at("2027-10-31T02:30:00+01:00", "Europe/Paris"), "2027-10-31T01:30");
    const WallTime twice = instants_of(*parse_instant("2027-10-31T02:30:00"), zone("Europe/Paris"));
    EXPECT_EQ(*twice.second - *twice.first, hour);
    EXPECT_FALSE(instants_of(*parse_instant("2027-03-28T02:30:00"), zone("Europe/Paris")).first);
}

TEST(Durations, HaveFractionsOfTheirLastNumber) {
    EXPECT_EQ(duration("PT1.5H"), "0 0 5400");
    EXPECT_EQ(duration("PT0,5H"), "0 0 1800");
    EXPECT_EQ(duration("P0.5D"), "0 0 43200");
    EXPECT_EQ(duration("P1.5W"), "0 7 302400");
    EXPECT_EQ(duration("PT1H0.5M"), "0 0 3630");
    EXPECT_EQ(duration("P1Y2M10DT2H30M"), "14 10 9000");
    EXPECT_EQ(duration("-P1M2W"), "-1 -14 0");
    for (const char* wrong : {"PT1.5H30M", "P1.5M", "P0.5Y", "P0.5DT1H", "PT.5H", "PT1.H", "P", "PT", "P1",
                              "P1H", "1D", "PT1H2D", "P999999999999Y"})
        EXPECT_EQ(duration(wrong), "nothing") << wrong;
}

TEST(Durations, OfDaysAndMonthsFollowTheCalendarOfTheZone) {
    const auto later = [](const char* from, const char* by, const char* in) {
        return iso_utc(add(*parse_instant(from), *parse_duration(by), zone(in))).substr(0, 16);
    };
    EXPECT_EQ(later("2027-03-27T08:00Z", "P1D", "Europe/Paris"), "2027-03-28T07:00") << "nine o'clock there";
    EXPECT_EQ(later("2027-03-27T08:00Z", "PT24H", "Europe/Paris"), "2027-03-28T08:00");
    EXPECT_EQ(later("2027-01-31T09:00Z", "P1M", "UTC"), "2027-02-28T09:00");
    EXPECT_EQ(later("2027-01-30T17:00Z", "P1M", "Asia/Shanghai"), "2027-02-27T17:00") << "January 31 there";
    EXPECT_EQ(later("2027-03-27T01:30Z", "P1D", "Europe/Paris"), "2027-03-28T01:30") << "02:30 is left out";
    EXPECT_EQ(add(INT64_MAX, {.days = 1}, zone("Europe/Paris")), INT64_MAX);
}

}  // namespace
}  // namespace wf::test
