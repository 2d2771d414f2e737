#include "core/stored/json_writer.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(IsoUtc, CountsMicrosecondsFrom2000) {
    EXPECT_EQ(iso_utc(0), "2000-01-01T00:00:00.000000Z");
    EXPECT_EQ(iso_utc(1), "2000-01-01T00:00:00.000001Z");
    EXPECT_EQ(iso_utc(848'568'605'000'001), "2026-11-21T09:30:05.000001Z");
}

TEST(IsoUtc, GoesBackBefore2000) { EXPECT_EQ(iso_utc(-1), "1999-12-31T23:59:59.999999Z"); }

TEST(JsonString, EscapesQuotesBackslashesAndControlCharacters) {
    EXPECT_EQ(json_string("a\"b\\c\nd\re\tf\x01g"), R"("a\"b\\c\nd\re\tf\u0001g")");
}

TEST(JsonString, LeavesEverythingElseAsItIs) { EXPECT_EQ(json_string("五天 / <é>"), "\"五天 / <é>\""); }

}  // namespace
}  // namespace wf::test
