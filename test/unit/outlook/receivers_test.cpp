#include "core/outlook/receivers.hpp"

#include "spec.hpp"

namespace wf::test {
namespace {

Act transfer(std::uint32_t task, PersonId to) { return Transfer{.task = SeatId{task}, .to = std::move(to)}; }
Act delegate(std::uint32_t task, PersonId to) { return Delegate{.task = SeatId{task}, .to = std::move(to)}; }

std::string receivers(const Story& story, std::size_t entry = 0) {
    std::string text;
    for (const std::string& who : receivers_of(story.entries().at(entry)))
        text += (text.empty() ? "" : " ") + who;
    return text;
}

std::string target(const Story& story) { return target_node_of(story.entries().front()); }

Story lead(const std::string& settings = "", const std::string& who = by_users("lea")) {
    Story story = given(chain({approval("lead", who, settings), approval("boss", by_users("boss"))}));
    story.start("ann");
    return story;
}

TEST(Receivers, OfATransferIsWhoGetsTheTask) {
    Story story = lead();
    EXPECT_EQ(receivers(story), "") << "who is asked because it begins was not named";
    story.when("lea", transfer(1, "bob"));
    EXPECT_EQ(receivers(story), "bob");
    story.when("bob", approve(1));
    EXPECT_EQ(receivers(story), "");
}

TEST(Receivers, WhoActsForTheReceiverIsOneToo) {
    Story story = lead();
    story.world.agents["bob"] = "eve";
    story.when("lea", transfer(1, "bob"));
    EXPECT_EQ(receivers(story), "bob eve");
}

TEST(Receivers, OfAStandingDelegationIsTheAgentAlone) {
    Story story = lead();
    story.world.agents["lea"] = "eve";
    story.when(PersonId{system_actor}, ApplyDelegation{.person = "lea"});
    EXPECT_EQ(receivers(story), "eve");
}

TEST(Receivers, AdviceGoesThereAndBack) {
    Story story = lead();
    story.when("lea", delegate(1, "bob"));
    EXPECT_EQ(receivers(story), "bob");
    story.when("bob", Resolve{.task = SeatId{1}});
    EXPECT_EQ(receivers(story), "lea");
}

TEST(Receivers, WhatIsReleasedIsTheGroupsAgain) {
    Story story = lead("", by_role("board"));
    story.when("bob", Claim{.task = SeatId{1}}).when("bob", Release{.task = SeatId{1}});
    EXPECT_EQ(receivers(story), "role:board");
}

TEST(Receivers, SignersAreAddedAndRemoved) {
    Story story = lead();
    story.when("lea", AddSigner{.task = SeatId{1}, .people = {"bob", "eve"}, .place = SignerPlace::Before});
    EXPECT_EQ(receivers(story), "bob eve");
    story.when("lea", RemoveSigner{.task = SeatId{1}, .person = "eve"});
    EXPECT_EQ(receivers(story), "eve");
}

TEST(Receivers, OfATimeoutIsTheSuperior) {
    Story story = lead("'due': 'P1D', 'on_timeout': 'superior'", by_users("bob"));
    story.fires("lead");
    EXPECT_EQ(receivers(story), "lea");
}

TEST(Receivers, WhoTakesOverFromALeaverIsOne) {
    Story story = lead("", by_users("bob"));
    story.world.leaves("bob");
    story.when(PersonId{system_actor}, ReplaceLeavers{});
    EXPECT_EQ(receivers(story), "lea");
}

TEST(Receivers, OfTheAdviserWhoLeavesIsWhoAsked) {
    Story story = lead();
    story.when("lea", delegate(1, "bob"));
    story.world.leaves("bob");
    story.when(PersonId{system_actor}, ReplaceLeavers{});
    EXPECT_EQ(receivers(story), "lea");
}

TEST(Receivers, WithoutAnApproverAreThoseOfThePolicy) {
    Story story = given(chain({approval("nobody", by_role("left"))}));
    story.start("ann");
    EXPECT_EQ(receivers(story, 1), "role:admin");
}

TEST(Receivers, OfCopiesAndReminders) {
    Story story = lead();
    story.when("ann", Copy{.people = {"eve", "carl"}});
    EXPECT_EQ(receivers(story), "eve carl");
    story.when("ann", Remind{});
    EXPECT_EQ(receivers(story), "lea");
}

TEST(Receivers, OfAnApproveAreNotThoseWhoGetACopyOnTheWay) {
    Story story = given(chain({approval("lead", by_users("lea")), copy_node("hr", by_users("eve"))}));
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(receivers(story), "");
}

TEST(TargetNode, IsWhereTheTokenStandsAfterwards) {
    Story story = lead();
    EXPECT_EQ(target(story), "lead");
    story.when("ann", Comment{}, "hurry");
    EXPECT_EQ(target(story), "");
    story.when("lea", approve(1));
    EXPECT_EQ(target(story), "boss");
    story.when("boss", SendBack{.task = SeatId{2}, .target = "previous"});
    EXPECT_EQ(target(story), "lead");
    story.when("lea", approve(3)).when("lea", Recall{.node = "lead"});
    EXPECT_EQ(target(story), "lead");
    story.when("adam", Jump{.node = "boss"});
    EXPECT_EQ(target(story), "boss");
    story.when("boss", approve(story.task("boss")));
    EXPECT_EQ(target(story), "end");
}

TEST(TargetNode, IsNoneOfSeveral) {
    Story story = given(
        "{'key': 'k', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'fork', 'type': 'parallel'}, "
        "{'id': 'a', 'type': 'approval', 'approvers': [" +
        by_users("lea") +
        "]}, "
        "{'id': 'b', 'type': 'approval', 'approvers': [" +
        by_users("bob") +
        "]}, "
        "{'id': 'join', 'type': 'parallel'}, {'id': 'end', 'type': 'end'}], "
        "'flows': [{'from': 'start', 'to': 'fork'}, {'from': 'fork', 'to': 'a'}, {'from': 'fork', 'to': "
        "'b'}, "
        "{'from': 'a', 'to': 'join'}, {'from': 'b', 'to': 'join'}, {'from': 'join', 'to': 'end'}]}");
    story.start("ann");
    EXPECT_EQ(target(story), "");
    story.when("lea", approve(1));
    EXPECT_EQ(target(story), "") << "it waits before the join";
    story.when("bob", approve(2));
    EXPECT_EQ(target(story), "end");
}

}  // namespace
}  // namespace wf::test
