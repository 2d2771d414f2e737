#include "rule/tallies.hpp"

namespace wf::test {
namespace {

TEST(Countersign, StaysPendingUntilTheLastSignerApproves) {
    EXPECT_EQ(countersign(tally(2, 0, 1)), Verdict::Pending);
}

TEST(Countersign, PassesWhenAllHaveApproved) { EXPECT_EQ(countersign(tally(3, 0, 0)), Verdict::Approved); }

TEST(Countersign, TheFirstRejectionDecides) { EXPECT_EQ(countersign(tally(0, 1, 2)), Verdict::Rejected); }

TEST(Countersign, WhoAbstainsIsNotWaitedFor) {
    EXPECT_EQ(countersign({.seats = 3, .approved = 2}), Verdict::Approved);
}

TEST(Countersign, IsNobodysRefusalWhenAllHaveAbstained) {
    EXPECT_EQ(countersign({.seats = 3}), Verdict::Vacant);
    EXPECT_EQ(countersign({}), Verdict::Vacant);
}

TEST(Countersign, AgreesWithBruteForce) {
    const auto outcome = [](auto approved, auto rejected, auto) {
        if (rejected > 0) return Verdict::Rejected;
        return approved > 0 ? Verdict::Approved : Verdict::Vacant;
    };
    for_all_tallies(9, [&](const Tally& t) { EXPECT_EQ(countersign(t), by_brute_force(t, outcome)) << t; });
}

}  // namespace
}  // namespace wf::test
