#include "core/soundness/soundness.hpp"

#include "soundness/graph.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace wf::test {
namespace {

using Verdict = std::set<std::string>;
const Verdict sound{};

Verdict verdict(Graph graph) { return soundness_verdict(graph.build()); }

Findings findings(Graph graph) {
    const Definition definition = graph.build();
    const auto path_of = [&](NodeIndex node) { return "/" + definition.nodes[node].id; };
    return check_soundness(definition, path_of).findings;
}

Finding finding(Graph graph) {
    const Findings all = findings(std::move(graph));
    return all.empty() ? Finding{} : all.front();
}

TEST(Soundness, ALineIsSound) { EXPECT_EQ(verdict(graph("", "start > A > B > end")), sound); }

TEST(Soundness, AChoiceThatMergesIsSound) {
    EXPECT_EQ(verdict(graph("x:xor m:xor", "start > x ? A > m > end  x ! B > m")), sound);
}

TEST(Soundness, ParallelWaysThatJoinAreSound) {
    EXPECT_EQ(verdict(graph("f:and j:and", "start > f > A > j > end  f > B > j")), sound);
}

TEST(Soundness, ALoopWithAWayOutIsSound) {
    EXPECT_EQ(verdict(graph("m:xor x:xor", "start > m > A > x ? m  x ! end")), sound);
}

TEST(Soundness, AChoiceInFrontOfAParallelJoinIsADeadlock) {
    const Verdict expected{"unsound_deadlock", "unsound_dead_node"};
    EXPECT_EQ(verdict(graph("x:xor j:and", "start > x ? A > j > end  x ! B > j")), expected);
}

TEST(Soundness, ADeadlockIsToldByItsShortestWay) {
    const Finding found =
        finding(graph("x:xor f:and j:and", "start > x ? f > A > j > end  f > B > j  x ! C > j"));
    EXPECT_EQ(found.code, "unsound_deadlock");
    EXPECT_EQ(found.path, "/j");
    EXPECT_EQ(
        found.message,
        R"(take flow "x->C", complete "C": the join "j" then waits for ever for flows "A->j" and "B->j")");
}

TEST(Soundness, ParallelWaysMayMeetJustBeforeAnEnd) {
    for (const char* type : {"xor", "copy", "pass"}) {
        EXPECT_EQ(verdict(graph("f:and m:" + std::string{type}, "start > f > A > m > end  f > B > m")), sound)
            << type;
        EXPECT_EQ(verdict(graph("f:and m:xor n:" + std::string{type} + " e:terminate",
                                "start > f > A > m > n > e  f > B > m")),
                  sound)
            << type;
    }
    EXPECT_EQ(verdict(graph("f:and m:xor t:task", "start > f > A > m > t > end  f > B > m")),
              Verdict{"unsound_unsafe"});
}

TEST(Soundness, MergesThatLeadToEachOtherLeadToNoEnd) {
    EXPECT_EQ(verdict(graph("x:xor m:xor n:xor", "start > x ? end  x ! m > n > m")),
              Verdict{"unsound_no_completion"});
}

TEST(Soundness, ParallelWaysThatMergeExclusivelyAreUnsafe) {
    const Finding found = finding(graph("f:and m:xor", "start > f > A > m > C > end  f > B > m"));
    EXPECT_EQ(found.code, "unsound_unsafe");
    EXPECT_EQ(found.message,
              R"(complete "A", complete "B": "C" is then reached twice at the same time, by flow "m->C")");
}

TEST(Soundness, ATokenTooManyIsToldOnce) {
    EXPECT_EQ(findings(graph("f:and m:xor", "start > f > A > m > C > D > E > end  f > B > m")).size(), 1U);
}

TEST(Soundness, ParallelWaysMayEndInTheSameEnd) {
    EXPECT_EQ(verdict(graph("f:and", "start > f > A > end  f > B > end")), sound);
}

TEST(Soundness, ALoopWithoutAWayOutNeverCompletes) {
    const Finding found = finding(graph("x:xor m:xor", "start > x ? A > end  x ! m > B > C > m"));
    EXPECT_EQ(found.code, "unsound_no_completion");
    EXPECT_EQ(
        found.message,
        R"(take flow "x->m": from "m" on there is always something to do, but the end cannot be reached any more)");
}

TEST(Soundness, AnInclusiveJoinWaitsForWhatWasChosen) {
    EXPECT_EQ(verdict(graph("o:or j:or", "start > o ? A > j > end  o ? B > j  o ! C > j")), sound);
}

TEST(Soundness, AnInclusiveJoinAfterAParallelSplitIsSound) {
    EXPECT_EQ(verdict(graph("f:and j:or", "start > f > A > j > end  f > B > j")), sound);
}

TEST(Soundness, AnInclusiveSplitInFrontOfAParallelJoinIsADeadlock) {
    EXPECT_EQ(verdict(graph("o:or j:and", "start > o ? A > j > end  o ? B > j")),
              Verdict{"unsound_deadlock"});
}

TEST(Soundness, InclusiveJoinsThatWaitForEachOtherAreADeadlock) {
    const Finding found = finding(graph("f:and j:or k:or x:xor y:xor",
                                        "start > f > A > j > x ? end  x ! k  f > B > k > y ? end2  y ! j"));
    EXPECT_EQ(found.code, "unsound_deadlock");
    EXPECT_EQ(found.message, R"(complete "A", complete "B": the joins "j" and "k" then wait for ever)");
}

TEST(Soundness, AnInclusiveJoinInALoopDoesNotWaitForItself) {
    EXPECT_EQ(verdict(graph("j:or x:xor", "start > j > A > x ? j  x ! end")), sound);
}

TEST(Soundness, ATerminateTakesTheOtherTokensAway) {
    EXPECT_EQ(verdict(graph("f:and t:terminate", "start > f > A > end  f > B > t")), sound);
}

TEST(Soundness, SeveralTokensMayWantToEndAll) {
    EXPECT_EQ(verdict(graph("f:and j:and x:xor y:xor no:xor t:terminate",
                            "start > f > A > x ! j > end  f > B > y ! j  x ? no > t  y ? no")),
              sound);
}

TEST(Soundness, WhatBeginsBesideATerminateIsNotDead) {
    EXPECT_EQ(verdict(graph("f:and t:terminate", "start > f > t  f > A > end")), sound);
}

TEST(Soundness, AnEventGatewayTakesOneWay) {
    const Verdict expected{"unsound_deadlock", "unsound_dead_node"};
    EXPECT_EQ(verdict(graph("e:event a:catch b:catch m:xor", "start > e > a > m > end  e > b > m")), sound);
    EXPECT_EQ(verdict(graph("e:event a:catch b:catch j:and", "start > e > a > j > end  e > b > j")),
              expected);
}

TEST(Soundness, AnInterruptingEventIsAnotherWayOut) {
    EXPECT_EQ(verdict(graph("m:xor", "start > A > m > end").interrupting("t", "A", "m")), sound);
    EXPECT_EQ(
        verdict(graph("f:and j:and", "start > f > A > j > end  f > B > j").interrupting("t", "A", "end")),
        Verdict{"unsound_deadlock"});
}

// Of a task that is done in time or leaves by the flow "from->to".
Graph with_timeout(Graph graph, const std::string& from, const std::string& to) {
    ApprovalSettings& settings = graph[from].approval;
    settings.on_timeout = OnTimeout::Flow;
    settings.timeout_flow = from + "->" + to;
    return graph;
}

TEST(Soundness, ATimeoutFlowIsAnotherWayOutAndNotOneMore) {
    EXPECT_EQ(verdict(with_timeout(graph("m:xor", "start > A > m > end  A > B > m"), "A", "B")), sound);
    EXPECT_EQ(verdict(with_timeout(graph("f:and j:and", "start > f > A > j > end  f > B > j  A > end"), "A",
                                   "end")),
              Verdict{"unsound_deadlock"});
}

TEST(Soundness, ANonInterruptingEventGivesOneMoreToken) {
    EXPECT_EQ(verdict(graph("", "start > A > end").non_interrupting("t", "A", "end")), sound);
    EXPECT_EQ(verdict(graph("m:xor", "start > A > m > B > end").non_interrupting("t", "A", "m")),
              Verdict{"unsound_unsafe"});
}

TEST(Soundness, AReminderInALoopCountsOnce) {
    EXPECT_EQ(
        verdict(
            graph("m:xor x:xor", "start > m > A > x ? m  x ! end  R > end2").non_interrupting("t", "A", "R")),
        sound);
}

TEST(Soundness, AnInclusiveJoinDoesNotWaitForAnEventThatMayNeverCome) {
    EXPECT_EQ(
        verdict(
            graph("f:and j:or", "start > f > A > j > C > end  f > B > end2").non_interrupting("t", "B", "j")),
        Verdict{"unsound_unsafe"});
}

TEST(Soundness, AComplexJoinSwallowsTheRestOfItsCycle) {
    Graph discriminator = graph("f:and j:complex", "start > f > A > j > D > end  f > B > j  f > C > j");
    discriminator["j"].need = 2;
    EXPECT_EQ(verdict(std::move(discriminator)), sound);
}

TEST(Soundness, AComplexJoinThatGetsTooFewIsADeadlock) {
    Graph join = graph("x:xor j:complex", "start > x ? A > j > D > end  x ? B > j  x ! C > j");
    join["j"].need = 2;
    EXPECT_EQ(verdict(std::move(join)), (Verdict{"unsound_deadlock", "unsound_dead_node"}));
}

TEST(Soundness, AComplexJoinMayTakeTheRestAway) {
    Graph join = graph("f:and j:complex", "start > f > A > j > D > end  f > B > j");
    join["j"].cancel_rest = true;
    EXPECT_EQ(verdict(std::move(join)), sound);
}

TEST(Soundness, AThreadMergeTakesSeveralTokensOfOneFlow) {
    Graph merge = graph("f:and m:xor j:complex", "start > f > A > m > j > D > end  f > B > m");
    merge["j"].need = 2;
    EXPECT_EQ(verdict(std::move(merge)), sound);
}

TEST(Soundness, WhatAnActivityCancelsIsGone) {
    Graph cancel = graph("f:and j:and", "start > f > A > j > end  f > B > j");
    cancel["A"].cancels = {cancel.index("B")};
    EXPECT_EQ(verdict(std::move(cancel)), Verdict{"unsound_deadlock"});
}

TEST(Soundness, WhatAnotherScopeCancelsCannotBeJudged) {
    const auto canceled = [](const std::set<std::string>& targets) {
        Graph graph{"P:sub f:and", "start > f > A > end  f > P > end"};
        graph.inside("P", "", "start2 > B > end2");
        for (const std::string& target : targets) graph["A"].cancels.push_back(graph.index(target));
        return graph;
    };
    const Finding found = finding(canceled({"B"}));
    EXPECT_EQ(found.code, "soundness_unknown");
    EXPECT_EQ(found.path, "/A");
    EXPECT_EQ(verdict(canceled({"P"})), sound);
    EXPECT_EQ(verdict(canceled({"B", "P"})), sound);
}

TEST(Soundness, TheInsideOfASubprocessIsLookedAtByItself) {
    const Finding found = finding(
        graph("P:sub", "start > P > end").inside("P", "x:xor j:and", "start2 > x ? A > j > end2  x ! B > j"));
    EXPECT_EQ(found.code, "unsound_deadlock");
    EXPECT_EQ(found.path, "/j");
}

TEST(Soundness, AnEventSubprocessIsAProcessOfItsOwn) {
    const Verdict expected{"unsound_deadlock", "unsound_dead_node"};
    EXPECT_EQ(verdict(graph("P:event_sub", "start > A > end").inside("P", "", "start2 > B > end2")), sound);
    EXPECT_EQ(verdict(graph("P:event_sub", "start > A > end")
                          .inside("P", "x:xor j:and", "start2 > x ? B > j > end2  x ! C > j")),
              expected);
}

TEST(Soundness, ASubprocessMayGoOnUntilAnEventEndsIt) {
    const auto nagging = [] {
        return graph("P:sub", "start > P > end").inside("P", "m:xor", "start2 > m > B > m");
    };
    EXPECT_EQ(verdict(nagging()), Verdict{"unsound_no_completion"});
    EXPECT_EQ(verdict(nagging().interrupting("enough", "P", "end")), sound);
    EXPECT_EQ(verdict(nagging().non_interrupting("more", "P", "end")), Verdict{"unsound_no_completion"});
    EXPECT_EQ(verdict(nagging().inside("P", "Q:event_sub", "").inside("Q", "", "start3 > C > end3")), sound);
}

TEST(Soundness, NothingFollowsASubprocessThatAlwaysEndsWithAnError) {
    Graph failing = graph("P:sub", "start > P > A > end").inside("P", "e:error", "start2 > B > e");
    failing.interrupting("caught", "P", "end");
    const Finding found = finding(std::move(failing));
    EXPECT_EQ(found.code, "unsound_dead_node");
    EXPECT_EQ(found.path, "/A");
}

TEST(Soundness, ACompensationHandlerIsNotPartOfTheFlow) {
    Graph handled = graph("", "start > A > end  undo");
    handled["undo"].is_compensation_handler = true;
    EXPECT_EQ(verdict(std::move(handled)), sound);
}

TEST(Soundness, EveryStartIsFollowed) {
    EXPECT_EQ(verdict(graph("m:xor", "start > A > m > end  start2 > B > m")), sound);
    EXPECT_EQ(verdict(graph("j:and", "start > A > j > end  start2 > B > j")),
              (Verdict{"unsound_deadlock", "unsound_dead_node"}));
}

TEST(Soundness, AnActivityForksOverItsFlows) {
    EXPECT_EQ(verdict(graph("j:or", "start > A ? B > j > end  A ? C > j  A ! D > j")), sound);
    EXPECT_EQ(verdict(graph("j:and", "start > A > B > j > end  A > C > j")), sound);
}

TEST(Soundness, OverTheBudgetTheVerdictIsUnknown) {
    EXPECT_EQ(soundness_verdict(graph("", "start > A > end").build(), {.max_states = 1}),
              Verdict{"soundness_unknown"});
}

}  // namespace
}  // namespace wf::test
