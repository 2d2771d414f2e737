// Workflow control-flow patterns (van der Aalst, ter Hofstede, Kiepuszewski, Barros 2003; Russell and others
// 2006): basic control flow, branching and synchronisation, iteration, termination. docs/reference/patterns.md has the
// list.
#include "graph.hpp"

namespace wf::test {
namespace {

TEST(Patterns, Wcp01Sequence) {
    Story story = given(graph({"a:task", "b:task"}, "s>a a>b b>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a");
    story.completes("a");
    EXPECT_EQ(story.at(), "b");
    story.completes("b");
    EXPECT_EQ(story.status(), Status::Completed);
}

const std::string split_and_join =
    graph({"f:parallel", "a:task", "b:task", "j:parallel", "c:task"}, "s>f f>a f>b a>j b>j j>c c>e");

TEST(Patterns, Wcp02ParallelSplit) {
    Story story = given(split_and_join);
    story.start("ann");
    EXPECT_EQ(story.at(), "a b");
}

TEST(Patterns, Wcp03Synchronization) {
    Story story = given(split_and_join);
    story.start("ann").completes("b");
    EXPECT_EQ(story.at(), "a (j)");
    story.completes("a");
    EXPECT_EQ(story.at(), "c");
    EXPECT_EQ(story.times("j"), 1);
}

const std::string choice =
    graph({"x:exclusive", "a:task", "b:task", "c:task"}, "s>x x>a:n>5 x>b:default a>c b>c c>e");

TEST(Patterns, Wcp04ExclusiveChoice) {
    EXPECT_EQ(given(choice).start("ann", "{'n': 6}").at(), "a");
    EXPECT_EQ(given(choice).start("ann", "{'n': 5}").at(), "b");
}

TEST(Patterns, Wcp05SimpleMerge) {
    Story story = given(choice);
    story.start("ann", "{'n': 6}").completes("a");
    EXPECT_EQ(story.at(), "c");
    EXPECT_EQ(story.times("c"), 1);
}

const std::string multi_choice = graph({"o:inclusive", "a:task", "b:task", "c:task", "j:inclusive", "d:task"},
                                       "s>o o>a:x o>b:y o>c:default a>j b>j c>j j>d d>e");

TEST(Patterns, Wcp06MultiChoice) {
    EXPECT_EQ(given(multi_choice).start("ann", "{'x': true, 'y': true}").at(), "a b");
    EXPECT_EQ(given(multi_choice).start("ann", "{'y': true}").at(), "b");
    EXPECT_EQ(given(multi_choice).start("ann").at(), "c");
}

TEST(Patterns, Wcp07StructuredSynchronizingMerge) {
    Story both = given(multi_choice);
    both.start("ann", "{'x': true, 'y': true}").completes("a");
    EXPECT_EQ(both.at(), "b (j)");
    both.completes("b");
    EXPECT_EQ(both.at(), "d");
    EXPECT_EQ(both.times("j"), 1);
    Story one = given(multi_choice);
    one.start("ann", "{'x': true}").completes("a");
    EXPECT_EQ(one.at(), "d");
}

TEST(Patterns, Wcp08MultiMerge) {
    Story story = given(graph({"f:parallel", "a:task", "b:task", "c:task"}, "s>f f>a f>b a>c b>c c>e"));
    story.start("ann").completes("a").completes("b");
    EXPECT_EQ(story.at(), "c c");
    story.completes("c");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("c");
    EXPECT_EQ(story.status(), Status::Completed);
}

// Back to the split after the join, so that a second cycle can be looked at.
std::string n_of_m(const std::string& settings) {
    return graph({"x:pass", "f:parallel", "a:task", "b:task", "c:task", "j:complex " + settings, "d:task",
                  "l:exclusive"},
                 "s>x x>f f>a f>b f>c a>j b>j c>j j>d d>l l>x:again l>e:default");
}

TEST(Patterns, Wcp09StructuredDiscriminator) {
    Story story = given(n_of_m("'need': 1"));
    story.start("ann").completes("b");
    EXPECT_EQ(story.at(), "a c d");
    story.completes("a").completes("c");
    EXPECT_EQ(story.at(), "d");  // swallowed, and the next cycle begins
    EXPECT_EQ(story.times("d"), 1);
    story.completes("d", "{'again': true}").completes("c");
    EXPECT_EQ(story.times("d"), 2);
}

TEST(Patterns, Wcp10ArbitraryCycles) {
    // Two ways into the cycle and two out of it.
    Story story = given(graph({"x:exclusive", "a:task", "b:task", "y:exclusive", "z:exclusive"},
                              "s>x x>a:left x>b:default a>y y>e:stop y>b:default b>z z>e:stop z>a:default"));
    story.start("ann", "{'left': true}")
        .completes("a")
        .completes("b")
        .completes("a")
        .completes("b", "{'stop': true}");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.way(), "s x a y b z a y b z e");
}

TEST(Patterns, Wcp11ImplicitTermination) {
    Story story = given(graph({"f:parallel", "a:task", "b:task", "e2:end"}, "s>f f>a f>b a>e b>e2"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.status(), Status::Running);
    story.completes("b");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp21StructuredLoop) {
    Story until = given(graph({"a:task 'loop': {'while': 'again'}"}, "s>a a>e"));
    until.start("ann").completes("a", "{'again': true}").completes("a", "{'again': false}");
    EXPECT_EQ(until.status(), Status::Completed);
    Story never = given(graph({"a:task 'loop': {'while': 'again', 'test_before': true}"}, "s>a a>e"));
    EXPECT_EQ(never.start("ann").status(), Status::Completed);
    Story twice = given(graph({"a:task 'loop': {'while': 'true', 'max': 2}"}, "s>a a>e"));
    twice.start("ann").completes("a").completes("a");
    EXPECT_EQ(twice.status(), Status::Completed);
}

TEST(Patterns, Wcp22Recursion) {
    Story story =
        given(graph({"x:exclusive",
                     "c:call 'definition': 'k', 'in': {'n': 'n - 1'}, 'out': {'sum': 'sum + n'}", "p:pass"},
                    "s>x x>c:n>0 x>p:default c>p p>e"));
    story.start("ann", "{'n': 3, 'sum': 0}");
    EXPECT_EQ(story.at(), "c");  // the adapter starts the other instance, test/sql/call.sql
    const auto& events = story.entries().front().events;
    const auto* called = std::get_if<CallStarted>(&events.back());
    ASSERT_TRUE(called);
    EXPECT_EQ(called->definition, "k");
    EXPECT_EQ(called->data.text, "{\"n\":2}");
    story.when("system", FinishCall{.token = called->token, .data = Json{R"({"n": 2, "sum": 3})"}});
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.state().data.text, R"({"n":3,"sum":5})");
}

TEST(Patterns, Wcp28BlockingDiscriminator) {
    Story story = given(n_of_m("'need': 1"));
    story.may_get_stuck = true;
    story.start("ann").completes("b").completes(
        "d", "{'again': true}");  // c and a of the first cycle are still there
    EXPECT_EQ(story.at(), "a c a b c");
    story.completes("b");
    EXPECT_EQ(story.at(), "a c a c (j)");  // of the second cycle: it waits for the first to be over
    story.completes("a").completes("c");
    EXPECT_EQ(story.times("d"), 2);
}

TEST(Patterns, Wcp29CancelingDiscriminator) {
    Story story = given(n_of_m("'need': 1, 'cancel_rest': true"));
    story.start("ann").completes("b");
    EXPECT_EQ(story.at(), "d");
    EXPECT_EQ(story.open(), "4:everyone");
}

TEST(Patterns, Wcp30StructuredPartialJoin) {
    Story story = given(n_of_m("'need': 2"));
    story.start("ann").completes("b");
    EXPECT_EQ(story.at(), "a c (j)");
    story.completes("a");
    EXPECT_EQ(story.at(), "c d");
    story.completes("c");
    EXPECT_EQ(story.at(), "d");
}

TEST(Patterns, Wcp31BlockingPartialJoin) {
    Story story = given(n_of_m("'need': 2"));
    story.start("ann").completes("a").completes("b").completes("d", "{'again': true}");
    story.completes("a").completes("b");
    EXPECT_EQ(story.times("d"), 1);  // c of the first cycle has not come
    story.completes("c");
    EXPECT_EQ(story.times("d"), 2);
}

TEST(Patterns, Wcp32CancelingPartialJoin) {
    Story story = given(n_of_m("'need': 2, 'cancel_rest': true"));
    story.start("ann").completes("a").completes("b");
    EXPECT_EQ(story.at(), "d");
}

TEST(Patterns, Wcp33GeneralizedAndJoin) {
    // Each flow may bring several tokens; one of each makes one.
    Story story = given(graph({"f:parallel", "x:pass", "a:task", "b:task", "j:parallel", "d:task"},
                              "s>f f>x f>x f>b f>b x>a a>j b>j j>d d>e"));
    story.start("ann").completes("a").completes("a");
    EXPECT_EQ(story.at(), "b b (j) (j)");
    story.completes("b");
    EXPECT_EQ(story.at(), "b (j) d");
    story.completes("b");
    EXPECT_EQ(story.at(), "d d");
}

TEST(Patterns, Wcp37LocalSynchronizingMerge) {
    // The branches of the inclusive split fork and end on their own ways: what cannot come any more is not
    // waited for.
    Story story =
        given(graph({"o:inclusive", "a:task", "x:exclusive", "b:task", "j:inclusive", "d:task", "e2:end"},
                    "s>o o>a:true o>b:true a>x x>j:on x>e2:default b>j j>d d>e"));
    story.start("ann").completes("b");
    EXPECT_EQ(story.at(), "a (j)");
    story.completes("a");  // it goes to the other end: a death, looked at as an arrival
    EXPECT_EQ(story.at(), "d");
}

TEST(Patterns, Wcp38GeneralSynchronizingMerge) {
    // The join lies in a loop, and a token in the loop can come back to it.
    Story story = given(graph({"f:parallel", "a:task", "b:task", "j:inclusive", "d:task", "x:exclusive"},
                              "s>f f>a f>b a>j b>j j>d d>x x>j:again x>e:default"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "b (j)");
    story.completes("b");
    EXPECT_EQ(story.at(), "d");
    story.completes("d", "{'again': true}");
    EXPECT_EQ(story.at(), "d");
    story.completes("d", "{'again': false}");
    EXPECT_EQ(story.status(), Status::Completed);
}

// BPMN 2.0, 13.4.3: what can come by an empty flow only round the loop can come by the other one as well, so
// it is not waited for. Plain reachability would wait for c, and c's own join for this one.
TEST(InclusiveJoin, DoesNotWaitForWhatComesRoundALoop) {
    Story story = given(graph({"m:exclusive", "f:parallel", "o:inclusive", "a:task", "b:task", "j:inclusive",
                               "c:task", "k:parallel", "l:exclusive"},
                              "s>m m>f f>o f>c o>a:x o>b:default a>j b>j j>k c>k k>l l>m:again l>e:default"));
    story.start("ann", "{'x': true}").completes("a");
    EXPECT_EQ(story.at(), "c (k)");
    story.completes("c");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(ComplexJoin, LeavesOtherBranchesAloneAlthoughTheyCouldComeRoundALoop) {
    Story story =
        given(graph({"m:exclusive", "f:parallel", "g:parallel", "a:task", "b:task",
                     "j:complex 'need': 1, 'cancel_rest': true", "c:task", "k:parallel", "l:exclusive"},
                    "s>m m>f f>g f>c g>a g>b a>j b>j j>k c>k k>l l>m:again l>e:default"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "c (k)");
    story.completes("c");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Patterns, Wcp41ThreadMerge) {
    Story story =
        given(graph({"f:parallel", "a:task", "j:complex 'need': 2", "d:task"}, "s>f f>a f>a a>j j>d d>e"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "a (j)");
    story.completes("a");
    EXPECT_EQ(story.at(), "d");
}

TEST(Patterns, Wcp42ThreadSplit) {
    Story story = given(graph({"f:parallel", "a:task"}, "s>f f>a f>a f>a a>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a a a");
}

TEST(Patterns, Wcp43ExplicitTermination) {
    Story story =
        given(graph({"f:parallel", "a:task", "b:task", "t:end 'terminate': true"}, "s>f f>a f>b a>t b>e"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.open(), "");
}

}  // namespace
}  // namespace wf::test
