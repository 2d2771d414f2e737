// Workflow control-flow patterns: multiple instances, states, cancellation, triggers.
#include "graph.hpp"

namespace wf::test {
namespace {

std::string multi(const std::string& settings, const std::string& more = "") {
    return graph({"a:task 'multi': {" + settings + "}" + more, "b:task"}, "s>a a>b b>e");
}

TEST(Patterns, Wcp12MultipleInstancesWithoutSynchronization) {
    Story story = given(multi("'count': 2, 'wait': false"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a a a b");  // the body, its two instances, and the token that has gone on
    story.completes("b");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("a").completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp13MultipleInstancesWithAPrioriDesignTimeKnowledge) {
    Story story = given(multi("'count': 3"));
    story.start("ann").completes("a").completes("a");
    EXPECT_EQ(story.at(), "a a");
    story.completes("a");
    EXPECT_EQ(story.at(), "b");
}

TEST(Patterns, Wcp14MultipleInstancesWithAPrioriRunTimeKnowledge) {
    Story story = given(multi("'collection': 'people', 'element': 'person'"));
    story.start("ann", "{'people': ['x', 'y']}");
    EXPECT_EQ(story.at(), "a a a");
    EXPECT_EQ(story.state().tokens[1].data.text, R"({"loopCounter":0,"person":"x"})");
    story.completes("a").completes("a");
    EXPECT_EQ(story.at(), "b");
}

TEST(Patterns, Wcp15MultipleInstancesWithoutAPrioriRunTimeKnowledge) {
    Story story = given(multi("'collection': 'people', 'element': 'person'"));
    story.start("ann", "{'people': ['x']}");
    story.when("ann", AddInstance{.node = "a", .item = Json{"\"z\""}}).completes("a");
    EXPECT_EQ(story.at(), "a a");
    EXPECT_EQ(story.state().tokens[1].data.text, R"({"loopCounter":1,"person":"z"})");
    story.completes("a");
    EXPECT_EQ(story.at(), "b");
    story.when("ann", AddInstance{.node = "a", .item = {}}).rejects(Code::NodeNotRepeated);
}

TEST(Patterns, Wcp16DeferredChoice) {
    Story story = given(graph(
        {"g:event_gateway", "m:message 'message': 'paid'", "t:timer 'after': 'P3D'", "a:task", "b:task"},
        "s>g g>m g>t m>a t>b a>e b>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "g");
    EXPECT_EQ(story.armed(), "m t");
    story.gets_message("m", "{'amount': 5}");
    EXPECT_EQ(story.at(), "a");
    EXPECT_EQ(story.armed(), "");
    EXPECT_EQ(story.state().data.text, "{\"amount\":5}");
}

TEST(Patterns, Wcp17InterleavedParallelRouting) {
    // b before c; a and (b, c) in any order; never two at once.
    Story story = given(graph(
        {"f:parallel", "a:task 'mutex': 'm'", "b:task 'mutex': 'm'", "c:task 'mutex': 'm'", "j:parallel"},
        "s>f f>a f>b a>j b>c c>j j>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a (b)");
    story.completes("a");
    EXPECT_EQ(story.at(), "(j) b");
    story.completes("b").completes("c");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp18Milestone) {
    // b can be done from the moment a is done until c begins: by conditions over the form, so by combination.
    Story story =
        given(graph({"f:parallel", "a:task", "m:task", "w:condition 'when': 'reached'",
                     "b:task 'boundary': [{'id': 'late', 'type': 'condition', 'when': 'passed', 'to': 'x'}]",
                     "x:exclusive", "j:parallel"},
                    "s>f f>a a>m m>j f>w w>b b>x x>j j>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a w");
    story.completes("a", "{'reached': true}");
    EXPECT_EQ(story.at(), "m b");
    story.completes("m", "{'passed': true}");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.times("late"), 1);
}

TEST(Patterns, Wcp19CancelTask) {
    Story story = given(
        graph({"a:task 'boundary': [{'id': 'off', 'type': 'signal', 'signal': 'stop', 'to': 'b'}]", "b:task"},
              "s>a a>e b>e"));
    story.start("ann").gets_signal("off");
    EXPECT_EQ(story.at(), "b");
    EXPECT_EQ(story.open(), "2:everyone");
}

TEST(Patterns, Wcp20CancelCase) {
    Story story = given(
        graph({"f:parallel", "a:task", "b:timer 'after': 'P1D'", "j:parallel"}, "s>f f>a f>b a>j b>j j>e"));
    story.start("ann").when("ann", Cancel{});
    EXPECT_EQ(story.status(), Status::Canceled);
    EXPECT_EQ(story.armed(), "");
}

const std::string hot_region =
    graph({"f:parallel", "a:task 'cancels': ['b', 'c']", "b:task", "c:task", "d:task", "x:task"},
          "s>f f>a f>b f>c f>d a>x b>e c>e d>e x>e");

TEST(Patterns, Wcp25CancelRegion) {
    Story story = given(hot_region);
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "d x");
}

TEST(Patterns, Wcp26CancelMultipleInstanceActivity) {
    Story story = given(
        multi("'count': 3", ", 'boundary': [{'id': 'off', 'type': 'message', 'message': 'm', 'to': 'e'}]"));
    story.start("ann").completes("a").gets_message("off");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.times("b"), 0);
}

TEST(Patterns, Wcp27CompleteMultipleInstanceActivity) {
    Story story = given(
        multi("'count': 3", ", 'boundary': [{'id': 'done', 'type': 'message', 'message': 'm', 'to': 'b'}]"));
    story.start("ann").completes("a").gets_message("done");
    EXPECT_EQ(story.at(), "b");
}

TEST(Patterns, Wcp34StaticPartialJoinForMultipleInstances) {
    Story story = given(multi("'count': 3, 'until': 'nrOfCompletedInstances >= 2', 'cancel_rest': false"));
    story.start("ann").completes("a").completes("a");
    EXPECT_EQ(story.at(), "a a b");  // the body and the rest of it
    story.completes("b");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.times("b"), 1);
}

TEST(Patterns, Wcp35CancelingPartialJoinForMultipleInstances) {
    Story story = given(multi("'count': 3, 'until': 'nrOfCompletedInstances >= 2'"));
    story.start("ann").completes("a").completes("a");
    EXPECT_EQ(story.at(), "b");
    EXPECT_EQ(story.open(), "4:everyone");
}

TEST(Patterns, Wcp36DynamicPartialJoinForMultipleInstances) {
    Story story =
        given(multi("'count': 'n', 'until': 'nrOfCompletedInstances >= enough', 'cancel_rest': false"));
    story.start("ann", "{'n': 2, 'enough': 3}").when("ann", AddInstance{.node = "a", .item = {}});
    story.when("ann", AddInstance{.node = "a", .item = {}});
    story.completes("a").completes("a", "{'enough': 2}");
    EXPECT_EQ(story.at(), "a a a b");
}

TEST(Patterns, Wcp39CriticalSection) {
    const std::string section = "'mutex': 'printer', ";
    Story story = given(graph(
        {"f:parallel", "p:subprocess " + section + inside("p", {"p1:task", "p2:task"}, "ps>p1 p1>p2 p2>pe"),
         "q:subprocess " + section + inside("q", {"q1:task"}, "qs>q1 q1>qe"), "j:parallel"},
        "s>f f>p f>q p>j q>j j>e"));
    story.start("ann").completes("p1");
    EXPECT_EQ(story.at(), "p (q) p2");
    story.completes("p2");
    EXPECT_EQ(story.at(), "(j) q q1");
    story.completes("q1");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp40InterleavedRouting) {
    Story story = given(graph(
        {"f:parallel", "a:task 'mutex': 'm'", "b:task 'mutex': 'm'", "c:task 'mutex': 'm'", "j:parallel"},
        "s>f f>a f>b f>c a>j b>j c>j j>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a (b) (c)");
    story.completes("a").completes("b").completes("c");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp23TransientTrigger) {
    Story story = given(graph({"a:task", "w:signal 'signal': 'go'", "b:task"}, "s>a a>w w>b b>e"));
    story.start("ann");
    EXPECT_EQ(story.armed(), "");  // a signal now would find nobody, and is gone
    story.completes("a").gets_signal("w");
    EXPECT_EQ(story.at(), "b");
}

// That a message is kept until somebody waits for it is the adapter's part: test/sql/send_message.sql.
TEST(Patterns, Wcp24PersistentTrigger) {
    Story story = given(
        graph({"a:task", "w:message 'message': 'go', 'correlation': 'no'", "b:task"}, "s>a a>w w>b b>e"));
    story.start("ann", "{'no': 7}").completes("a");
    EXPECT_EQ(story.state().waits.front().key, "7");
    story.gets_message("w");
    EXPECT_EQ(story.at(), "b");
}

}  // namespace
}  // namespace wf::test
