#include "spec.hpp"

namespace wf::test {
namespace {

Act delegate(PersonId to) { return Delegate{.task = SeatId{1}, .to = std::move(to)}; }
Act resolve() { return Resolve{.task = SeatId{1}}; }
Story lead() {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann");
    return story;
}
PersonId holder(const Story& story) { return story.state().find_seat(SeatId{1})->holder; }

TEST(Delegate, TheAgentCanNotDecide) {
    Story story = lead();
    story.when("lea", delegate("bob")).then({SeatDelegated{.seat = SeatId{1}, .to = "bob"}});
    story.when("bob", approve(1)).rejects(Code::OnlyAdvice);
    story.when("bob", reject(1)).rejects(Code::OnlyAdvice);
    story.when("lea", approve(1)).rejects(Code::NotTheHolder);
}

TEST(Delegate, ComesBackStepByStep) {
    Story story = lead();
    story.when("lea", delegate("bob")).when("bob", delegate("carl")).when("carl", delegate("dora"));
    story.when("dora", resolve());
    EXPECT_EQ(holder(story), "carl");
    story.when("carl", resolve()).when("bob", resolve());
    EXPECT_EQ(holder(story), "lea");
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Delegate, NotInACircleNorToWhoHasASeat) {
    Story story = lead();
    story.when("lea", delegate("bob")).when("bob", delegate("lea")).rejects(Code::AlreadyHasSeat);
    story.when("bob", delegate("bob")).rejects(Code::AlreadyHasSeat);
}

TEST(Delegate, NotToWhoHasLeft) { lead().when("lea", delegate("gone")).rejects(Code::UnknownPerson); }

TEST(Delegate, AGroupsTaskHasToBeClaimedFirst) {
    given(chain({approval("board", by_role("board"))}))
        .start("ann")
        .when("bob", delegate("eve"))
        .rejects(Code::NotClaimed);
}

}  // namespace
}  // namespace wf::test
