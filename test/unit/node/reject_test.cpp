// on_reject: what follows a rejection.
#include "decide/returns.hpp"

namespace wf::test {
namespace {

std::string rejecting(const std::string& on_reject, const std::string& more = "") {
    return "'on_reject': " + on_reject + more;
}

// s -> a (lea) -> b (boss) -> e
Story line(const std::string& on_reject) {
    return given(graph({by("a", "lea"), by("b", "boss", rejecting(on_reject))}, "s>a a>b b>e"));
}

TEST(OnReject, EndsTheInstanceByDefault) {
    Story story = line("'end'");
    story.start("ann").when("lea", approve(1)).when("boss", reject(2));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(OnReject, ToTheStartItIsTheInitiatorsAgain) {
    Story story = line("'start'");
    story.start("ann").when("lea", approve(1)).when("boss", reject(2), "say why");
    story.then({SeatRejected{.seat = SeatId{2}, .by = "boss"},
                SentBack{.from = "b", .to = "s", .seat = {}, .to_initiator = true, .undone = {"s", "a", "b"}},
                TokensCanceled{.tokens = {TokenId{3}}},
                NodeEntered{.token = TokenId{4}, .node = "s", .round = 2},
                SeatsCreated{.seats = {seat(3, 4, 1, "ann")}}});
    EXPECT_EQ(story.entries().at(0).action, "reject");
    EXPECT_EQ(story.status(), Status::Returned);
    story.when("ann", resubmit());
    EXPECT_EQ(story.open(), "4:lea") << "all of them are asked again";
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(OnReject, ToANodeItIsAskedAgain) {
    Story story = line("{'node': 'a'}");
    story.start("ann").when("lea", approve(1)).when("boss", reject(2));
    EXPECT_EQ(story.open(), "3:lea");
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 2);
}

TEST(OnReject, ToAFlowThatNothingElseTakes) {
    const std::string definition =
        graph({by("a", "lea", rejecting("{'flow': 'a->fix'}")), "fix:task", by("b", "boss")},
              "s>a a>b a>fix fix>a b>e");
    Story story = given(definition);
    story.start("ann").when("lea", reject(1));
    EXPECT_EQ(story.at(), "fix");
    story.when("ann", complete(2)).when("lea", approve(3));
    EXPECT_EQ(story.at(), "b");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(OnReject, IsSaidOnceForAllApprovals) {
    std::string definition = graph({by("a", "lea"), by("b", "boss", rejecting("'end'"))}, "s>a a>b b>e");
    definition.insert(1, "'on_reject': 'start', ");
    Story story = given(definition);
    story.start("ann").when("lea", reject(1));
    EXPECT_EQ(story.status(), Status::Returned);
    story.when("ann", resubmit()).when("lea", approve(3)).when("boss", reject(4));
    EXPECT_EQ(story.status(), Status::Rejected) << "b says otherwise";
}

TEST(OnReject, WaitsForTheRuleOfTheNode) {
    Story story = given(graph({by("a", "lea bob", rejecting("'start'"))}, "s>a a>e"));
    story.start("ann").when("lea", reject(1));
    EXPECT_EQ(story.status(), Status::Running) << "the other may still approve";
    story.when("bob", reject(2));
    EXPECT_EQ(story.status(), Status::Returned);
}

TEST(OnReject, FollowsARejectionByPolicyToo) {
    Story story =
        given(graph({by("a", "lea", "'on_no_approver': 'reject', " + rejecting("'start'"))}, "s>a a>e"));
    story.world.leaves("lea");
    story.start("ann");
    EXPECT_EQ(story.status(), Status::Returned);
}

TEST(OnReject, TakesAwayWhatRunsBesideIt) {
    Story story = given(graph({by("p", "eve"), "f:parallel", by("a", "lea", rejecting("{'node': 'p'}")),
                               by("b", "bob"), "j:parallel"},
                              "s>p p>f f>a f>b a>j b>j j>e"));
    story.start("ann").when("eve", approve(1)).when("lea", reject(2));
    EXPECT_EQ(story.at(), "p");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 2);
}

TEST(OnReject, EndsTheInstanceIfNobodyCouldGoOn) {
    Story story = line("'start'");
    story.start("ann").when("lea", approve(1));
    story.world.people.erase("ann");
    story.when("boss", reject(2));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(OnReject, ThatGoesRoundWithoutAnybodyIsRefused) {
    Story story = given(graph({by("a", "lea", "'on_no_approver': 'approve'"),
                               by("b", "lea", "'on_no_approver': 'reject', " + rejecting("{'node': 'a'}"))},
                              "s>a a>b b>e"));
    story.world.leaves("lea");
    story.when("ann", Start{}).rejects(Code::TooManySteps);
}

TEST(OnReject, InsideASubprocessMayGoBackOutOfIt) {
    const std::string inner = inside("i", {by("a", "lea", rejecting("{'node': 'p'}"))}, "is>a a>ie");
    Story story = given(graph({by("p", "eve"), "sub:subprocess " + inner}, "s>p p>sub sub>e"));
    story.start("ann").when("eve", approve(1)).when("lea", reject(2));
    EXPECT_EQ(story.at(), "p");
    EXPECT_TRUE(is_completed_by_all(story));
}

}  // namespace
}  // namespace wf::test
