#include "core/log/checkpoint.hpp"

#include "core/log/history.hpp"
#include "core/stored/state_json.hpp"
#include "spec.hpp"

#include <iterator>

namespace wf::test {
namespace {

const std::string three_steps =
    chain({approval("first", by_users("lea")), approval("second", by_users("boss")), approval("third", by_users("eve"))},
          "{'name': 'days', 'type': 'number'}");

Story with_checkpoint() {
    Story story = given(three_steps);
    story.start("ann", "{'days': 1}").when("lea", approve(1, "{'days': 2}"));
    story.when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    return story;
}

std::vector<Entry> behind(const std::vector<Entry>& log, std::ptrdiff_t count) {
    return from_checkpoint({log.begin() + count, log.end()});
}

TEST(Checkpoint, ChangesNothing) {
    Story story = given(three_steps);
    story.start("ann", "{'days': 1}").when("lea", approve(1));
    State before = story.state();
    story.when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    before.version = story.state().version;
    before.last_at = story.state().last_at;
    EXPECT_EQ(state_to_json(story.state()), state_to_json(before));
}

TEST(Checkpoint, StandsForTheEntriesBeforeIt) {
    Story story = with_checkpoint();
    story.when("boss", approve(2));
    const std::vector<Entry> log = behind(story.log(), 2);
    ASSERT_EQ(log.size(), story.log().size());
    EXPECT_EQ(first_known(log), 3);
    EXPECT_EQ(state_to_json(replay(log)), state_to_json(story.state()));
    EXPECT_EQ(std::get<InstanceStarted>(log.front().events.front()).initiator, "ann");
}

TEST(Checkpoint, IsNotNeededWhereNothingIsMissing) {
    const Story story = with_checkpoint();
    const std::vector<Entry> log = from_checkpoint(story.log());
    EXPECT_EQ(first_known(log), 1);
    EXPECT_EQ(log.size(), story.log().size());
}

TEST(Checkpoint, HelpsOnlyBehindTheLastGap) {
    Story story = with_checkpoint();
    story.when("boss", approve(2)).when("eve", approve(3));
    std::vector<Entry> log = story.log();
    log.erase(log.begin() + 3);
    EXPECT_EQ(from_checkpoint(log).size(), log.size()) << "the gap stays one";
    log = story.log();
    log.erase(log.begin() + 1);
    EXPECT_EQ(first_known(from_checkpoint(log)), 3);
}

TEST(Checkpoint, IsNoneIfItWasDamaged) {
    const Story story = with_checkpoint();
    for (const auto damage : {+[](StateKept& kept) { kept.state.clear(); }, +[](StateKept& kept) { kept.start.clear(); },
                              +[](StateKept& kept) { kept.state.front().version = 7; }}) {
        std::vector<Entry> log{story.log().back()};
        StateKept kept = std::get<StateKept>(log.front().events.front());
        damage(kept);
        log.front().events = {kept};
        EXPECT_EQ(from_checkpoint(log).size(), 1u);
    }
    std::vector<Entry> log = story.log();
    log.back().events = {StateKept{}};
    EXPECT_THROW(progress(story.definition(), log, {}), InconsistentLog);
}

TEST(Checkpoint, IsNoCommandThatCanBeUndone) {
    Story story = with_checkpoint();
    story.when("lea", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Checkpoint, HidesWhatWasDoneBeforeIt) {
    Story story = with_checkpoint();
    story.when("boss", approve(2));
    story.world.entries = behind(story.log(), 2);
    EXPECT_EQ(history_of(story.world.entries).done.size(), 1u);
}

}  // namespace
}  // namespace wf::test
