#include "core/log/history.hpp"

#include "core/stored/state_json.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_steps =
    chain({approval("first", by_users("lea")), approval("second", by_users("boss"))});

std::string seqs(const std::vector<const Entry*>& entries) {
    std::string text;
    for (const Entry* entry : entries) text += std::to_string(entry->seq) + " ";
    return text;
}

TEST(History, StandingEntriesAreThoseThatLedToTheState) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("lea", Undo{}).when("lea", approve(1));
    EXPECT_EQ(seqs(standing_entries(story.log())), "1 4 ");
    story.when("adam", Undo{}).when("adam", Redo{});
    EXPECT_EQ(seqs(standing_entries(story.log())), "1 4 ");
    story.when("adam", Restore{.seq = 2});
    EXPECT_EQ(seqs(standing_entries(story.log())), "1 2 ");
    story.when("boss", approve(2));
    EXPECT_EQ(seqs(standing_entries(story.log())), "1 2 8 ");
}

TEST(History, ProgressLeavesOutWhatWasUndone) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("lea", Undo{});
    const std::vector<ProgressRow> rows = progress(story.definition(), story.log(), {});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].person, "lea");
    EXPECT_EQ(int(rows[0].state), int(ProgressState::Current));
}

TEST(History, ACommandAndWhatTheSystemAddedAreOne) {
    Story story = given(chain({approval("first", by_users("lea")),
                               approval("nobody", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("last", by_users("boss"))}));
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    const History history = history_of(story.log());
    ASSERT_EQ(history.done.size(), 2u);
    EXPECT_EQ(history.done[0].first, 1u);
    EXPECT_EQ(history.done[0].last, 2u);
    EXPECT_EQ(history.done[1].first, 3u);
}

}  // namespace
}  // namespace wf::test
