#include "graph.hpp"

namespace wf::test {
namespace {

TEST(CatchEscalation, FromACalledInstanceReachesTheBoundaryOfTheCall) {
    Story story = given(graph(
        {"c:call 'definition': 'other', 'boundary': [{'id': 'up', 'type': 'escalation', 'escalation': 'L', "
         "'interrupting': false, 'to': 'a'}]",
         "a:task"},
        "s>c c>e a>e"));
    story.start("ann").when("system", CatchEscalation{.token = TokenId{2}, .code = "L"});
    EXPECT_EQ(story.at(), "c a");
}

TEST(CatchEscalation, ThatNobodyCatchesChangesNothing) {
    Story story = given(graph({"c:call 'definition': 'other'"}, "s>c c>e"));
    story.start("ann").when("system", CatchEscalation{.token = TokenId{2}, .code = "L"});
    story.then({EscalationThrown{.code = "L", .caught = false}});
}

}  // namespace
}  // namespace wf::test
