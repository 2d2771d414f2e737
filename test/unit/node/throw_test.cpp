// Errors and escalations go outwards to the nearest that catches them; compensation undoes, the last one
// first.
#include "graph.hpp"

namespace wf::test {
namespace {

std::string around(const std::string& boundary, const std::vector<std::string>& nodes,
                   const std::string& flows) {
    return graph({"p:subprocess 'boundary': [" + boundary + "], " + inside("p", nodes, flows), "b:task"},
                 "s>p p>e b>e");
}

TEST(Error, IsCaughtByTheBoundaryOfTheScopeAround) {
    Story story =
        given(around("{'id': 'oops', 'type': 'error', 'error': 'E1', 'to': 'b'}",
                     {"f:parallel", "a:task", "c:task", "err:end 'error': 'E1'"}, "ps>f f>a f>c a>err c>pe"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "b");
    EXPECT_EQ(story.open(), "3:everyone");
}

TEST(Error, ThatNobodyCatchesFailsTheInstance) {
    Story story =
        given(around("{'id': 'oops', 'type': 'error', 'error': 'E2', 'to': 'b'}",
                     {"a:task", "err:end 'error': 'E1'", "x:exclusive"}, "ps>a a>x x>err:true x>pe:default"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.status(), Status::Failed);
    EXPECT_EQ(std::get<InstanceEnded>(story.log().back().events.back()).error, "E1");
}

TEST(Error, GoesToTheCatcherOfItsCodeBeforeACatchAll) {
    Story story =
        given(around("{'id': 'any', 'type': 'error', 'to': 'e'}, {'id': 'mine', 'type': 'error', 'error': "
                     "'E1', 'to': 'b'}",
                     {"a:task", "err:end 'error': 'E1'", "x:exclusive"}, "ps>a a>x x>err:true x>pe:default"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.at(), "b");
}

TEST(Error, OfAWorkerIsCaughtByItsNode) {
    Story story = given(graph({"a:service 'topic': 'erp', 'boundary': [{'id': 'oops', 'type': 'error', "
                               "'error': 'NO_STOCK', 'to': 'b'}]",
                               "b:task"},
                              "s>a a>e b>e"));
    story.start("ann").when("worker", fail_job(1, "none left", "NO_STOCK"));
    EXPECT_EQ(story.at(), "b");
}

TEST(Escalation, ThatDoesNotInterruptLetsBothGoOn) {
    Story story = given(
        around("{'id': 'up', 'type': 'escalation', 'escalation': 'L', 'interrupting': false, 'to': 'b'}",
               {"t:escalation 'escalation': 'L'", "a:task"}, "ps>t t>a a>pe"));
    story.start("ann");
    EXPECT_EQ(story.at(), "p a b");
    story.completes("a").completes("b");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Escalation, ThatNobodyCatchesChangesNothing) {
    Story story = given(graph({"t:escalation 'escalation': 'L'", "a:task"}, "s>t t>a a>e"));
    story.start("ann");
    EXPECT_EQ(story.at(), "a");
}

// ---- service jobs

TEST(Service, IsTriedAgainAndThenAnIncident) {
    Story story = given(graph({"a:service 'topic': 'erp', 'retries': 2"}, "s>a a>e"));
    story.start("ann").when("worker", fail_job(1, "no connection"));
    EXPECT_EQ(story.state().waits.front().left, 1);
    EXPECT_EQ(story.state().tokens.front().held, "");
    story.when("worker", fail_job(1, "no connection"));
    EXPECT_EQ(story.state().tokens.front().held, "no connection");
    story.when("worker", fail_job(1, "no connection")).rejects(Code::JobNotOpen);
    story.when("ann", RetryJob{.job = WaitId{1}}).rejects(Code::NotAnAdministrator);
    story.when("adam", RetryJob{.job = WaitId{1}});
    EXPECT_EQ(story.state().tokens.front().held, "");
    story.works_on("a", "{'posted': true}");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.state().data.text, "{\"posted\":true}");
}

TEST(Script, CallsItsFunctionWithTheFormAndMergesWhatItReturns) {
    Story story = given(graph({"a:script 'function': 'post'"}, "s>a a>e"));
    story.world.functions["post"] = {.found = true, .data = Json{R"({"no": 7})"}, .error_code = {}};
    story.start("ann", "{'n': 1}");
    EXPECT_EQ(story.world.calls.front().second, "{\"n\":1}");
    EXPECT_EQ(story.state().data.text, R"({"n":1,"no":7})");
}

TEST(Script, OfAnUnknownFunctionIsRefused) {
    Story story = given(graph({"a:script 'function': 'post'"}, "s>a a>e"));
    story.start("ann").rejects(Code::FunctionMissing, "wf.register_function");
}

// ---- compensation

const std::string trip = "a:task 'boundary': [{'id': 'ca', 'type': 'compensation', 'to': 'ua'}]";
const std::string hotel = "b:task 'boundary': [{'id': 'cb', 'type': 'compensation', 'to': 'ub'}]";

TEST(Compensation, UndoesWhatWasCompletedTheLastOneFirst) {
    Story story =
        given(graph({trip, hotel, "ua:task", "ub:task", "t:compensation", "z:task"}, "s>a a>b b>t t>z z>e"));
    story.start("ann").completes("a").completes("b");
    EXPECT_EQ(story.at(), "t ub");
    story.completes("ub");
    EXPECT_EQ(story.at(), "t ua");
    story.completes("ua");
    EXPECT_EQ(story.at(), "z");
    story.completes("z");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Compensation, OfOneActivityLeavesTheOthers) {
    Story story =
        given(graph({trip, hotel, "ua:task", "ub:task", "t:compensation 'node': 'a'"}, "s>a a>b b>t t>e"));
    story.start("ann").completes("a").completes("b");
    EXPECT_EQ(story.at(), "t ua");
    story.completes("ua");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Compensation, OfWhatWasNeverDoneIsNothing) {
    Story story =
        given(graph({"x:exclusive", trip, "ua:task", "t:compensation"}, "s>x x>a:go x>t:default a>t t>e"));
    EXPECT_EQ(story.start("ann").status(), Status::Completed);
}

TEST(Compensation, OfASubprocessReachesWhatWasDoneInIt) {
    Story story =
        given(graph({"p:subprocess " + inside("p", {trip, hotel, "ua:task", "ub:task"}, "ps>a a>b b>pe"),
                     "t:compensation"},
                    "s>p p>t t>e"));
    story.start("ann").completes("a").completes("b");
    EXPECT_EQ(story.at(), "t ub");
    story.completes("ub").completes("ua");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Compensation, OfAMultiInstanceActivityRunsForEachInstance) {
    Story story = given(graph(
        {"a:task 'multi': {'collection': 'c', 'element': 'i', 'sequential': true}, 'boundary': [{'id': 'ca', "
         "'type': 'compensation', 'to': 'ua'}]",
         "ua:task", "t:compensation"},
        "s>a a>t t>e"));
    story.start("ann", "{'c': ['x', 'y']}").completes("a").completes("a");
    EXPECT_EQ(story.state().tokens.back().data.text, R"({"loopCounter":1,"i":"y"})");
    story.completes("ua").completes("ua");
    EXPECT_EQ(story.times("ua"), 2);
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Transaction, CanceledIsCompensatedAndThenLeftByItsCancelEvent) {
    Story story = given(graph(
        {"p:subprocess 'transaction': true, 'boundary': [{'id': 'off', 'type': 'cancel', 'to': 'z'}], " +
             inside("p", {"f:parallel", trip, "ua:task", "b:task", "x:end 'cancel': true", "c:exclusive"},
                    "ps>f f>a f>b a>c c>x:stop c>pe:default b>pe"),
         "z:task"},
        "s>p p>e z>e"));
    story.start("ann").completes("a", "{'stop': true}");
    EXPECT_EQ(story.at(), "p x ua");
    story.completes("ua");
    EXPECT_EQ(story.at(), "z");
    EXPECT_EQ(story.times("off"), 1);
}

}  // namespace
}  // namespace wf::test
