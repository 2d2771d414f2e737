// Armed waits: catch nodes, boundary events, event subprocesses.
#include "graph.hpp"

namespace wf::test {
namespace {

std::string with_boundary(const std::string& boundary) {
    return graph({"a:task 'boundary': [" + boundary + "]", "b:task"}, "s>a a>e b>e");
}
constexpr Instant hour = 3'600'000'000;

TEST(Event, ATimerFiresWhenItIsDueAndNotBefore) {
    Story story = given(graph({"w:timer 'after': 'PT2H'"}, "s>w w>e"));
    story.start("ann");
    const Wait& timer = story.state().waits.front();
    EXPECT_EQ(timer.due_at, story.state().started_at + 2 * hour);
    story.when("system", FireTimer{.wait = timer.id}).rejects(Code::JobNotOpen, "not due");
    story.fires("w");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Event, ATimerMayWaitForAMomentThatTheFormNames) {
    Story story = given(graph({"w:timer 'at': 'day'"}, "s>w w>e"));
    story.start("ann", "{'day': '2000-01-02'}");
    EXPECT_EQ(story.state().waits.front().due_at, 24 * hour);
}

TEST(Event, ATimerThatNamesNoMomentIsRefused) {
    Story story = given(graph({"w:timer 'after': 'delay'"}, "s>w w>e"));
    story.start("ann", "{'delay': 'soon'}").rejects(Code::BadTimer, "\"soon\" is not a duration");
}

TEST(Event, ATimerSaysNothingOfAFieldThatIsHiddenSomewhere) {
    Story story = given(chain({{"wait", "{'id': 'wait', 'type': 'timer', 'after': 'delay'}"},
                               approval("a", by_users("lea"), "'fields': {'delay': 'hidden'}")},
                              "{'name': 'delay', 'type': 'text'}"));
    story.start("ann", "{'delay': 'soon'}")
        .rejects(Code::BadTimer, "What it reads in the form is not a duration");
}

TEST(Event, AnInterruptingBoundaryEventTakesTheActivityAway) {
    Story story = given(with_boundary("{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'to': 'b'}"));
    story.start("ann").fires("late");
    EXPECT_EQ(story.at(), "b");
    EXPECT_EQ(story.open(), "2:everyone");
}

TEST(Event, ABoundaryEventIsDisarmedWhenTheActivityIsDone) {
    Story story = given(with_boundary("{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'to': 'b'}"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.armed(), "");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Event, WhatIsDoneAtOnceArmsNothing) {
    Story story = given(
        graph({"a:pass 'boundary': [{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'to': 'b'}]", "b:task"},
              "s>a a>e b>e"));
    story.start("ann");
    EXPECT_EQ(story.state().last_wait, 0u);
}

TEST(Event, ANonInterruptingTimerFiresOnceAndTheActivityGoesOn) {
    Story story = given(
        with_boundary("{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'interrupting': false, 'to': 'b'}"));
    story.start("ann").fires("late");
    EXPECT_EQ(story.at(), "a b");
    EXPECT_EQ(story.armed(), "");
}

TEST(Event, ACycleFiresAsOftenAsItSays) {
    Story story = given(with_boundary(
        "{'id': 'late', 'type': 'timer', 'every': 'R2/PT1H', 'interrupting': false, 'to': 'b'}"));
    story.start("ann");
    const Instant first = story.state().waits.front().due_at;
    story.fires("late");
    EXPECT_EQ(story.armed(), "late");
    EXPECT_EQ(story.state().waits.front().due_at, first + hour);
    story.fires("late");
    EXPECT_EQ(story.armed(), "");
    EXPECT_EQ(story.at(), "a b b");
}

TEST(Event, ANonInterruptingMessageMayComeAgain) {
    Story story = given(
        with_boundary("{'id': 'news', 'type': 'message', 'message': 'm', 'interrupting': false, 'to': 'b'}"));
    story.start("ann").gets_message("news").gets_message("news");
    EXPECT_EQ(story.at(), "a b b");
    EXPECT_EQ(story.armed(), "news");
}

TEST(Event, AConditionFiresWhenTheFormMakesItTrue) {
    Story story = given(
        graph({"f:parallel", "a:task", "w:condition 'when': 'n > 1'", "b:task"}, "s>f f>a f>w w>b a>e b>e"));
    story.start("ann", "{'n': 1}");
    EXPECT_EQ(story.at(), "a w");
    story.completes("a", "{'n': 2}");
    EXPECT_EQ(story.at(), "b");
}

TEST(Event, ACorrelationThatGivesNothingIsRefused) {
    Story story = given(graph({"w:message 'message': 'm', 'correlation': 'nothing'"}, "s>w w>e"));
    story.start("ann").rejects(Code::BadResult, "the correlation key of node \"w\"");
}

TEST(Event, OnlyWhatIsArmedCanCome) {
    Story story = given(graph({"w:timer 'after': 'PT2H'"}, "s>w w>e"));
    story.start("ann");
    story.when("system", TakeMessage{.wait = WaitId{1}}).rejects(Code::JobNotOpen);
    story.when("system", FireTimer{.wait = WaitId{2}}).rejects(Code::JobNotFound);
    story.fires("w").when("system", FireTimer{.wait = WaitId{1}}).rejects(Code::JobNotOpen, "completed");
}

// ---- event subprocesses

std::string with_handler(const std::string& trigger, const std::string& more = "") {
    return graph({"a:task", "h:subprocess 'event': true, 'nodes': [{'id': 'hs', 'type': 'start', " + trigger +
                                "}, {'id': 'x', 'type': 'task'}, {'id': 'he', 'type': 'end'}], 'flows': [" +
                                flows_of("hs>x x>he") + "]" + more},
                 "s>a a>e");
}

TEST(EventSubprocess, ThatInterruptsEndsWhatElseGoesOnInItsScope) {
    Story story = given(with_handler("'trigger': 'message', 'message': 'm'"));
    story.start("ann");
    EXPECT_EQ(story.armed(), "hs");
    story.gets_message("hs");
    EXPECT_EQ(story.at(), "h x");
    EXPECT_EQ(story.armed(), "");
    story.completes("x");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(EventSubprocess, ThatDoesNotInterruptRunsBesideAndMayRunAgain) {
    Story story = given(with_handler("'trigger': 'signal', 'signal': 'n', 'interrupting': false"));
    story.start("ann").gets_signal("hs").gets_signal("hs");
    EXPECT_EQ(story.at(), "a h x h x");
    story.completes("a");
    EXPECT_EQ(story.status(), Status::Running);  // the handlers are part of the instance
    story.completes("x").completes("x");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(EventSubprocess, DoesNotHoldItsScopeWhileItOnlyWaits) {
    Story story = given(with_handler("'trigger': 'timer', 'after': 'P1D'"));
    story.start("ann").completes("a");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(EventSubprocess, OfASubprocessEndsOnlyThat) {
    const std::string handler =
        "{'id': 'h', 'type': 'subprocess', 'event': true, 'nodes': [{'id': 'hs', 'type': 'start', 'trigger': "
        "'message', "
        "'message': 'm'}, {'id': 'he', 'type': 'end'}], 'flows': [{'from': 'hs', 'to': 'he'}]}";
    Story story =
        given(graph({"f:parallel",
                     "p:subprocess 'nodes': [{'id': 'ps', 'type': 'start'}, {'id': 'a', 'type': 'task'}, " +
                         handler + ", {'id': 'pe', 'type': 'end'}], 'flows': [" + flows_of("ps>a a>pe") + "]",
                     "b:task", "j:parallel"},
                    "s>f f>p f>b p>j b>j j>e"));
    story.start("ann").gets_message("hs");
    EXPECT_EQ(story.at(), "b (j)");
}

}  // namespace
}  // namespace wf::test
