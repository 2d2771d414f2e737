#include "graph.hpp"

namespace wf::test {
namespace {

constexpr Instant second = 1'000'000;

Story waiting() {
    Story story = given(chain({approval("lead", by_users("lea"), "'due': 'PT1H', 'on_timeout': 'approve'")}));
    story.start("ann");
    return story;
}

TEST(Resume, LeavesTimersTheTimeThatTheyHad) {
    Story story = waiting();
    const Instant due = story.state().waits.at(0).due_at;
    story.when("adam", Suspend{})
        .when("lea", Comment{}, "hm")
        .when("lea", Comment{}, "hm")
        .when("adam", Resume{});
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.state().waits.at(0).due_at, due + 3 * second) << "it stood still for three seconds";
    EXPECT_EQ(story.state().suspended_at, 0);
}

TEST(Resume, GivesATimerThatWasSetMeanwhileItsWholeTime) {
    Story story = given(graph({"c:call 'definition': 'other'", "w:timer 'after': 'PT1H'"}, "s>c c>w w>e"));
    story.start("ann")
        .when("adam", Suspend{})
        .when(PersonId{system_actor},
              FinishCall{.token = TokenId{2}, .status = Status::Completed, .error = {}, .data = Json{"{}"}});
    EXPECT_EQ(story.armed(), "w");
    story.when("adam", Comment{}, "hm").when("adam", Resume{});
    EXPECT_EQ(story.state().waits.at(0).due_at, story.state().last_at + 3600 * second);
}

TEST(Resume, LetsPeopleActAgain) {
    Story story = waiting();
    story.when("adam", Suspend{}).when("adam", Resume{}).when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Resume, IsForAdministrators) {
    waiting().when("adam", Suspend{}).when("lea", Resume{}).rejects(Code::NotAnAdministrator);
}

TEST(Resume, NeedsASuspendedInstance) { waiting().when("adam", Resume{}).rejects(Code::NotSuspended); }

}  // namespace
}  // namespace wf::test
