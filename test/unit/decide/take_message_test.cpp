#include "graph.hpp"

namespace wf::test {
namespace {

TEST(TakeMessage, MergesThePayloadBeforeItMovesOn) {
    Story story = given(graph({"m:message 'message': 'm'", "x:exclusive", "a:task", "b:task"},
                              "s>m m>x x>a:paid x>b:default a>e b>e"));
    story.start("ann").gets_message("m", "{'paid': true}");
    EXPECT_EQ(story.at(), "a");
}

TEST(TakeMessage, WithWhatTheFormDoesNotKnowIsRefusedToTheSender) {
    Story story = given(
        "{'key': 'k', 'form': {'fields': [{'name': 'n', 'type': 'number'}]}, 'nodes': ["
        "{'id': 's', 'type': 'start'}, {'id': 'm', 'type': 'message', 'message': 'm'}, "
        "{'id': 'e', 'type': 'end'}], 'flows': [" +
        flows_of("s>m m>e") + "]}");
    story.start("ann").gets_message("m", "{'other': 1}").rejects(Code::BadData, "other");
}

}  // namespace
}  // namespace wf::test
