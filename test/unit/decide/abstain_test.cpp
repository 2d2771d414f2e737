#include "spec.hpp"

namespace wf::test {
namespace {

Act abstain(std::uint32_t task) { return Abstain{.task = SeatId{task}, .data = {}}; }
std::string node(const std::string& settings) {
    return chain({approval("node", by_users("lea bob carl"), settings + ", 'abstain': true")});
}

TEST(Abstain, CountsForNeitherSide) {
    Story story = given(node("'mode': 'all'"));
    story.start("ann").when("lea", abstain(1)).then({SeatAbstained{.seat = SeatId{1}, .by = "lea"}});
    story.when("bob", approve(2)).when("carl", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Abstain, StaysInTheNumberThatAVoteNeeds) {
    Story story = given(node("'mode': 'vote', 'vote': {'need': '100%'}"));
    story.start("ann").when("lea", abstain(1));
    EXPECT_EQ(story.status(), Status::Rejected) << "three of three cannot be reached any more";
}

TEST(Abstain, ByAllLeavesItToThePolicyForNobody) {
    Story story = given(node("'mode': 'any'"));
    story.start("ann").when("lea", abstain(1)).when("bob", abstain(2)).when("carl", abstain(3));
    EXPECT_EQ(story.entries().back().action, "assign");
    EXPECT_EQ(story.state().find_seat(SeatId{4})->who(), "role:admin");
    story.when("adam", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Abstain, TakesItsTurnInASequence) {
    Story story = given(node("'mode': 'sequential'"));
    story.start("ann").when("lea", abstain(1));
    EXPECT_EQ(story.state().find_seat(SeatId{2})->state, SeatState::Open);
}

TEST(Abstain, OnlyWhereTheNodeAllowsIt) {
    given(chain({approval("node", by_users("lea bob"), "'mode': 'all'")}))
        .start("ann")
        .when("lea", abstain(1))
        .rejects(Code::AbstainNotAllowed);
}

}  // namespace
}  // namespace wf::test
