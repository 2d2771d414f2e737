#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(Sequential, StaysPendingWhileSomebodyWaits) { EXPECT_EQ(sequential(tally(1, 0, 1)), Verdict::Pending); }

TEST(Sequential, PassesWhenTheLastHasApproved) { EXPECT_EQ(sequential(tally(2, 0, 0)), Verdict::Approved); }

TEST(Sequential, ARejectionEndsItBeforeTheOthersAreAsked) {
    EXPECT_EQ(sequential(tally(0, 1, 5)), Verdict::Rejected);
}

TEST(Sequential, WhoAbstainsIsNotWaitedFor) {
    EXPECT_EQ(sequential({.seats = 3, .approved = 2}), Verdict::Approved);
}

TEST(Sequential, IsNobodysRefusalWhenAllHaveAbstained) {
    EXPECT_EQ(sequential({.seats = 3}), Verdict::Vacant);
    EXPECT_EQ(sequential({}), Verdict::Vacant);
}

TEST(Sequential, AgreesWithBruteForce) {
    const auto outcome = [](auto approved, auto rejected, auto) {
        if (rejected > 0) return Verdict::Rejected;
        return approved > 0 ? Verdict::Approved : Verdict::Vacant;
    };
    for_all_tallies(9, [&](const Tally& t) { EXPECT_EQ(sequential(t), by_brute_force(t, outcome)) << t; });
}

}  // namespace
}  // namespace wf::test
