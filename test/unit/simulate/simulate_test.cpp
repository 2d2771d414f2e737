// A simulation tells who would approve, by which rule, and why nobody else; and it changes nothing.
#include "simulations.hpp"

#include "graph.hpp"

namespace wf::test {
namespace {

const std::string two_steps = chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))});

TEST(Simulate, GoesTheWholeWay) {
    EXPECT_EQ(text_of(simulated(two_steps, "ann")),
              "1 enter start\n2 enter lead\n2 approver lead lea any\n3 enter boss\n3 approver boss boss any\n"
              "4 enter end\n4 result completed\n");
}

TEST(Simulate, NamesTheRuleAsItsAuthorWroteIt) {
    const Simulation simulation = simulated(
        chain({approval("both", by_users("lea") + ", " + by_role("board"), "'mode': 'all'")}), "ann");
    EXPECT_EQ(find(simulation, Told::Approver, 0)->rule, quoted("{'by':'users','users':['lea']}"));
    EXPECT_EQ(find(simulation, Told::Approver, 1)->rule, quoted("{'by':'role','role':'board'}"));
    EXPECT_EQ(find(simulation, Told::Approver, 1)->person, "bob");
}

TEST(Simulate, AGroupIsOneApprover) {
    const Simulation simulation = simulated(chain({approval("board", by_role("board"))}), "ann");
    EXPECT_EQ(text_of(simulation, {Told::Approver}), "2 approver board role:board any\n");
    EXPECT_EQ(find(simulation, Told::Approver)->rule, quoted("{'by':'role','role':'board'}"));
}

const std::string by_length = definition(
    {{"how_long", "{'id': 'how_long', 'type': 'exclusive'}"}, approval("boss", by_users("boss"))},
    "{'from': 'start', 'to': 'how_long'}, {'id': 'long', 'from': 'how_long', 'to': 'boss', 'when': 'days > 5 "
    "and initiator.rank < 3'}, {'from': 'how_long', 'to': 'end', 'default': true}, {'from': 'boss', 'to': "
    "'end'}");

TEST(Simulate, TellsWhatAConditionWasAndWhatItSaw) {
    const Simulation brief = simulated(by_length, "ann", "{'days': 3}");
    EXPECT_EQ(text_of(brief, {Told::Condition, Told::Flow}),
              "2 condition how_long false\n2 flow how_long how_long->end\n");
    EXPECT_EQ(find(brief, Told::Condition)->rule, "days > 5 and initiator.rank < 3");
    EXPECT_EQ(find(brief, Told::Condition)->detail.substr(0, 21), "flow \"long\": days = 3");
    const Simulation lengthy = simulated(by_length, "ann", "{'days': 9}");
    EXPECT_EQ(find(lengthy, Told::Condition)->result, "true");
    EXPECT_EQ(find(lengthy, Told::Condition)->detail, "flow \"long\": days = 9, initiator.rank = 1");
    EXPECT_EQ(text_of(lengthy, {Told::Approver}), "3 approver boss boss any\n");
}

TEST(Simulate, AConditionThatIsNeitherSaysNull) {
    const Simulation simulation = simulated(by_length, "ann", "{'days': 'many'}");
    EXPECT_EQ(find(simulation, Told::Condition)->result, "null");
    EXPECT_NE(find(simulation, Told::Condition)->detail.find("days = \"many\""), std::string::npos);
}

TEST(Simulate, KeepsSecretsButNotTheAnswer) {
    TestWorld world = company();
    SimulationOptions options;
    options.secret = {"initiator"};
    const Simulation simulation =
        simulate(compiled(by_length), start_command("ann", "{'days': 9}"), world, options);
    EXPECT_EQ(find(simulation, Told::Condition)->detail, "flow \"long\": days = 9, initiator is not shown");
}

TEST(Simulate, TellsWhoIsSkippedAndWhy) {
    const Simulation simulation =
        simulated(chain({approval("pair", by_users("ann lea"), "'on_self': 'skip'")}), "ann");
    const SimulationRow* skipped = find(simulation, Told::Skipped);
    ASSERT_TRUE(skipped);
    EXPECT_EQ(skipped->person + ": " + skipped->result, "ann: on_self: skip");
    EXPECT_EQ(skipped->rule, quoted("{'by':'users','users':['ann','lea']}"));
    EXPECT_EQ(text_of(simulation, {Told::Approver}), "2 approver pair lea any\n");
}

TEST(Simulate, AnApproverWhoStandsInForTheInitiatorHasThePolicyAsHisRule) {
    const Simulation simulation =
        simulated(chain({approval("own", by_users("ann"), "'on_self': 'superior'")}), "ann");
    EXPECT_EQ(find(simulation, Told::Approver)->person, "lea");
    EXPECT_EQ(find(simulation, Told::Approver)->rule, "on_self: superior");
}

TEST(Simulate, TellsWhichRuleFindsNobodyThoughAnotherDoes) {
    const Simulation simulation =
        simulated(chain({approval("pair", by_users("lea") + ", " + by_role("left"))}), "ann");
    EXPECT_EQ(text_of(simulation, {Told::Nobody, Told::Policy}), "2 nobody pair\n");
    EXPECT_EQ(find(simulation, Told::Nobody)->rule, quoted("{'by':'role','role':'left'}"));
}

TEST(Simulate, ARuleWhoseFindsWereFoundBeforeFindsSomebody) {
    EXPECT_FALSE(find(simulated(chain({approval("pair", by_users("lea") + ", " + by_users("lea"))}), "ann"),
                      Told::Nobody));
}

TEST(Simulate, TellsWhatThePolicySaysWhenNobodyIsFound) {
    const Simulation simulation =
        simulated(chain({approval("left", by_role("left"), "'on_no_approver': 'superior'")}), "ann");
    EXPECT_EQ(text_of(simulation, {Told::Nobody, Told::Policy, Told::Approver}),
              "2 nobody left\n2 policy left superior\n2 approver left lea any\n");
    EXPECT_EQ(find(simulation, Told::Approver)->rule, "on_no_approver: superior");
}

TEST(Simulate, EndsWhereAPolicyRejects) {
    EXPECT_EQ(
        simulated(chain({approval("left", by_role("left"), "'on_no_approver': 'reject'")}), "ann").result(),
        "rejected");
}

TEST(Simulate, IsStuckAtANodeThatIsHeld) {
    const Simulation simulation =
        simulated(chain({approval("left", by_role("left"), "'on_no_approver': 'hold'")}), "ann");
    EXPECT_EQ(simulation.result(), "stuck");
    EXPECT_NE(simulation.rows.back().detail.find("node \"left\" is held"), std::string::npos);
}

TEST(Simulate, TellsWhoNeedNotSignAgain) {
    const Simulation simulation = simulated(
        chain({approval("first", by_users("lea")), approval("again", by_users("lea"), "'dedupe': 'once'")}),
        "ann");
    EXPECT_EQ(text_of(simulation, {Told::Passed}), "3 passed again lea dedupe: once\n");
}

TEST(Simulate, TellsTheLookAheadNothing) {
    const Simulation simulation = simulated(
        chain({approval("first", by_users("lea"), "'dedupe': 'last'"), approval("again", by_users("lea"))}),
        "ann");
    EXPECT_EQ(text_of(simulation, {Told::Enter, Told::Passed}),
              "1 enter start\n2 enter first\n2 passed first lea dedupe: last\n3 enter again\n4 enter end\n");
}

TEST(Simulate, FollowsStandingDelegations) {
    TestWorld world = company();
    world.agents["lea"] = "eve";
    EXPECT_EQ(text_of(simulated(two_steps, "ann", "{}", world), {Told::Approver}),
              "2 approver lead eve any for lea\n3 approver boss boss any\n");
}

TEST(Simulate, SaysHowVotesAndSequencesCount) {
    const Simulation simulation = simulated(
        chain({approval("line", by_users("lea boss"), "'mode': 'sequential'"),
               approval("vote", by_users("lea boss eve"), "'mode': 'vote', 'vote': {'need': '2/3'}")}),
        "ann");
    EXPECT_EQ(find(simulation, Told::Approver, 1)->detail, "number 2 in the sequence");
    EXPECT_EQ(find(simulation, Told::Approver, 2)->detail, "needs 2/3");
}

TEST(Simulate, NamesThoseWhoAreCopied) {
    EXPECT_EQ(text_of(simulated(chain({copy_node("hr", by_role("hr"))}), "ann"), {Told::Copy}),
              "2 copy hr eve\n");
}

TEST(Simulate, ListsAllBranches) {
    const std::string text = graph({"f:parallel", "a:approval 'approvers': [" + by_users("lea") + "]",
                                    "b:approval 'approvers': [" + by_users("boss") + "]", "j:parallel"},
                                   "s>f f>a f>b a>j b>j j>e");
    EXPECT_EQ(text_of(simulated(text, "ann"), {Told::Approver, Told::Result}),
              "3 approver a lea any\n4 approver b boss any\n6 result completed\n");
}

TEST(Simulate, ATimerIsDueFromTheMomentAskedFor) {
    const std::string text = graph({"wait:timer 'after': 'PT1H'"}, "s>wait wait>e");
    TestWorld world = company();
    const Simulation simulation = simulate(compiled(text), start_command("ann", "{}", 5'000'000), world);
    EXPECT_EQ(find(simulation, Told::Timer)->at, 3'605'000'000);
    EXPECT_EQ(simulation.result(), "completed");
}

TEST(Simulate, CallsNoFunctionAndUsesUpNoTurn) {
    TestWorld world = company();
    world.functions["pay"] = FunctionResult{.found = true, .data = {}, .error_code = {}};
    const std::string text =
        graph({"pay:script 'function': 'pay'",
               "turn:approval 'assign': 'round_robin', 'approvers': [" + by_users("lea boss") + "]"},
              "s>pay pay>turn turn>e");
    const Simulation simulation = simulate(compiled(text), start_command("ann"), world);
    EXPECT_EQ(text_of(simulation, {Told::Function}), "2 function pay pay\n");
    EXPECT_TRUE(world.calls.empty());
    EXPECT_EQ(world.last_turn, "");
    EXPECT_EQ(find(simulation, Told::Approver)->detail, "one of 2 found, assign: round_robin");
}

TEST(Simulate, SaysWhatTheStartWouldBeRefusedFor) {
    const Simulation simulation =
        simulated(chain({approval("own", by_users("ann"), "'on_self': 'forbid'")}), "ann");
    EXPECT_EQ(simulation.result(), "refused");
    EXPECT_EQ(int(simulation.refused->code), int(Code::SelfApproval));
    EXPECT_EQ(simulation.rows.back().detail.find(simulation.refused->message), 0u);
}

TEST(Simulate, SaysWhereItWouldBeRefusedLater) {
    const std::string text =
        definition({approval("lead", by_users("lea")), {"x", "{'id': 'x', 'type': 'exclusive'}"}},
                   "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'x'}, {'from': 'x', 'to': 'end', "
                   "'when': 'days > 5'}");
    const Simulation simulation = simulated(text, "ann", "{'days': 1}");
    EXPECT_EQ(simulation.result(), "refused");
    EXPECT_EQ(find(simulation, Told::Condition)->result, "false");
}

TEST(Simulate, AWayThatLeadsBackIsToldOnce) {
    const std::string text =
        definition({approval("again", by_users("lea")), {"x", "{'id': 'x', 'type': 'exclusive'}"}},
                   "{'from': 'start', 'to': 'again'}, {'from': 'again', 'to': 'x'}, {'from': 'x', 'to': "
                   "'again', 'when': 'true'}, {'from': 'x', 'to': 'end', 'default': true}");
    const Simulation simulation = simulated(text, "ann");
    EXPECT_EQ(text_of(simulation, {Told::Enter, Told::Approver, Told::Flow, Told::Result}),
              "1 enter start\n2 enter again\n2 approver again lea any\n3 enter x\n3 flow x x->again\n3 "
              "result loops\n");
    EXPECT_EQ(simulation.rows.back().detail, "it comes back to \"again\" again and again");
}

TEST(Simulate, AWayThatCountsIsCutShort) {
    const std::string text = graph(
        {"again:approval 'approvers': [" + by_users("lea") + "], 'loop': {'while': 'loopCounter < 1000'}"},
        "s>again again>e");
    TestWorld world = company();
    SimulationOptions options;
    options.max_entries = 20;
    const Simulation simulation = simulate(compiled(text), start_command("ann"), world, options);
    EXPECT_EQ(simulation.result(), "unfinished");
}

TEST(SimulateRest, BeginsWhereTheInstanceStands) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1));
    const Simulation rest = simulate_rest(story.definition(), story.state(), story.world);
    EXPECT_EQ(text_of(rest), "1 enter boss\n1 approver boss boss any\n2 enter end\n2 result completed\n");
    EXPECT_EQ(find(rest, Told::Enter)->detail, "stands here");
    EXPECT_EQ(find(rest, Told::Approver)->rule, quoted("{'by':'users','users':['boss']}"));
}

TEST(SimulateRest, TellsNothingOfWhatReadsAHiddenField) {
    Story story = given(definition(
        {approval("a", by_users("lea")),
         {"g", "{'id': 'g', 'type': 'exclusive'}"},
         approval("b",
                  "{'by': 'expression', 'expression': 'if secret = 1 then \\\"bob\\\" else \\\"eve\\\"'}"),
         {"m", "{'id': 'm', 'type': 'message', 'message': 'paid', 'correlation': 'secret'}"}},
        "{'from': 'start', 'to': 'a'}, {'from': 'a', 'to': 'g'}, {'from': 'g', 'to': 'b', 'when': 'secret = "
        "1'}, "
        "{'from': 'g', 'to': 'end', 'default': true}, {'from': 'b', 'to': 'm'}, {'from': 'm', 'to': 'end'}"));
    story.start("ann", "{'secret': 1}");
    const auto all = [&](const SimulationOptions& options) {
        std::string text;
        for (const SimulationRow& row :
             simulate_rest(story.definition(), story.state(), story.world, options).rows)
            text += row.rule + row.result + row.detail + "\n";
        return text;
    };
    EXPECT_NE(all({}).find("secret = 1"), std::string::npos);
    EXPECT_NE(all({}).find("key \"1\""), std::string::npos);
    SimulationOptions options;
    options.hidden = {"secret"};
    EXPECT_EQ(all(options).find("secret"), std::string::npos) << all(options);
    EXPECT_EQ(all(options).find("key"), std::string::npos) << all(options);
}

TEST(SimulateRest, OfAnEndedInstanceIsItsStatus) {
    Story story = given(two_steps);
    story.start("ann").when("lea", reject(1));
    EXPECT_EQ(text_of(simulate_rest(story.definition(), story.state(), story.world)), "0 result rejected\n");
}

TEST(SimulateRest, ChangesNothing) {
    Story story = given(two_steps);
    story.start("ann");
    const std::string before = state_to_json(story.state());
    simulate_rest(story.definition(), story.state(), story.world);
    EXPECT_EQ(state_to_json(story.state()), before);
}

}  // namespace
}  // namespace wf::test
