#include "spec.hpp"

namespace wf::test {
namespace {

Story running(const std::string& rules, const std::string& settings = "") {
    Story story = given(chain({approval("node", rules, settings)}));
    story.start("ann");
    return story;
}
Story& leaves(Story& story, const PersonId& person) {
    story.world.leaves(person);
    return story.when(PersonId{system_actor}, ReplaceLeavers{});
}
std::string open(const Story& story) {
    std::string text;
    for (const Seat& seat : story.state().seats)
        if (seat.state == SeatState::Open) text += (text.empty() ? "" : " ") + seat.who();
    return text;
}

TEST(ReplaceLeavers, TheSuperiorTakesTheSeat) {
    Story story = running(by_users("bob"));
    leaves(story, "bob");
    EXPECT_EQ(open(story), "lea");
    EXPECT_EQ(story.entries().front().comment, "\"bob\" has left; on_leave: superior");
}

TEST(ReplaceLeavers, ASuperiorWhoHasASeatHereIsEnough) {
    Story story = running(by_users("bob lea"), "'mode': 'all'");
    leaves(story, "bob");
    EXPECT_EQ(open(story), "lea");
    story.when("lea", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(ReplaceLeavers, WhatRemainsMayDecideAtOnce) {
    Story story = running(by_users("bob lea"), "'mode': 'all'");
    story.when("lea", approve(2));
    leaves(story, "bob");
    EXPECT_EQ(story.status(), Status::Completed) << "lea has voted, and stands above bob";
}

TEST(ReplaceLeavers, WithoutASuperiorTheAdministratorsDo) {
    Story story = running(by_users("boss"));
    leaves(story, "boss");
    EXPECT_EQ(open(story), "role:admin");
}

TEST(ReplaceLeavers, ThePolicyMayNameAdministratorsOrPeople) {
    Story admins = running(by_users("bob"), "'on_leave': 'admin'");
    leaves(admins, "bob");
    EXPECT_EQ(open(admins), "role:admin");
    Story people =
        running(by_users("bob carl"), "'mode': 'all', 'on_leave': {'users': ['gone', 'carl', 'dora']}");
    leaves(people, "bob");
    EXPECT_EQ(open(people), "dora carl") << "gone has left, carl has a seat";
}

TEST(ReplaceLeavers, HoldParksTheSeat) {
    Story story = running(by_users("bob carl"), "'mode': 'all', 'on_leave': 'hold'");
    leaves(story, "bob");
    EXPECT_EQ(open(story), "carl");
    EXPECT_EQ(story.state().find_seat(SeatId{1})->state, SeatState::Parked);
    story.when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Running) << "bob's vote is still missing";
}

TEST(ReplaceLeavers, CastVotesStay) {
    Story story = running(by_users("bob carl"), "'mode': 'all'");
    story.when("bob", approve(1));
    story.world.leaves("bob");
    story.when(PersonId{system_actor}, ReplaceLeavers{}).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(ReplaceLeavers, AClaimedTaskGoesBackToTheGroup) {
    Story story = running(by_role("board"));
    story.when("bob", Claim{.task = SeatId{1}});
    leaves(story, "bob");
    EXPECT_EQ(open(story), "role:board");
}

TEST(ReplaceLeavers, AGroupWithoutMembersIsNobody) {
    Story story = running(by_role("hr"));
    leaves(story, "eve");
    EXPECT_EQ(open(story), "role:admin");
    EXPECT_EQ(story.entries().back().action, "assign");
}

TEST(ReplaceLeavers, AnAdvisersTaskGoesBackToTheGiver) {
    Story story = running(by_users("lea"));
    story.when("lea", Delegate{.task = SeatId{1}, .to = "bob"});
    leaves(story, "bob");
    EXPECT_EQ(open(story), "lea");
}

TEST(ReplaceLeavers, AnAgentsTaskGoesBackToThePrincipal) {
    Story story = given(chain({approval("node", by_users("lea"))}));
    story.world.agents["lea"] = "bob";
    story.start("ann");
    EXPECT_EQ(open(story), "bob");
    leaves(story, "bob");
    EXPECT_EQ(open(story), "lea");
}

TEST(ReplaceLeavers, InASequenceTheTurnOfALeaverIsHisSuperiors) {
    Story story = running(by_users("lea bob"), "'mode': 'sequential'");
    story.world.leaves("bob");
    story.world.people["bob"].manager = "boss";
    story.when("lea", approve(1));
    EXPECT_EQ(open(story), "boss");
    EXPECT_EQ(story.entries().back().action, "reassign");
}

TEST(ReplaceLeavers, ATaskNodeMovesToo) {
    Story story = given(
        "{'key': 'k', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'work', 'type': 'task', 'assignee': "
        "'bob'},"
        "{'id': 'end', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'work'}, {'from': 'work', 'to': "
        "'end'}]}");
    story.start("ann");
    leaves(story, "bob");
    EXPECT_EQ(open(story), "lea");
}

}  // namespace
}  // namespace wf::test
