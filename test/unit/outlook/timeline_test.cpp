#include "core/outlook/timeline.hpp"

#include "core/model/names.hpp"
#include "spec.hpp"

#include <set>

namespace wf::test {
namespace {

constexpr std::int64_t second = 1'000'000;  // between two commands of a story

// "approved lea @lead" a line; "> bob": to bob; "+2": had waited two seconds; "(returned)": the status.
std::string told(const Story& story) {
    std::string text;
    for (const TimelineRow& row : timeline(story.log())) {
        text += std::string{word_for(row.kind).code} + (row.actor.empty() ? "" : " " + row.actor);
        if (!row.on_behalf_of.empty()) text += " for " + row.on_behalf_of;
        if (!row.node.empty()) text += " @" + row.node;
        for (const std::string& who : row.receivers) text += " > " + who;
        if (row.status) text += " (" + std::string{name_of(*row.status)} + ")";
        if (row.waited) text += " +" + std::to_string(*row.waited / second);
        text += "\n";
    }
    return text;
}

Story two_steps(const std::string& settings = "", const std::string& who = by_users("lea")) {
    Story story = given(chain({approval("lead", who, settings), copy_node("hr", by_users("carl")),
                               approval("boss", by_users("boss"))}));
    story.start("ann");
    return story;
}

TEST(Timeline, TellsWhoDidWhatAndHowLongItHadWaited) {
    Story story = two_steps();
    story.when("ann", Comment{}, "please").when("lea", approve(1)).when("boss", approve(2));
    EXPECT_EQ(told(story),
              "started ann\n"
              "commented ann\n"
              "approved lea @lead +2\n"
              "copied @hr > carl\n"
              "approved boss @boss +1\n"
              "ended (completed)\n");
}

TEST(Timeline, ARejectionIsFollowedByTheEnd) {
    Story story = two_steps();
    story.when("lea", reject(1));
    EXPECT_EQ(told(story), "started ann\nrejected lea @lead +1\nended (rejected)\n");
}

TEST(Timeline, AWithdrawalIsFollowedByTheEnd) {
    Story story = two_steps();
    story.when("ann", Withdraw{});
    EXPECT_EQ(told(story), "started ann\nwithdrawn ann\nended (withdrawn)\n");
}

TEST(Timeline, WhatIsSentBackWaitsAnew) {
    Story story = two_steps();
    story.when("lea", approve(1)).when("boss", SendBack{.task = SeatId{2}, .target = "start"});
    story.when("ann", Comment{}, "why?").when("ann", Resubmit{}).when("lea", approve(4));
    const std::string text = told(story);
    EXPECT_NE(
        text.find(
            "returned boss @boss +1\ncommented ann\nresubmitted ann @start +2\napproved lea @lead +1\n"),
        std::string::npos)
        << text;
}

TEST(Timeline, ATaskThatChangesHandsHasBeenOpenSinceItWasOpened) {
    Story story = two_steps();
    story.when("lea", Transfer{.task = SeatId{1}, .to = "bob"});
    story.when("bob", Delegate{.task = SeatId{1}, .to = "eve"});
    story.when("eve", Resolve{.task = SeatId{1}}).when("bob", approve(1));
    EXPECT_EQ(told(story),
              "started ann\n"
              "transferred lea @lead > bob +1\n"
              "delegated bob @lead > eve +2\n"
              "resolved eve for bob @lead > bob +3\n"
              "approved bob @lead +4\n"
              "copied @hr > carl\n");
}

TEST(Timeline, WhoseTurnComesLaterHasWaitedSinceThen) {
    Story story = two_steps("'mode': 'sequential'", by_users("lea bob"));
    story.when("lea", approve(1)).when("bob", approve(2));
    EXPECT_NE(told(story).find("approved bob @lead +1\n"), std::string::npos) << told(story);
}

TEST(Timeline, TellsWhatTheEngineDidInPlaceOfPeople) {
    Story story = two_steps("'due': 'PT10S', 'on_timeout': 'superior'", by_users("bob"));
    story.fires("lead");
    story.world.leaves("lea");
    story.when(PersonId{system_actor}, ReplaceLeavers{});
    EXPECT_EQ(told(story),
              "started ann\n"
              "timed_out system @lead > lea +11\n"
              "holder_left system @lead > boss +12\n");
}

TEST(Timeline, AnAutomaticPassIsForTheOneWhoHadApproved) {
    Story story = given(
        chain({approval("lead", by_users("lea")), approval("again", by_users("lea"), "'dedupe': 'once'")}));
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(told(story),
              "started ann\n"
              "approved lea @lead +1\n"
              "passed system for lea @again\n"
              "ended (completed)\n");
}

TEST(Timeline, AnIncidentIsToldOnce) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'hold'")}));
    story.start("ann");
    EXPECT_EQ(told(story), "started ann\nno_approver system @nobody\n");
}

TEST(Timeline, TheEngineAtWorkIsNotTold) {
    Story story = given(
        "{'key': 'k', 'nodes': [{'id': 'start', 'type': 'start'}, "
        "{'id': 'book', 'type': 'service', 'topic': 'book'}, "
        "{'id': 'lead', 'type': 'approval', 'approvers': [" +
        by_users("lea") +
        "]}, {'id': 'end', 'type': 'end'}], "
        "'flows': [{'from': 'start', 'to': 'book'}, {'from': 'book', 'to': 'lead'}, {'from': 'lead', 'to': "
        "'end'}]}");
    story.start("ann").works_on("book").when("lea", MarkRead{});
    EXPECT_EQ(told(story), "started ann\n");
}

TEST(Timeline, AnUndoneApprovalWaitsAnewAfterTheUndo) {
    Story story = two_steps();
    story.when("lea", approve(1)).when("lea", Undo{}).when("lea", approve(1));
    EXPECT_EQ(told(story),
              "started ann\n"
              "approved lea @lead +1\n"
              "copied @hr > carl\n"
              "undone lea\n"
              "approved lea @lead +1\n"
              "copied @hr > carl\n");
}

TEST(Timeline, ADraftIsSubmittedAndASecondTimeSubmittedAgain) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.when("ann", Start{.definition_version = 1, .as_draft = true}).when("ann", Resubmit{});
    EXPECT_EQ(told(story), "drafted ann\nsubmitted ann @start +1\n");
}

TEST(TimelineWords, AreDistinctAndInBothLanguages) {
    std::set<std::string_view> codes;
    for (int kind = 0; kind <= int(TimelineKind::Ended); ++kind) {
        const TimelineWord& word = word_for(static_cast<TimelineKind>(kind));
        EXPECT_TRUE(codes.insert(word.code).second) << word.code;
        EXPECT_NE(word.in("en"), word.in("zh-CN")) << word.code;
    }
}

}  // namespace
}  // namespace wf::test
