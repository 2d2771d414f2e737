#include "core/compile/need.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf::compiler {
namespace {

std::string need(std::string_view text) {
    const auto need = parse_need(text);
    if (!need) return "none";
    return need->is_share ? std::to_string(need->numerator) + "/" + std::to_string(need->denominator)
                          : std::to_string(need->count);
}

TEST(Need, IsACountOfVotes) {
    EXPECT_EQ(need("1"), "1");
    EXPECT_EQ(need("12"), "12");
}

TEST(Need, IsAShareOfTheSeats) {
    EXPECT_EQ(need("2/3"), "2/3");
    EXPECT_EQ(need("1/1"), "1/1");
    EXPECT_EQ(need("60%"), "60/100");
    EXPECT_EQ(need("66.7%"), "667/1000");
    EXPECT_EQ(need("0.000001%"), "1/100000000");
}

TEST(Need, IsMoreThanNothingAndNotMoreThanAll) {
    for (const char* text : {"0", "0/3", "0%", "0.0%", "4/3", "101%", "100.1%", "1/0"})
        EXPECT_EQ(need(text), "none") << text;
}

TEST(Need, IsNothingElse) {
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.5", "%", "/", "1/", "/2", "1/2/3", "5%%", ".5%",
                             "5.%", "1e3", "half", "9999999999", "66.6666667%"})
        EXPECT_EQ(need(text), "none") << text;
}

}  // namespace
}  // namespace wf::compiler
