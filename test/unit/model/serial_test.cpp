#include "core/model/serial.hpp"
#include "core/model/time.hpp"

#include <gtest/gtest.h>

namespace wf {
namespace {

std::string stem(const std::string& date, const std::string& moment,
                 const feel::Zone& zone = feel::Zone::utc()) {
    const SerialSettings settings{.prefix = "LV-", .date = date, .digits = 4, .is_gapless = false};
    return serial_stem(settings, parse_instant(moment).value(), zone);
}

TEST(Serial, TheDateStandsBetweenPrefixAndNumber) {
    EXPECT_EQ(stem("YYYYMM-", "2026-03-09T10:00:00Z"), "LV-202603-");
    EXPECT_EQ(stem("YY/MM/DD.", "2026-03-09T10:00:00Z"), "LV-26/03/09.");
    EXPECT_EQ(stem("", "2026-03-09T10:00:00Z"), "LV-");
}

TEST(Serial, TheDayIsTheOneOfTheZone) {
    EXPECT_EQ(stem("YYYYMMDD", "2026-12-31T23:30:00Z", feel::Zone::offset(3600)), "LV-20270101");
}

TEST(Serial, ANumberIsFilledUpAndNeverCut) {
    EXPECT_EQ(serial_no("LV-", 42, 4), "LV-0042");
    EXPECT_EQ(serial_no("LV-", 12345, 4), "LV-12345");
}

TEST(Serial, PatternsAreYearMonthDayAndMarks) {
    EXPECT_TRUE(is_serial_date("YYYY-MM_DD./YY"));
    EXPECT_TRUE(is_serial_date(""));
    for (const char* wrong : {"YYY", "MON", "HH24", "yyyy", "YYYY MM", "\"x\"", "1"})
        EXPECT_FALSE(is_serial_date(wrong)) << wrong;
}

}  // namespace
}  // namespace wf
