// The seats of an approval in each mode; what they add up to is tested in rule/.
#include "spec.hpp"

namespace wf::test {
namespace {

std::string node_in_mode(const std::string& settings, const std::string& people = "lea boss eve") {
    return chain({approval("node", by_users(people), settings), approval("next", by_users("dora"))});
}

const std::string any = node_in_mode("'mode': 'any'");
const std::string all = node_in_mode("'mode': 'all'");
const std::string sequence = node_in_mode("'mode': 'sequential'");
const std::string two_of_three = node_in_mode("'mode': 'vote', 'vote': {'need': 2}");

TEST(Approval, InModeAnyOpensATaskForEverybody) {
    Story story = given(any);
    story.start("ann");
    EXPECT_EQ(story.open(), "1:lea 2:boss 3:eve");
}

TEST(Approval, AnyIsTheModeIfNoneIsGiven) {
    Story story = given(node_in_mode(""));
    story.start("ann").when("boss", approve(2));
    EXPECT_EQ(story.at(), "next");
}

TEST(Approval, InModeAnyTheFirstApprovalClosesTheOtherTasks) {
    given(any)
        .start("ann")
        .when("boss", approve(2))
        .then({
            SeatApproved{.seat = SeatId{2}, .by = "boss"},
            SeatsClosed{.seats = {SeatId{1}, SeatId{3}}},
            NodeCompleted{.token = TokenId{2}, .outcome = "approved"},
            FlowTaken{.flow = "node->next"},
            NodeEntered{.token = TokenId{3}, .node = "next", .round = 1, .after = {"node"}},
            SeatsCreated{.seats = {seat(4, 3, 1, "dora")}},
        });
}

TEST(Approval, InModeAnyItIsRejectedOnlyWhenAllHaveRejected) {
    Story story = given(any);
    story.start("ann").when("boss", reject(2)).when("lea", reject(1));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("eve", reject(3))
        .then({
            SeatRejected{.seat = SeatId{3}, .by = "eve"},
            NodeCompleted{.token = TokenId{2}, .outcome = "rejected"},
            InstanceEnded{.status = Status::Rejected},
        });
}

TEST(Approval, InModeAllEverybodyMustApprove) {
    Story story = given(all);
    story.start("ann").when("boss", approve(2)).when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:eve");
    story.when("eve", approve(3));
    EXPECT_EQ(story.at(), "next");
}

TEST(Approval, InModeAllTheFirstRejectionEndsTheInstanceAndClosesTheOtherTasks) {
    given(all)
        .start("ann")
        .when("boss", reject(2))
        .then({
            SeatRejected{.seat = SeatId{2}, .by = "boss"},
            SeatsClosed{.seats = {SeatId{1}, SeatId{3}}},
            NodeCompleted{.token = TokenId{2}, .outcome = "rejected"},
            InstanceEnded{.status = Status::Rejected},
        });
}

TEST(Approval, ASequenceOpensOneTaskAtATime) {
    Story story = given(sequence);
    story.start("ann");
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1))
        .then({SeatApproved{.seat = SeatId{1}, .by = "lea"}, SeatOpened{.seat = SeatId{2}}});
    EXPECT_EQ(story.open(), "2:boss");
    story.when("boss", approve(2));
    EXPECT_EQ(story.open(), "3:eve");
    story.when("eve", approve(3));
    EXPECT_EQ(story.at(), "next");
}

TEST(Approval, ARejectionInASequenceEndsItForThoseWhoWait) {
    given(sequence)
        .start("ann")
        .when("lea", reject(1))
        .then({
            SeatRejected{.seat = SeatId{1}, .by = "lea"},
            SeatsClosed{.seats = {SeatId{2}, SeatId{3}}},
            NodeCompleted{.token = TokenId{2}, .outcome = "rejected"},
            InstanceEnded{.status = Status::Rejected},
        });
}

TEST(Approval, AVotePassesAsSoonAsItHasEnough) {
    Story story = given(two_of_three);
    story.start("ann").when("lea", approve(1)).when("eve", approve(3));
    EXPECT_EQ(story.at(), "next");
}

TEST(Approval, AVoteThatCanNotBeWonAnyMoreEndsTheInstance) {
    Story story = given(two_of_three);
    story.start("ann")
        .when("lea", reject(1))
        .when("eve", reject(3))
        .then({
            SeatRejected{.seat = SeatId{3}, .by = "eve"},
            SeatsClosed{.seats = {SeatId{2}}},
            NodeCompleted{.token = TokenId{2}, .outcome = "rejected"},
            InstanceEnded{.status = Status::Rejected},
        });
}

TEST(Approval, AVoteByShareCountsThePeopleFound) {
    Story story =
        given(chain({approval("board", by_role("board"), "'mode': 'vote', 'vote': {'need': '60%'}")}));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:bob 2:carl 3:dora");
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("dora", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Approval, ALateBoundRoleHasOneTaskForAll) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann").then({
        started_by("ann"),
        NodeEntered{.token = TokenId{1}, .node = "start", .round = 1},
        NodeCompleted{.token = TokenId{1}, .outcome = {}},
        FlowTaken{.flow = "start->board"},
        NodeEntered{.token = TokenId{2}, .node = "board", .round = 1},
        SeatsCreated{.seats = {Seat{.id = SeatId{1},
                                    .token = TokenId{2},
                                    .rank = 1,
                                    .principal = {},
                                    .holder = {},
                                    .candidates = {"role:board"},
                                    .weight = 1,
                                    .state = SeatState::Open}}},
    });
}

TEST(Approval, ARoleInAnotherModeFixesItsPeopleOnEntry) {
    Story story = given(chain({approval("board", by_role("board"), "'mode': 'all'")}));
    story.start("ann");
    story.world.roles["board"].insert("eve");
    EXPECT_EQ(story.open(), "1:bob 2:carl 3:dora");
}

TEST(Approval, EnteredAgainBeginsANewRoundWithNewTasks) {
    Story story = given(definition(
        {approval("lead", by_users("lea")),
         approval("boss", by_users("boss")),
         {"again", "{'id': 'again', 'type': 'exclusive'}"}},
        "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'boss'}, {'from': 'boss', 'to': 'again'},"
        "{'from': 'again', 'to': 'lead', 'when': 'repeat'}, {'from': 'again', 'to': 'end', 'default': "
        "true}"));
    story.start("ann", "{'repeat': true}").when("lea", approve(1)).when("boss", approve(2));
    EXPECT_EQ(story.open(), "3:lea");
    EXPECT_EQ(story.state().tokens.at(0).round, 2);
    story.when("lea", approve(3)).when("boss", approve(4, "{'repeat': false}"));
    EXPECT_EQ(story.status(), Status::Completed);
}

}  // namespace
}  // namespace wf::test
