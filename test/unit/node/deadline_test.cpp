#include "spec.hpp"

namespace wf::test {
namespace {

constexpr Instant hour = 3'600'000'000;

Story running(const std::string& settings, const std::string& rules = by_users("bob")) {
    Story story = given(definition(
        {approval("node", rules, "'due': 'PT24H', " + settings), approval("late", by_users("boss"))},
        "{'from': 'start', 'to': 'node'}, {'id': 'ok', 'from': 'node', 'to': 'end', 'when': 'true'},"
        "{'id': 'escalate', 'from': 'node', 'to': 'late', 'when': 'false'}, {'from': 'late', 'to': 'end'}"));
    story.start("ann");
    return story;
}

TEST(Deadline, IsATimerOfTheNode) {
    Story story = running("'on_timeout': 'approve'");
    ASSERT_EQ(story.state().waits.size(), 1u);
    EXPECT_EQ(story.state().waits[0].due_at, story.state().last_at + 24 * hour);
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed) << "and dies with it";
}

TEST(Deadline, ApprovesAsTheSystem) {
    Story story = running("'on_timeout': 'approve'");
    story.fires("node");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.entries().front().action, "approve");
    EXPECT_EQ(story.entries().front().actor, system_actor);
    EXPECT_EQ(story.entries().front().comment, "its time was over; on_timeout: approve");
}

TEST(Deadline, RejectsOrCancels) {
    Story rejected = running("'on_timeout': 'reject'");
    rejected.fires("node");
    EXPECT_EQ(rejected.status(), Status::Rejected);
    Story canceled = running("'on_timeout': 'cancel'");
    canceled.fires("node");
    EXPECT_EQ(canceled.status(), Status::Canceled);
}

TEST(Deadline, MovesUpToTheSuperior) {
    Story story = running("'on_timeout': 'superior', 'mode': 'all'", by_users("bob eve lea"));
    story.fires("node");
    std::string holders;
    for (const Seat& seat : story.state().seats) holders += seat.holder + " ";
    EXPECT_EQ(holders, "boss eve lea ")
        << "lea has a seat, so bob's goes to boss, and none is left above eve";
}

TEST(Deadline, TheSuperiorsAgentGetsIt) {
    Story story = running("'on_timeout': 'superior'");
    story.world.agents["lea"] = "carl";
    story.fires("node");
    EXPECT_EQ(story.open(), "1:carl");
    EXPECT_EQ(story.state().find_seat(SeatId{1})->on_behalf_of(), "lea");
}

TEST(Deadline, TakesAFlowOfItsOwn) {
    Story story = running("'on_timeout': {'flow': 'escalate'}");
    story.fires("node");
    EXPECT_EQ(story.way(), "start node late");
    story.when("boss", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Deadline, WithoutAPolicyIsOnlyNoted) {
    Story story = running("'mode': 'any'");
    story.fires("node");
    EXPECT_EQ(story.entries().front().action, "timeout");
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Reminders, GoToWhoeverHasToActUntilTheirNumberIsReached) {
    Story story = given(chain(
        {approval("node", by_role("board"), "'remind': {'after': 'PT24H', 'every': 'PT4H', 'max': 3}")}));
    story.start("ann");
    for (int i = 0; i < 3; ++i) {
        story.fires("node");
        EXPECT_EQ(story.entries().front().action, "remind");
        const auto& events = story.entries().front().events;
        const auto reminded = std::find_if(events.begin(), events.end(), [](const Event& event) {
            return std::holds_alternative<PeopleReminded>(event);
        });
        ASSERT_NE(reminded, events.end());
        EXPECT_EQ(std::get<PeopleReminded>(*reminded).people, (std::vector<PersonId>{"bob", "carl", "dora"}));
    }
    EXPECT_TRUE(story.state().waits.empty()) << "three were meant";
    story.when("carl", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

}  // namespace
}  // namespace wf::test
