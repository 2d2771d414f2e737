#include "spec.hpp"

#include "core/stored/state_json.hpp"

namespace wf::test {
namespace {

const std::string two_steps =
    chain({approval("first", by_users("lea")), approval("second", by_users("boss"))});

std::string but_for_counters(State state) {
    state.version = state.last_at = 0;
    state.last_seat = state.last_token = state.last_wait = 0;
    return state_to_json(state);
}

TEST(Redo, DoesAgainWhatWasUndoneLast) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    const std::string after = but_for_counters(story.state());
    story.when("boss", Undo{}).when("boss", Redo{});
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(but_for_counters(story.state()), after) << "with the time of its end";
}

TEST(Redo, WalksForwardThroughSeveral) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    story.when("adam", Undo{}).when("adam", Undo{}).when("adam", Redo{});
    EXPECT_EQ(story.open(), "2:boss");
    story.when("adam", Redo{});
    EXPECT_EQ(story.status(), Status::Completed);
    story.when("adam", Redo{}).rejects(Code::NothingToUndo, "redo");
}

TEST(Redo, AndUndoTakeTurns) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1));
    for (int i = 0; i < 3; ++i) {
        story.when("lea", Undo{});
        EXPECT_EQ(story.open(), "1:lea");
        story.when("lea", Redo{});
        EXPECT_EQ(story.open(), "2:boss");
    }
}

TEST(Redo, IsOverWithTheNextCommand) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("lea", Undo{}).when("lea", reject(1));
    story.when("lea", Redo{}).rejects(Code::NothingToUndo);
}

TEST(Redo, IsNotOverWithAComment) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("lea", Undo{}).when("ann", Comment{}, "why?");
    story.when("lea", Redo{});
    EXPECT_EQ(story.open(), "2:boss");
}

TEST(Redo, IsForWhoHasUndone) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("adam", Undo{});
    story.when("lea", Redo{}).rejects(Code::OthersHaveActed, "\"undo\" by \"adam\"");
    story.when("adam", Redo{});
    EXPECT_EQ(story.open(), "2:boss");
}

}  // namespace
}  // namespace wf::test
