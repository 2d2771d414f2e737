#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(Sequential, StaysPendingWhileSomebodyWaits) { EXPECT_EQ(sequential(tally(1, 0, 1)), Verdict::Pending); }

TEST(Sequential, PassesWhenTheLastHasApproved) { EXPECT_EQ(sequential(tally(2, 0, 0)), Verdict::Approved); }

TEST(Sequential, ARejectionEndsItBeforeTheOthersAreAsked) {
    EXPECT_EQ(sequential(tally(0, 1, 5)), Verdict::Rejected);
}

TEST(Sequential, AgreesWithBruteForce) {
    for_all_tallies(9, [](const Tally& t) {
        EXPECT_EQ(sequential(t),
                  by_brute_force(t, [](auto approved, auto seats) { return approved == seats; }))
            << t;
    });
}

}  // namespace
}  // namespace wf::test
