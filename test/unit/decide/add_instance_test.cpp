#include "graph.hpp"

namespace wf::test {
namespace {

TEST(AddInstance, InSequenceComesLast) {
    Story story =
        given(graph({"a:task 'multi': {'collection': 'c', 'element': 'i', 'sequential': true}"}, "s>a a>e"));
    story.start("ann", "{'c': ['x']}").when("ann", AddInstance{.node = "a", .item = Json{"\"y\""}});
    story.then({InstanceAdded{.token = TokenId{2}, .item = Json{"\"y\""}}});
    story.completes("a");
    EXPECT_EQ(story.state().tokens.back().data.text, R"({"loopCounter":1,"i":"y"})");
}

TEST(AddInstance, IsForWhoTakesPart) {
    Story story = given(graph({"a:task 'assignee': 'lea', 'multi': {'count': 1}"}, "s>a a>e"));
    story.start("ann").when("bob", AddInstance{.node = "a", .item = {}}).rejects(Code::NotAParticipant);
}

TEST(AddInstance, NeedsANodeThatIsRunningSeveralTimes) {
    Story story = given(graph({"a:task"}, "s>a a>e"));
    story.start("ann").when("ann", AddInstance{.node = "a", .item = {}}).rejects(Code::NodeNotRepeated);
    story.when("ann", AddInstance{.node = "z", .item = {}}).rejects(Code::NodeNotFound, "\"z\"");
}

}  // namespace
}  // namespace wf::test
