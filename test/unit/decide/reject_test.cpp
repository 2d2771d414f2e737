#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_steps = chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))});
const std::string either = chain({approval("either", by_users("lea boss"))});

TEST(Reject, EndsTheInstanceWhenTheNodesRuleSaysSo) {
    Story story = given(two_steps);
    story.start("ann")
        .when("lea", reject(1))
        .then({
            SeatRejected{.seat = SeatId{1}, .by = "lea"},
            NodeCompleted{.token = TokenId{2}, .outcome = "rejected"},
            InstanceEnded{.status = Status::Rejected},
        });
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(Reject, IsAVoteThatTheRuleMayOutvote) {
    Story story = given(either);
    story.start("ann").when("lea", reject(1)).then({SeatRejected{.seat = SeatId{1}, .by = "lea"}});
    story.when("boss", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Reject, IsLoggedWithTaskNodeAndComment) {
    Story story = given(two_steps);
    story.start("ann").when("lea", reject(1), "too long");
    const Entry& entry = story.entries().at(0);
    EXPECT_EQ(entry.action, "reject");
    EXPECT_EQ(entry.task, SeatId{1});
    EXPECT_EQ(entry.node, "lead");
    EXPECT_EQ(entry.comment, "too long");
    EXPECT_EQ(entry.target, Status::Rejected);
}

TEST(Reject, IsForTheHolderOnly) {
    given(two_steps).start("ann").when("boss", reject(1)).rejects(Code::NotTheHolder, "\"lea\"");
}

TEST(Reject, OfAnEndedTaskSaysWhoEndedIt) {
    given(two_steps)
        .start("ann")
        .when("lea", reject(1))
        .when("lea", approve(1))
        .rejects(Code::TaskNotOpen, "the command \"reject\" by \"lea\"");
}

TEST(Reject, WaitsForOnesTurnInASequence) {
    given(chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")}))
        .start("ann")
        .when("boss", reject(2))
        .rejects(Code::TaskNotYetOpen);
}

TEST(Reject, OfATaskThatNeverWasIsRefused) {
    given(two_steps).start("ann").when("lea", reject(9)).rejects(Code::TaskNotFound);
}

TEST(Reject, WritesItsDataBeforeTheVote) {
    given(either)
        .start("ann")
        .when("lea", reject(1, "{'why': 'no budget'}"))
        .then({
            DataChanged{.data = Json{"{\"why\":\"no budget\"}"}},
            SeatRejected{.seat = SeatId{1}, .by = "lea"},
        });
}

}  // namespace
}  // namespace wf::test
