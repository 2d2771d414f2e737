#include "spec.hpp"

namespace wf::test {
namespace {

// a and b side by side; `b` says who signs there, and that who signs a does not.
Story side_by_side(const std::string& a, const std::string& b,
                   const std::string& settings = "'mode': 'all'") {
    return given(definition(
        {{"fork", "{'id': 'fork', 'type': 'parallel'}"},
         {"join", "{'id': 'join', 'type': 'parallel'}"},
         approval("a", a),
         approval("b", b, "'not_same_as': ['a'], " + settings)},
        "{'from': 'start', 'to': 'fork'}, {'from': 'fork', 'to': 'a'}, {'from': 'fork', 'to': 'b'}, "
        "{'from': 'a', 'to': 'join'}, {'from': 'b', 'to': 'join'}, {'from': 'join', 'to': 'end'}"));
}

template <class Kind>
int count(const Story& story) {
    int count = 0;
    for (const Entry& entry : story.log())
        for (const Event& event : entry.events) count += std::holds_alternative<Kind>(event);
    return count;
}

TEST(Duties, WhoSignsInOneBranchLosesTheirSeatInTheOther) {
    Story story = side_by_side(by_users("lea"), by_users("lea bob"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:lea 2:lea 3:bob");
    story.when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:bob");
    const Entry& entry = story.entries().back();
    EXPECT_EQ(entry.actor, system_actor);
    EXPECT_EQ(entry.action, "reassign");
    EXPECT_EQ(entry.node, "b");
    EXPECT_EQ(entry.comment, "\"lea\" may not act here any more; not_same_as: a");
    story.when("bob", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Duties, NobodyElseIsANodeWithoutApprovers) {
    Story story = side_by_side(by_users("lea"), by_users("lea"));
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:role:admin");
    story.when("lea", approve(3)).rejects(Code::NotTheHolder);
}

TEST(Duties, AnAgentDoesNotVoteForWhoHasSigned) {
    Story story = side_by_side(by_role("board"), by_users("carl bob"));
    story.world.agents = {{"carl", "eve"}};
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:board 2:eve 3:bob");
    story.when("carl", approve(1));
    EXPECT_EQ(story.open(), "3:bob");
}

TEST(Duties, AnAgentWhoHasSignedGivesTheSeatBack) {
    Story story = side_by_side(by_role("board"), by_users("eve"));
    story.world.agents = {{"eve", "carl"}};
    story.start("ann").when("carl", approve(1));
    EXPECT_EQ(story.open(), "2:eve");
}

TEST(Duties, WhatWasClaimedIsTheGroupsAgain) {
    Story story = side_by_side(by_role("board"), by_role("board"), "'mode': 'any'");
    story.start("ann").when("carl", Claim{.task = SeatId{2}}).when("carl", approve(1));
    EXPECT_EQ(story.open(), "2:role:board");
    story.when("carl", approve(2)).rejects(Code::SeparationOfDuties);
    story.when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Duties, AdviceIsNoVote) {
    Story story = side_by_side(by_users("lea"), by_users("bob"));
    story.start("ann").when("bob", Delegate{.task = SeatId{2}, .to = "lea"}).when("lea", approve(1));
    EXPECT_EQ(story.open(), "2:lea");
    story.when("lea", Resolve{.task = SeatId{2}});
    EXPECT_EQ(story.open(), "2:bob");
}

TEST(Duties, DedupePassesNobodyWhoMayNot) {
    Story story =
        side_by_side(by_users("lea"), by_users("bob lea"), "'mode': 'sequential', 'dedupe': 'once'");
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    EXPECT_EQ(count<SeatPassed>(story), 0);
    EXPECT_EQ(story.status(), Status::Completed);
}

// The pass itself: lea is asked twice, in instances of one node that nobody may sign twice.
TEST(Duties, DedupePassesNobodyTwice) {
    Story story = given(
        chain({approval("a", by_users("lea")),
               approval("b", by_users("lea bob"),
                        "'mode': 'all', 'multi': {'count': 2}, 'dedupe': 'once', 'not_same_as': ['b']")}));
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(count<SeatPassed>(story), 1);
    EXPECT_EQ(story.open(), "3:bob 5:bob");
}

TEST(Duties, WhoHandledANodeLastIsNotAskedAgainIfTheyMayNot) {
    Story story = given(
        chain({approval("a", by_users("lea bob"), "'not_same_as': ['b']"), approval("b", by_users("lea")),
               approval("c", by_users("boss"), "'send_back': {'handlers': 'last'}")}));
    story.start("ann").when("lea", approve(1)).when("lea", approve(3));
    story.when("boss", SendBack{.task = SeatId{4}, .target = "a"});
    EXPECT_EQ(story.open(), "5:bob");
}

TEST(Duties, TakingOneVoteBackLeavesTheOthersOfARepeatedNode) {
    Story story = given(chain({approval("a", by_users("lea bob"), "'mode': 'all', 'multi': {'count': 2}"),
                               approval("b", by_users("lea carl"), "'mode': 'all', 'not_same_as': ['a']")}));
    story.start("ann").when("lea", approve(1)).when("lea", approve(3)).when("lea", Recall{.node = "a"});
    EXPECT_EQ(story.open(), "1:lea 2:bob 4:bob");
    story.when("adam", RemoveSigner{.task = SeatId{1}, .person = "lea"});
    story.when("bob", approve(2)).when("bob", approve(4));
    EXPECT_EQ(story.open(), "5:carl");
}

TEST(Duties, WhoIsExceptedGetsNoSeatAndCannotBeHandedOne) {
    Story story = given(chain({approval("a", by_users("lea bob carl"), "'mode': 'all', 'except': ['bob', 'field:owner']")}));
    story.start("ann", "{'owner': 'carl'}");
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", Transfer{.task = SeatId{1}, .to = "bob"}).rejects(Code::SeparationOfDuties);
    story.when("lea", Transfer{.task = SeatId{1}, .to = "carl"}).rejects(Code::SeparationOfDuties);
}

TEST(Duties, WhoIsExceptedDoesNotActForTheirGroup) {
    Story story = given(chain({approval("a", by_role("board"), "'except': ['carl']")}));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:board");
    story.when("carl", approve(1)).rejects(Code::SeparationOfDuties);
}

TEST(Duties, AGroupOfWhichNobodyMayActIsNobody) {
    Story story = given(chain({approval("a", by_role("hr"), "'except': ['eve']")}));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
}

TEST(Duties, AGroupLosesItsTaskWithTheLastOfThemWhoMayAct) {
    Story story = side_by_side(by_users("eve"), by_role("hr"), "'mode': 'any'");
    story.start("ann");
    EXPECT_EQ(story.open(), "1:eve 2:role:hr");
    story.when("eve", approve(1));
    EXPECT_EQ(story.open(), "3:role:admin");
}

TEST(Duties, WhoBelongsToAGroupIsAskedOnlyWhereSomebodyMayNotAct) {
    Story story = side_by_side(by_users("carl"), by_role("board"), "'mode': 'any'");
    story.start("ann");
    EXPECT_EQ(story.world.members_asked, 1) << "is there anybody?";
    story.when("bob", Claim{.task = SeatId{2}}).when("bob", Release{.task = SeatId{2}});
    EXPECT_EQ(story.world.members_asked, 1) << "nobody has signed yet";
    story.when("carl", approve(1));
    EXPECT_EQ(story.world.members_asked, 2);
}

TEST(Duties, AListInAFieldExceptsEveryoneInIt) {
    Story story = given(chain({approval("a", by_users("lea bob"), "'mode': 'all', 'except': ['field:owners']")}));
    story.start("ann", "{'owners': ['bob', 5]}");
    EXPECT_EQ(story.open(), "1:lea");
}

}  // namespace
}  // namespace wf::test
