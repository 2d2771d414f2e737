#include "rule/tallies.hpp"

namespace wf::test {
namespace {

constexpr Need votes(std::int64_t count) {
    return {.is_share = false, .count = count, .numerator = 1, .denominator = 1};
}
constexpr Need share(std::int64_t numerator, std::int64_t denominator) {
    return {.is_share = true, .count = 1, .numerator = numerator, .denominator = denominator};
}
constexpr Need two_thirds = share(2, 3);
constexpr Need sixty_percent = share(60, 100);

VoteSettings needing(const Need& need) {
    VoteSettings settings;
    settings.need = need;
    return settings;
}

TEST(Vote, ACountIsNeededAsItIs) { EXPECT_EQ(votes_needed(votes(2), 100), 2); }

TEST(Vote, AShareOfTheSeatsIsRoundedUp) {
    EXPECT_EQ(votes_needed(two_thirds, 3), 2);
    EXPECT_EQ(votes_needed(two_thirds, 4), 3);
    EXPECT_EQ(votes_needed(two_thirds, 5), 4);
    EXPECT_EQ(votes_needed(sixty_percent, 5), 3);
    EXPECT_EQ(votes_needed(sixty_percent, 6), 4);
    EXPECT_EQ(votes_needed(share(1, 1), 7), 7);
}

TEST(Vote, AtLeastOneVoteIsNeeded) { EXPECT_EQ(votes_needed(share(1, 1000), 0), 1); }

TEST(Vote, LargeSharesDoNotOverflow) {
    EXPECT_EQ(votes_needed(share(999'999'998, 999'999'999), 1'000'000), 1'000'000);
}

TEST(Vote, PassesBeforeEverybodyHasVoted) {
    EXPECT_EQ(vote(tally(2, 0, 1), needing(two_thirds)), Verdict::Approved);
}

TEST(Vote, FailsAsSoonAsItCanNotBeWon) {
    EXPECT_EQ(vote(tally(0, 2, 1), needing(two_thirds)), Verdict::Rejected);
}

TEST(Vote, StaysPendingWhileItCanBeWonAndLost) {
    EXPECT_EQ(vote(tally(1, 1, 1), needing(two_thirds)), Verdict::Pending);
}

TEST(Vote, ThatFewerSeatsAreLeftForThanItNeedsIsNobodysRefusal) {
    EXPECT_EQ(vote(tally(0, 0, 2), needing(votes(3))), Verdict::Vacant);
    EXPECT_EQ(vote(tally(0, 2, 0), needing(votes(3))), Verdict::Vacant);
}

TEST(Vote, NobodyHasSaidYesOrNo) {
    EXPECT_EQ(vote({.seats = 3}, needing(two_thirds)), Verdict::Vacant);
    EXPECT_EQ(vote({}, needing(two_thirds)), Verdict::Vacant);
}

TEST(Vote, AVetoEndsItAtOnceWhateverTheOthersSaid) {
    Tally votes = tally(5, 1, 1);
    votes.is_vetoed = true;
    EXPECT_EQ(vote(votes, needing(two_thirds)), Verdict::Rejected);
}

TEST(Vote, WhoMayPassItAlonePassesItAtOnce) {
    Tally votes = tally(1, 1, 5);
    votes.is_passed = true;
    EXPECT_EQ(vote(votes, needing(two_thirds)), Verdict::Approved);
}

TEST(Vote, ThatCollectsAllIsNotDecidedBeforeTheLastVote) {
    VoteSettings settings = needing(two_thirds);
    settings.collect_all = true;
    EXPECT_EQ(vote(tally(2, 0, 1), settings), Verdict::Pending);
    EXPECT_EQ(vote(tally(0, 2, 1), settings), Verdict::Pending);
    EXPECT_EQ(vote(tally(2, 1, 0), settings), Verdict::Approved);
    EXPECT_EQ(vote(tally(1, 2, 0), settings), Verdict::Rejected);
}

TEST(Vote, AShareIsTheSmallestNumberThatReachesIt) {
    for (std::int64_t denominator = 1; denominator <= 12; ++denominator)
        for (std::int64_t numerator = 1; numerator <= denominator; ++numerator)
            for (std::int64_t seats = 1; seats <= 25; ++seats) {
                const std::int64_t needed = votes_needed(share(numerator, denominator), seats);
                EXPECT_GE(needed * denominator, seats * numerator)
                    << numerator << "/" << denominator << " of " << seats;
                EXPECT_LT((needed - 1) * denominator, seats * numerator)
                    << numerator << "/" << denominator << " of " << seats;
            }
}

TEST(Vote, AnAbstentionCountsAsASeatAndForNeitherSide) {
    EXPECT_EQ(vote({.seats = 3, .approved = 1, .possible = 1}, needing(two_thirds)), Verdict::Pending);
    EXPECT_EQ(vote({.seats = 3, .approved = 1}, needing(two_thirds)), Verdict::Rejected);
    EXPECT_EQ(vote({.seats = 3, .approved = 2}, needing(two_thirds)), Verdict::Approved);
}

TEST(Vote, AgreesWithBruteForce) {
    for (const Need& need :
         {votes(1), votes(2), votes(5), share(1, 2), two_thirds, sixty_percent, share(1, 1)}) {
        const auto reaches = [&](std::int64_t approved, std::int64_t seats) {
            return need.is_share ? approved > 0 && approved * need.denominator >= seats * need.numerator
                                 : approved >= need.count;
        };
        const auto outcome = [&](std::int64_t approved, std::int64_t rejected, std::int64_t seats) {
            if (reaches(approved, seats)) return Verdict::Approved;
            const bool is_somebodys_doing = reaches(seats, seats) && approved + rejected > 0;
            return is_somebodys_doing ? Verdict::Rejected : Verdict::Vacant;
        };
        for_all_tallies(
            7, [&](const Tally& t) { EXPECT_EQ(vote(t, needing(need)), by_brute_force(t, outcome)) << t; });
    }
}

TEST(Judge, AsksTheRuleOfTheMode) {
    ApprovalSettings settings;
    const auto verdict = [&](Mode mode, const Tally& t) {
        settings.mode = mode;
        settings.vote.need = votes(2);
        return judge(settings, t);
    };
    EXPECT_EQ(verdict(Mode::Any, tally(1, 0, 3)), Verdict::Approved);
    EXPECT_EQ(verdict(Mode::All, tally(1, 0, 3)), Verdict::Pending);
    EXPECT_EQ(verdict(Mode::Sequential, tally(3, 1, 0)), Verdict::Rejected);
    EXPECT_EQ(verdict(Mode::Vote, tally(2, 1, 1)), Verdict::Approved);
}

}  // namespace
}  // namespace wf::test
