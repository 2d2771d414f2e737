#include "core/log/entry_check.hpp"

#include "spec.hpp"

#include <functional>

namespace wf::test {
namespace {

// The columns that differ when the last entry of the story is changed like this.
std::string found_in(const Story& story, const std::function<void(Entry&)>& change) {
    std::vector<Entry> log = story.log();
    Entry last = log.back();
    log.pop_back();
    change(last);
    std::int64_t command = 0;
    for (const Entry& entry : log)
        if (entry.cause == 0) command = entry.seq;
    std::string text;
    for (const EntryDifference& difference : check_entry(replay(log), last, command))
        text += (text.empty() ? "" : " ") + difference.column + ":" + difference.expected;
    return text;
}

Story lead() {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann");
    return story;
}

TEST(EntryCheck, AVoteTellsAllThatItsColumnsSay) {
    Story story = lead();
    story.world.agents["lea"] = "bob";
    story.when(PersonId{system_actor}, ApplyDelegation{.person = "lea"}).when("bob", approve(1));
    EXPECT_EQ(found_in(story, [](Entry&) {}), "");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.action = "reject"; }), "action:approve");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.actor = "eve"; }), "actor:bob");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.on_behalf_of = "eve"; }), "on_behalf_of:lea");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.node = "boss"; }), "node:lead");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.task = SeatId{7}; }), "task_id:seat 1");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.cause = 1; }), "cause:");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.at = 1; }), "at:not before that of the entry before");
}

TEST(EntryCheck, AnActionThatLeavesNoDeedIsNoOther) {
    Story story = lead();
    story.when("ann", Comment{}, "hurry");
    EXPECT_EQ(found_in(story, [](Entry&) {}), "");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.action = "approve"; }),
              "action:one that its events tell of");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.action = "cancel"; }),
              "action:one that its events tell of");
    story.when("ann", Withdraw{});
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.action = "cancel"; }),
              "action:one that its events tell of");
}

TEST(EntryCheck, WhatTheSystemAddedNamesTheCommandBefore) {
    Story story = given(chain({approval("nobody", by_role("left"))}));
    story.start("ann");
    EXPECT_EQ(found_in(story, [](Entry&) {}), "");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.cause = 0; }), "cause:1");
    EXPECT_EQ(found_in(story, [](Entry& entry) { entry.actor = "eve"; }), "actor:system");
}

TEST(EntryCheck, WhoStartedIsWhoActed) {
    EXPECT_EQ(found_in(lead(), [](Entry& entry) { entry.actor = "eve"; }), "actor:ann");
}

}  // namespace
}  // namespace wf::test
