#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(Countersign, StaysPendingUntilTheLastSignerApproves) {
    EXPECT_EQ(countersign(tally(2, 0, 1)), Verdict::Pending);
}

TEST(Countersign, PassesWhenAllHaveApproved) { EXPECT_EQ(countersign(tally(3, 0, 0)), Verdict::Approved); }

TEST(Countersign, TheFirstRejectionDecides) { EXPECT_EQ(countersign(tally(0, 1, 2)), Verdict::Rejected); }

TEST(Countersign, AgreesWithBruteForce) {
    for_all_tallies(9, [](const Tally& t) {
        EXPECT_EQ(countersign(t),
                  by_brute_force(t, [](auto approved, auto seats) { return approved == seats; }))
            << t;
    });
}

}  // namespace
}  // namespace wf::test
