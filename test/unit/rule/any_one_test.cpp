#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(AnyOne, TheFirstApprovalDecides) { EXPECT_EQ(any_one(tally(1, 0, 2)), Verdict::Approved); }

TEST(AnyOne, ARejectionDecidesNothingWhileOthersCanApprove) {
    EXPECT_EQ(any_one(tally(0, 2, 1)), Verdict::Pending);
}

TEST(AnyOne, IsRejectedWhenAllHaveRejected) { EXPECT_EQ(any_one(tally(0, 3, 0)), Verdict::Rejected); }

TEST(AnyOne, AgreesWithBruteForce) {
    for_all_tallies(9, [](const Tally& t) {
        EXPECT_EQ(any_one(t), by_brute_force(t, [](auto approved, auto) { return approved >= 1; })) << t;
    });
}

}  // namespace
}  // namespace wf::test
