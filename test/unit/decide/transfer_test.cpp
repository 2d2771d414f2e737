#include "spec.hpp"

namespace wf::test {
namespace {

Act transfer(std::uint32_t task, PersonId to) { return Transfer{.task = SeatId{task}, .to = std::move(to)}; }
SeatReassigned to(std::uint32_t task, const PersonId& person) {
    return {.seat = SeatId{task}, .principal = person, .holder = person, .candidates = {}, .path = {}};
}

TEST(Transfer, SomebodyElseDecidesForGood) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("lea", transfer(1, "bob")).then({to(1, "bob")});
    story.when("lea", approve(1)).rejects(Code::NotTheHolder);
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Transfer, ByAnAdministratorInsteadOfTheHolder) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("adam", transfer(1, "bob")).then({to(1, "bob")});
    story.when("carl", transfer(1, "dora")).rejects(Code::NotTheHolder);
}

TEST(Transfer, KeepsTheNumberOfSeatsAndTheirWeights) {
    Story story = given(chain({approval("node", by_users("lea bob carl"),
                                        "'mode': 'vote', 'vote': {'need': 3, 'weights': {'lea': 3}}")}));
    story.start("ann").when("lea", transfer(1, "dora")).when("dora", approve(1));
    EXPECT_EQ(story.status(), Status::Completed) << "three votes of five, as lea would have had";
}

TEST(Transfer, NotToSomebodyWhoHasASeatHere) {
    given(chain({approval("node", by_users("lea bob"), "'mode': 'all'")}))
        .start("ann")
        .when("lea", transfer(1, "bob"))
        .rejects(Code::AlreadyHasSeat);
}

TEST(Transfer, NotToSomebodyWhoHasVotedHere) {
    Story story = given(chain({approval("node", by_users("lea bob"), "'mode': 'all'")}));
    story.start("ann").when("bob", approve(2)).when("lea", transfer(1, "bob"));
    story.rejects(Code::AlreadyHasSeat);
}

TEST(Transfer, NotToWhoHasLeftOrNeverWas) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann");
    story.when("lea", transfer(1, "gone")).rejects(Code::UnknownPerson);
    story.when("lea", transfer(1, "nobody")).rejects(Code::UnknownPerson);
}

TEST(Transfer, NotToTheInitiatorWhereHeMayNotApprove) {
    given(chain({approval("lead", by_users("lea"), "'on_self': 'skip'")}))
        .start("ann")
        .when("lea", transfer(1, "ann"))
        .rejects(Code::SelfApproval);
}

TEST(Transfer, ATaskOfAGroupBecomesOnePersons) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann").when("bob", transfer(1, "eve")).then({to(1, "eve")});
    story.when("carl", approve(1)).rejects(Code::NotTheHolder);
}

TEST(Transfer, GoesOnToAnAgent) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.world.agents["bob"] = "carl";
    story.start("ann").when("lea", transfer(1, "bob"));
    story.then({SeatReassigned{
        .seat = SeatId{1}, .principal = "bob", .holder = "carl", .candidates = {}, .path = {"bob"}}});
}

TEST(Transfer, AnAgentMayGiveItBackToHisPrincipal) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.world.agents["lea"] = "bob";
    story.start("ann").when("bob", transfer(1, "lea")).then({to(1, "lea")});
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Transfer, NotToOneself) {
    given(chain({approval("lead", by_users("lea"))}))
        .start("ann")
        .when("lea", transfer(1, "lea"))
        .rejects(Code::AlreadyHasSeat);
}

TEST(Transfer, WhatWasOnlyGivenForAdviceCanNotBeTransferred) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("lea", Delegate{.task = SeatId{1}, .to = "bob"}).when("bob", transfer(1, "carl"));
    story.rejects(Code::OnlyAdvice);
}

}  // namespace
}  // namespace wf::test
