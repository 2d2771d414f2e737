// Repeated activities: who sees which names, what ends them, what they give.
#include "graph.hpp"

namespace wf::test {
namespace {

TEST(Loop, InSequenceBeginsOneAfterTheOther) {
    Story story =
        given(graph({"a:task 'multi': {'collection': 'c', 'element': 'i', 'sequential': true}"}, "s>a a>e"));
    story.start("ann", "{'c': ['x', 'y']}");
    EXPECT_EQ(story.at(), "a a");
    EXPECT_EQ(story.state().tokens[1].data.text, R"({"loopCounter":0,"i":"x"})");
    story.completes("a");
    EXPECT_EQ(story.state().tokens[1].data.text, R"({"loopCounter":1,"i":"y"})");
    story.completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Loop, OverNothingIsDoneAtOnce) {
    Story story = given(graph({"a:task 'multi': {'count': 'n'}"}, "s>a a>e"));
    EXPECT_EQ(story.start("ann", "{'n': 0}").status(), Status::Completed);
}

TEST(Loop, WithoutAWholeNumberIsRefused) {
    for (const char* n : {"{'n': -1}", "{'n': 1.5}", "{'n': 'x'}", "{}"}) {
        Story story = given(graph({"a:task 'multi': {'count': 'n'}"}, "s>a a>e"));
        story.start("ann", n).rejects(Code::BadCollection, "the count of node \"a\"");
    }
    Story story = given(graph({"a:task 'multi': {'collection': 'n'}"}, "s>a a>e"));
    story.start("ann", "{'n': 1}").rejects(Code::BadCollection, "not a list");
}

TEST(Loop, BeyondTheLimitIsRefused) {
    Story story = given(graph({"a:pass 'multi': {'count': 'n'}"}, "s>a a>e"));
    story.start("ann", "{'n': 1000000000}").rejects(Code::TooManySteps);
}

TEST(Loop, WritesOfAnInstanceToItsOwnVariablesStayItsOwn) {
    Story story = given(
        graph({"a:task 'multi': {'collection': 'c', 'element': 'i', 'output': 'out', 'output_element': 'i'}"},
              "s>a a>e"));
    story.start("ann", "{'c': [1, 2]}").completes("a", "{'i': 10, 'seen': true}").completes("a");
    EXPECT_EQ(story.state().data.text, R"({"c":[1,2],"seen":true,"out":[10,2]})");
}

TEST(Loop, OfASubprocessGivesItsNamesToAllThatLiesInIt) {
    Story story =
        given(graph({"p:subprocess 'multi': {'collection': 'c', 'element': 'i'}, " +
                     inside("p", {"x:exclusive", "a:task", "b:task"}, "ps>x x>a:i>1 x>b:default a>pe b>pe")},
                    "s>p p>e"));
    story.start("ann", "{'c': [1, 2]}");
    EXPECT_EQ(story.at(), "p p p b a");
    story.completes("a");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("b");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Loop, OfApprovalsAsksEachInstanceForItself) {
    const std::string both = approval("a", by_users("lea bob"), "'mode': 'all', 'multi': {'count': 2}").json;
    Story story = given("{'key': 'k', 'nodes': [{'id': 's', 'type': 'start'}, " + both +
                        ", {'id': 'e', 'type': 'end'}], 'flows': [" + flows_of("s>a a>e") + "]}");
    story.start("ann");
    EXPECT_EQ(story.open(), "1:lea 2:bob 3:lea 4:bob");
    story.when("lea", approve(1)).when("bob", approve(2)).when("lea", approve(3));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("bob", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Loop, NamesHowManyThereAreAndHowManyAreDone) {
    Story story =
        given(graph({"a:task 'multi': {'count': 4, 'until': 'nrOfCompletedInstances/nrOfInstances >= 0.5 and "
                     "nrOfActiveInstances = 2'}"},
                    "s>a a>e"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Loop, TakenAwayByAnEventLeavesNothing) {
    Story story = given(
        graph({"p:subprocess 'multi': {'count': 2}, 'boundary': [{'id': 'off', 'type': 'timer', 'after': "
               "'PT1H', 'to': "
               "'z'}], " +
                   inside("p", {"a:task", "w:timer 'after': 'P1D'", "f:parallel"}, "ps>f f>a f>w a>pe w>pe"),
               "z:task"},
              "s>p p>e z>e"));
    story.start("ann").completes("a").fires("off");
    EXPECT_EQ(story.at(), "z");
    EXPECT_EQ(story.armed(), "");
    EXPECT_EQ(story.state().bodies.size(), 0u);
}

}  // namespace
}  // namespace wf::test
