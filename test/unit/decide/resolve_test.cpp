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

TEST(ResolveTask, GivesItBackToTheGiver) {
    Story story = lead();
    story.when("lea", delegate("bob"))
        .when("bob", resolve())
        .then({SeatResolved{.seat = SeatId{1}, .to = "lea"}});
    EXPECT_EQ(story.entries().front().on_behalf_of, "lea");
}

TEST(ResolveTask, TheGiverMayTakeItBack) {
    Story story = lead();
    story.when("lea", delegate("bob"))
        .when("lea", resolve())
        .then({SeatResolved{.seat = SeatId{1}, .to = "lea"}});
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(ResolveTask, IsNobodyElsesBusiness) {
    lead().when("lea", delegate("bob")).when("carl", resolve()).rejects(Code::NotTheHolder);
}

TEST(ResolveTask, WhatWasNotDelegatedCanNotBeGivenBack) {
    lead().when("lea", resolve()).rejects(Code::NotDelegated);
}

TEST(ResolveTask, ToAGiverWhoHasLeftMovesOnByPolicy) {
    Story story = lead();
    story.when("lea", delegate("bob"));
    story.world.leaves("lea");
    story.when("bob", resolve());
    EXPECT_EQ(story.state().find_seat(SeatId{1})->holder, "boss") << "lea's superior";
}

}  // namespace
}  // namespace wf::test
