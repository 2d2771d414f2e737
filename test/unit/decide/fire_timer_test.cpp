#include "graph.hpp"

namespace wf::test {
namespace {

TEST(FireTimer, IsAnEntryOfItsOwnThatNamesTheNode) {
    Story story = given(graph(
        {"a:task 'boundary': [{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'to': 'e'}]"}, "s>a a>e"));
    story.start("ann").fires("late");
    EXPECT_EQ(story.entries().size(), 1u);
    EXPECT_EQ(story.entries().front().action, "fire_timer");
    EXPECT_EQ(story.entries().front().actor, "system");
    EXPECT_EQ(story.entries().front().node, "late");
}

TEST(FireTimer, OfWhatIsNoTimerIsRefused) {
    Story story = given(graph({"m:message 'message': 'm'"}, "s>m m>e"));
    story.start("ann").when("system", FireTimer{.wait = WaitId{1}}).rejects(Code::JobNotOpen);
}

}  // namespace
}  // namespace wf::test
