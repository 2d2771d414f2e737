#include "core/base/closest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf::compiler {
namespace {

constexpr std::string_view keys[] = {"approvers", "mode", "vote", "to"};

TEST(DidYouMean, ForgivesOneTypo) {
    EXPECT_EQ(closest("aprovers", keys), "approvers");
    EXPECT_EQ(closest("approverss", keys), "approvers");
    EXPECT_EQ(closest("moda", keys), "mode");
}

TEST(DidYouMean, CountsSwappedNeighboursAsOne) { EXPECT_EQ(closest("mdoe", keys), "mode"); }

TEST(DidYouMean, SaysNothingIfNothingIsClose) {
    EXPECT_EQ(closest("boundary", keys), "");
    EXPECT_EQ(closest("", keys), "");
}

TEST(DidYouMean, TakesTheNearestOfSeveral) {
    constexpr std::string_view words[] = {"lead2", "leads", "lead"};
    EXPECT_EQ(closest("leadd", words), "lead2");
    EXPECT_EQ(closest("lead", words), "lead");
}

TEST(DidYouMean, IgnoresVeryLongWords) {
    const std::string word(1'000'000, 'x');
    EXPECT_EQ(closest(word, keys), "");
}

}  // namespace
}  // namespace wf::compiler
