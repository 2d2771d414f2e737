#include "core/log/open_tasks.hpp"

#include "core/log/checkpoint.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

std::string times_of(const Story& story) {
    std::string text;
    for (const TaskTimes& task : OpenTasks{story.log()}.times())
        text += std::to_string(task.seat.value) + ": " + std::to_string(task.created_at) + " " + std::to_string(task.due_at - task.created_at) +
                " " + std::to_string(task.claimed_at) + "\n";
    return text;
}
std::string line(std::uint32_t task, Instant at, Instant for_ = 0, Instant claimed = 0) {
    return std::to_string(task) + ": " + std::to_string(at) + " " + std::to_string(for_ ? for_ : -at) + " " + std::to_string(claimed) + "\n";
}
Instant now(const Story& story) { return story.log().back().at; }

TEST(OpenTasks, AreAsOldAsTheEntryThatOpenedThem) {
    Story story = given(chain({approval("a", by_users("lea bob"), "'mode': 'all'"), approval("b", by_users("boss"))}));
    story.start("ann");
    const Instant start = now(story);
    EXPECT_EQ(times_of(story), line(1, start) + line(2, start));
    story.when("lea", approve(1));
    EXPECT_EQ(times_of(story), line(2, start));
    story.when("bob", approve(2));
    EXPECT_EQ(times_of(story), line(3, now(story)));
}

TEST(OpenTasks, KeepWhenTheyWereDueAndClaimed) {
    Story story = given(chain({approval("a", by_role("board"), "'mode': 'any', 'due': 'PT1H'")}));
    story.world.roles["board"] = {"lea", "bob"};
    story.start("ann");
    constexpr Instant hour = 3'600'000'000;
    const Instant start = now(story);
    EXPECT_EQ(times_of(story), line(1, start, hour));
    story.when("lea", Claim{.task = SeatId{1}});
    const Instant claim = now(story);
    story.when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    EXPECT_EQ(times_of(story), line(1, start, hour, claim));
    const OpenTasks behind{from_checkpoint({story.log().back()})};
    ASSERT_EQ(behind.times().size(), 1u);
    EXPECT_EQ(behind.times().front().created_at, start);
    EXPECT_EQ(behind.times().front().claimed_at, claim);
    story.when("lea", Release{.task = SeatId{1}});
    EXPECT_EQ(times_of(story), line(1, start, hour));
}

TEST(OpenTasks, OfACheckpointThatDoesNotSayAreNotKnown) {
    Story story = given(chain({approval("a", by_users("lea"))}));
    story.start("ann").when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    Entry checkpoint = story.log().back();
    StateKept kept = std::get<StateKept>(checkpoint.events.front());
    kept.tasks.clear();
    checkpoint.events = {kept};
    const OpenTasks tasks{from_checkpoint({checkpoint})};
    ASSERT_EQ(tasks.times().size(), 1u);
    EXPECT_EQ(tasks.times().front().created_at, 0);
}

}  // namespace
}  // namespace wf::test
