#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_steps = chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))});
const std::string sequence = chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")});
const std::string both = chain({approval("both", by_users("lea boss"), "'mode': 'all'")});
const std::string board = chain({approval("board", by_role("board"))});

TEST(Approve, CompletesTheNodeAndMovesOn) {
    given(two_steps)
        .start("ann")
        .when("lea", approve(1))
        .then({
            SeatApproved{.seat = SeatId{1}, .by = "lea"},
            NodeCompleted{.token = TokenId{2}, .outcome = "approved"},
            FlowTaken{.flow = "lead->boss"},
            NodeEntered{.token = TokenId{3}, .node = "boss", .round = 1, .after = {"lead"}},
            SeatsCreated{.seats = {seat(2, 3, 1, "boss")}},
        });
}

TEST(Approve, OfTheLastNodeCompletesTheInstance) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann")
        .when("lea", approve(1))
        .then({
            SeatApproved{.seat = SeatId{1}, .by = "lea"},
            NodeCompleted{.token = TokenId{2}, .outcome = "approved"},
            FlowTaken{.flow = "lead->end"},
            NodeEntered{.token = TokenId{3}, .node = "end", .round = 1, .after = {"lead"}},
            NodeCompleted{.token = TokenId{3}, .outcome = {}},
            InstanceEnded{.status = Status::Completed},
        });
    EXPECT_EQ(story.state().ended_at, story.entries().at(0).at);
}

TEST(Approve, IsLoggedWithTaskNodeAndComment) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1), "fine");
    const Entry& entry = story.entries().at(0);
    EXPECT_EQ(entry.action, "approve");
    EXPECT_EQ(entry.actor, "lea");
    EXPECT_EQ(entry.task, SeatId{1});
    EXPECT_EQ(entry.node, "lead");
    EXPECT_EQ(entry.comment, "fine");
}

TEST(Approve, OfAGroupTaskIsNotForNobody) {
    given(board).start("ann").when("", approve(1)).rejects(Code::NotTheHolder);
}

TEST(Approve, IsForTheHolderOnly) {
    given(two_steps)
        .start("ann")
        .when("bob", approve(1))
        .rejects(Code::NotTheHolder, "It belongs to \"lea\".");
}

TEST(Approve, IsNotForPeopleNobodyKnows) {
    given(two_steps).start("ann").when("nobody", approve(1)).rejects(Code::NotTheHolder, "\"nobody\"");
    given(board).start("ann").when("nobody", approve(1)).rejects(Code::NotTheHolder, "\"nobody\"");
}

TEST(Approve, IsNotForAdministratorsWithoutASeat) {
    Story story = given(two_steps);
    story.start("ann").when("adam", approve(1)).rejects(Code::NotTheHolder);
    story.by_administrator = true;
    story.when("bob", approve(1)).rejects(Code::NotTheHolder);
}

TEST(Approve, AnyMemberOfAGroupMayActOnItsTask) {
    given(board)
        .start("ann")
        .when("dora", approve(1))
        .then({
            SeatApproved{.seat = SeatId{1}, .by = "dora"},
            NodeCompleted{.token = TokenId{2}, .outcome = "approved"},
            FlowTaken{.flow = "board->end"},
            NodeEntered{.token = TokenId{3}, .node = "end", .round = 1, .after = {"board"}},
            NodeCompleted{.token = TokenId{3}, .outcome = {}},
            InstanceEnded{.status = Status::Completed},
        });
}

TEST(Approve, WhoIsNoMemberMayNotActOnAGroupTask) {
    given(board)
        .start("ann")
        .when("lea", approve(1))
        .rejects(Code::NotTheHolder, "members of \"role:board\"");
}

TEST(Approve, WhoBecomesAMemberLaterMayActOnAGroupTask) {
    Story story = given(board);
    story.start("ann");
    story.world.roles["board"].insert("lea");
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Approve, OfAnEndedTaskSaysWhoEndedItAndHow) {
    given(two_steps)
        .start("ann")
        .when("lea", approve(1))
        .when("lea", approve(1))
        .rejects(Code::TaskNotOpen,
                 "It ended with the command \"approve\" by \"lea\" at 2000-01-01T00:00:02.000000Z.");
}

TEST(Approve, OfATaskThatTheEndOfTheInstanceClosedSaysSo) {
    given(two_steps)
        .start("ann")
        .when("ann", Withdraw{})
        .when("lea", approve(1))
        .rejects(Code::TaskNotOpen, "the command \"withdraw\" by \"ann\"");
}

TEST(Approve, TwiceByTheSamePersonIsRefusedWhileTheNodeIsStillOpen) {
    given(both)
        .start("ann")
        .when("lea", approve(1))
        .when("lea", approve(1))
        .rejects(Code::TaskNotOpen, "\"lea\"");
}

TEST(Approve, WaitsForOnesTurnInASequence) {
    given(sequence)
        .start("ann")
        .when("boss", approve(2))
        .rejects(Code::TaskNotYetOpen, "signed one after the other");
}

TEST(Approve, OfATaskThatNeverWasIsRefused) {
    given(two_steps)
        .start("ann")
        .when("lea", approve(2))
        .rejects(Code::TaskNotFound, "task 2 does not exist");
}

TEST(Approve, OfTaskZeroIsRefused) {
    given(two_steps).start("ann").when("lea", approve(0)).rejects(Code::TaskNotFound);
}

TEST(Approve, ARefusalLeavesTheTaskOpen) {
    Story story = given(two_steps);
    story.start("ann").when("bob", approve(1)).rejects(Code::NotTheHolder).when("lea", approve(1));
    EXPECT_EQ(story.at(), "boss");
}

TEST(Approve, WritesItsDataBeforeTheVote) {
    given(both)
        .start("ann", "{'days': 3}")
        .when("lea", approve(1, "{'days': 2}"))
        .then({
            DataChanged{.data = Json{"{\"days\":2}"}},
            SeatApproved{.seat = SeatId{1}, .by = "lea"},
        });
}

TEST(Approve, NeverGoesBackInTime) {
    Story story = given(both);
    story.start("ann");
    const Command earlier{
        .act = approve(1), .actor = "lea", .by_administrator = false, .at = 5, .comment = {}};
    const Decision decision = decide(story.definition(), story.state(), earlier, story.world);
    EXPECT_EQ(std::get<Accepted>(decision).entries.at(0).at, story.state().last_at);
}

}  // namespace
}  // namespace wf::test
