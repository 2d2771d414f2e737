#include "core/model/cron.hpp"

#include "core/model/time.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

// The next moments on the clocks of the zone, "2027-01-01T09:00".
std::string next(const char* text, const char* after, int count = 1, const char* in = "UTC") {
    std::string problem;
    const std::optional<Cron> cron = parse_cron(text, *zone_named(in), problem);
    if (!cron) return problem;
    std::string moments;
    Instant at = *parse_instant(after, cron->zone);
    for (int i = 0; i < count; ++i) {
        const std::optional<Instant> found = next_after(*cron, at);
        if (!found) return moments + " never";
        at = *found;
        moments += (i > 0 ? " " : "") + iso_utc(wall_of(at, cron->zone)).substr(5, 11);
    }
    return moments;
}

std::string utc(const char* text, const char* after, int count, const char* in) {
    std::string problem, moments;
    const std::optional<Cron> cron = parse_cron(text, *zone_named(in), problem);
    Instant at = *parse_instant(after);
    for (int i = 0; i < count && cron; ++i) {
        at = next_after(*cron, at).value_or(0);
        moments += (i > 0 ? " " : "") + iso_utc(at).substr(8, 8);
    }
    return moments;
}

// 2027-01-01 is a Friday.
TEST(Cron, MeansMinutesOfDays) {
    EXPECT_EQ(next("0 9 * * 1-5", "2027-01-01T08:00", 3), "01-01T09:00 01-04T09:00 01-05T09:00");
    EXPECT_EQ(next("*/20 9-10 * * *", "2027-01-01T09:20", 4),
              "01-01T09:40 01-01T10:00 01-01T10:20 01-01T10:40");
    EXPECT_EQ(next("5,35 0 1,15 * *", "2027-01-01T00:05", 3), "01-01T00:35 01-15T00:05 01-15T00:35");
    EXPECT_EQ(next("0 0 29 2 *", "2027-01-01"), "02-29T00:00");
    EXPECT_EQ(next("10/25 8 * * *", "2027-01-01", 2), "01-01T08:10 01-01T08:35");
    EXPECT_EQ(next("0 12 * * 7", "2027-01-01"), "01-03T12:00") << "Sunday is 0 and 7";
    EXPECT_EQ(next("0 12 * * FRI-MON", "2027-01-01T13:00", 3), "01-02T12:00 01-03T12:00 01-04T12:00");
    EXPECT_EQ(next("0 12 * jan-feb,dec sun", "2027-02-28T13:00"), "12-05T12:00");
}

TEST(Cron, TakesADayOfTheMonthOrOfTheWeek) {
    EXPECT_EQ(next("0 0 13 * FRI", "2027-01-01T01:00", 3), "01-08T00:00 01-13T00:00 01-15T00:00");
    EXPECT_EQ(next("0 0 */2 * FRI", "2027-01-01T01:00", 2), "01-15T00:00 01-29T00:00")
        << "both, beside a star";
}

TEST(Cron, CountsFromTheEndOfTheMonthAndItsWeekdays) {
    EXPECT_EQ(next("0 18 L * *", "2027-01-31T19:00", 2), "02-28T18:00 03-31T18:00");
    EXPECT_EQ(next("0 18 L-2 * *", "2027-01-01", 2), "01-29T18:00 02-26T18:00");
    EXPECT_EQ(next("0 9 * * MON#1", "2027-01-01", 2), "01-04T09:00 02-01T09:00");
    EXPECT_EQ(next("0 9 * * 2#5", "2027-01-01", 2), "03-30T09:00 06-29T09:00") << "not every month has five";
    EXPECT_EQ(next("0 9 * * FRIL", "2027-01-01", 2), "01-29T09:00 02-26T09:00");
    EXPECT_EQ(next("0 9 * * 5L,MON", "2027-01-25T10:00", 2), "01-29T09:00 02-01T09:00");
}

TEST(Cron, IsAlsoReadAsQuartzAndSpringWriteIt) {
    EXPECT_EQ(next("0 0 9 ? * MON-FRI", "2027-01-02"), "01-04T09:00");
    EXPECT_EQ(next("0 0/15 9 * * ?", "2027-01-02", 2), "01-02T09:00 01-02T09:15");
    EXPECT_EQ(next("0 0 9 ? * MON#2 *", "2027-01-02"), "01-11T09:00");
    EXPECT_EQ(next("@daily", "2027-01-02T00:00"), "01-03T00:00");
    EXPECT_EQ(next("@monthly", "2027-01-02"), "02-01T00:00");
}

TEST(Cron, SaysWhatIsWrong) {
    const auto problem = [](const char* text) { return next(text, "2027-01-01"); };
    EXPECT_EQ(problem("0 9 * *"), "it has 4 fields, not five");
    EXPECT_EQ(problem("60 9 * * *"), "\"60\" is not a minute: 0 to 59");
    EXPECT_EQ(problem("0 9 * * MO"), "\"MO\" is not a day of the week: 0 to 7 or names");
    EXPECT_EQ(problem("0 9 0 * *"), "\"0\" is not a day of the month: 1 to 31");
    EXPECT_EQ(problem("0 17-9 * * *"), "\"17-9\" is not an hour: 0 to 23");
    EXPECT_EQ(problem("*/0 9 * * *"), "\"*/0\" is not a minute: 0 to 59");
    EXPECT_EQ(problem("0 9 * * MON#6"), "\"MON#6\" is not a day of the week: 0 to 7 or names");
    EXPECT_EQ(problem("15 0 9 * * *"), "its first of 6 fields is the second, which can only be 0");
    EXPECT_EQ(problem("0 0 9 * * ? 2027"), "its year can only be \"*\"");
    EXPECT_EQ(problem("0 9 30 2 *"), "there is no such day");
    EXPECT_EQ(problem("0 9 * * * @Mars/Olympus"), "its time zone is not known");
    EXPECT_NE(problem("0 0 9 ? * 2-6").find("MON-FRI"), std::string::npos) << "Quartz and Spring differ";
    for (const char* wrong :
         {"0 9 , * *", "0 9 1, * *", "0 9 -1 * *", "0 9 L- * *", "0 9 LL * *", "0 9 * * L", "0 9 * * #1",
          "0 9 * * MON#", "0 9 * * MON#0", "0 9 15W * *", "-0 9 * * *", "1- 9 * * *"})
        EXPECT_NE(problem(wrong).find("not"), std::string::npos) << wrong;
}

TEST(Cron, KeepsLocalTimeWhenTheClocksChange) {
    const char* paris = "Europe/Paris";
    EXPECT_EQ(utc("0 9 * * *", "2027-03-27T00:00", 2, paris), "27T08:00 28T07:00");
    EXPECT_EQ(utc("0 9 * * *", "2027-10-30T00:00", 2, paris), "30T07:00 31T08:00");
    EXPECT_EQ(utc("0 9 * * * @Asia/Shanghai", "2027-03-27T00:00", 1, paris), "27T01:00")
        << "the text's own zone";
    EXPECT_EQ(utc("0 9 * * *[Asia/Shanghai]", "2027-03-27T00:00", 1, paris), "27T01:00");
}

TEST(Cron, ComesOnceAtATimeThatTheClocksLeaveOutOrShowTwice) {
    const char* paris = "Europe/Paris";
    EXPECT_EQ(utc("30 2 * * *", "2027-03-27T12:00", 2, paris), "28T01:30 29T00:30");
    EXPECT_EQ(utc("30 2 * * *", "2027-10-30T12:00", 2, paris), "31T00:30 01T01:30");
}

TEST(Cron, EverySoManyMinutesGoesByTheTimeThatPasses) {
    const char* paris = "Europe/Paris";
    EXPECT_EQ(utc("*/30 * * * *", "2027-03-28T00:10", 4, paris), "28T00:30 28T01:00 28T01:30 28T02:00");
    EXPECT_EQ(utc("*/30 * * * *", "2027-10-31T00:10", 4, paris), "31T00:30 31T01:00 31T01:30 31T02:00");
    EXPECT_EQ(utc("0 * * * *", "2027-10-31T23:30", 2, paris), "01T00:00 01T01:00");
    // Clocks that go back over midnight show the last hour of the day again.
    EXPECT_EQ(utc("0 * * * *", "2027-11-07T03:30", 3, "America/Havana"), "07T04:00 07T05:00 07T06:00");
}

TEST(Cron, IsToldFromFeel) {
    for (const char* cron : {"0 9 * * 1-5", "*/5 * * * *", "0 25 * * *", "@daily",
                             "0 9 * * MON#2 @Europe/Paris", "0 0 9 ? * MON *"})
        EXPECT_TRUE(looks_like_cron(cron)) << cron;
    for (const char* feel : {"duration(\"P1D\")", "if a then b else c", "@\"2027-01-01\"", "n * 2 + 3 - 1",
                             "PT1H", "5", "a b c d e", ""})
        EXPECT_FALSE(looks_like_cron(feel)) << feel;
}

}  // namespace
}  // namespace wf::test
