#include "graph.hpp"

namespace wf::test {
namespace {

TEST(TakeSignal, MergesThePayloadAndMovesOn) {
    Story story = given(graph({"m:signal 'signal': 'm'", "a:task"}, "s>m m>a a>e"));
    story.start("ann").gets_signal("m", "{'paid': true}");
    EXPECT_EQ(story.at(), "a");
    EXPECT_EQ(story.state().data.text, "{\"paid\":true}");
}

TEST(TakeSignal, OfWhatWaitsForAMessageIsRefused) {
    Story story = given(graph({"m:message 'message': 'm'"}, "s>m m>e"));
    story.start("ann").when("system", TakeSignal{.wait = WaitId{1}}).rejects(Code::JobNotOpen);
}

}  // namespace
}  // namespace wf::test
