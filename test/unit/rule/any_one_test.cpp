#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(AnyOne, TheFirstApprovalDecides) { EXPECT_EQ(any_one(tally(1, 0, 2)), Verdict::Approved); }

TEST(AnyOne, ARejectionDecidesNothingWhileOthersCanApprove) {
    EXPECT_EQ(any_one(tally(0, 2, 1)), Verdict::Pending);
}

TEST(AnyOne, IsRejectedWhenAllHaveRejected) { EXPECT_EQ(any_one(tally(0, 3, 0)), Verdict::Rejected); }

TEST(AnyOne, IsNobodysRefusalWhenAllHaveAbstained) {
    EXPECT_EQ(any_one({.seats = 3}), Verdict::Vacant);
    EXPECT_EQ(any_one({}), Verdict::Vacant);
}

TEST(AnyOne, AgreesWithBruteForce) {
    const auto outcome = [](auto approved, auto rejected, auto) {
        if (approved > 0) return Verdict::Approved;
        return rejected > 0 ? Verdict::Rejected : Verdict::Vacant;
    };
    for_all_tallies(9, [&](const Tally& t) { EXPECT_EQ(any_one(t), by_brute_force(t, outcome)) << t; });
}

}  // namespace
}  // namespace wf::test
