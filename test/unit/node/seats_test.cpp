#include "spec.hpp"

namespace wf::test {
namespace {

Story running(const std::vector<NodeText>& nodes, const std::string& form = "") {
    return given(chain(nodes, form));
}
std::string open(const Story& story) {
    std::string text;
    for (const Seat& seat : story.state().seats)
        if (seat.state == SeatState::Open || seat.state == SeatState::Waiting)
            text += (text.empty() ? "" : " ") + seat.who();
    return text;
}
std::string skipped(const Story& story) {
    std::string text;
    for (const Entry& entry : story.log())
        for (const Event& event : entry.events)
            if (const auto* skip = std::get_if<ApproversSkipped>(&event))
                for (const Skip& one : skip->skipped) text += one.person + " " + one.reason + "; ";
    return text;
}

// ---- on_self

TEST(OnSelf, ByDefaultTheInitiatorApprovesHimself) {
    Story story = running({approval("node", by_users("ann"))});
    story.start("ann").when("ann", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(OnSelf, SkipLeavesTheOthers) {
    Story story = running({approval("node", by_users("ann bob"), "'mode': 'all', 'on_self': 'skip'")});
    story.start("ann");
    EXPECT_EQ(open(story), "bob");
    EXPECT_EQ(skipped(story), "ann on_self: skip; ");
}

TEST(OnSelf, SkipWithNobodyLeftIsNoApprover) {
    Story story = running({approval("node", by_users("ann"), "'on_self': 'skip'")});
    story.start("ann");
    EXPECT_EQ(open(story), "role:admin") << "never an approval by itself, unless on_no_approver says so";
}

TEST(OnSelf, SuperiorTakesTheSeat) {
    Story story = running({approval("node", by_users("ann bob"), "'mode': 'all', 'on_self': 'superior'")});
    story.start("ann");
    EXPECT_EQ(open(story), "lea bob");
}

TEST(OnSelf, ForbidRefusesTheStartIfItIsCertain) {
    running({approval("node", by_users("ann"), "'on_self': 'forbid'")})
        .start("ann")
        .rejects(Code::SelfApproval);
}

TEST(OnSelf, ForbidLaterMakesNoSuchSeat) {
    Story story = running(
        {approval("first", by_users("lea")), approval("second", by_users("ann bob"), "'on_self': 'forbid'")});
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(open(story), "bob");
}

TEST(OnSelf, AMemberOfAGroupIsKeptFromItsTask) {
    Story story = running({approval("node", by_role("board"), "'on_self': 'skip'")});
    story.start("bob").when("bob", approve(1)).rejects(Code::SelfApproval);
    story.when("carl", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

// ---- standing delegation

TEST(StandingDelegation, TheAgentActsForThePrincipal) {
    Story story = running({approval("node", by_users("lea"))});
    story.world.agents["lea"] = "bob";
    story.start("ann");
    EXPECT_EQ(open(story), "bob");
    story.when("lea", approve(1)).rejects(Code::NotTheHolder);
    story.when("bob", approve(1));
    EXPECT_EQ(story.entries().front().on_behalf_of, "lea");
}

TEST(StandingDelegation, TheWholePathIsInTheLog) {
    Story story = running({approval("node", by_users("lea"))});
    story.world.agents = {{"lea", "bob"}, {"bob", "carl"}, {"carl", "dora"}};
    story.start("ann");
    const Seat& seat = *story.state().find_seat(SeatId{1});
    EXPECT_EQ(seat.holder, "dora");
    EXPECT_EQ(seat.path, (std::vector<PersonId>{"lea", "bob", "carl"}));
}

TEST(StandingDelegation, ACycleEndsAtTheLastBeforeItWouldRepeat) {
    Story story = running({approval("node", by_users("lea"))});
    story.world.agents = {{"lea", "bob"}, {"bob", "carl"}, {"carl", "lea"}};
    story.start("ann");
    EXPECT_EQ(open(story), "carl");
}

TEST(StandingDelegation, NeverToTheInitiator) {
    Story story = running({approval("node", by_users("lea"))});
    story.world.agents["lea"] = "ann";
    story.start("ann");
    EXPECT_EQ(open(story), "lea");
}

TEST(StandingDelegation, NeverToWhoHasLeft) {
    Story story = running({approval("node", by_users("lea"))});
    story.world.agents = {{"lea", "bob"}, {"bob", "gone"}};
    story.start("ann");
    EXPECT_EQ(open(story), "bob");
}

TEST(StandingDelegation, NeverToSomebodyWithASeatHere) {
    Story story = running({approval("node", by_users("lea bob"), "'mode': 'all'")});
    story.world.agents["lea"] = "bob";
    story.start("ann");
    EXPECT_EQ(open(story), "lea bob");
}

TEST(StandingDelegation, OfTwoPrincipalsOneAgentTakesOne) {
    Story story = running({approval("node", by_users("lea carl"), "'mode': 'all'")});
    story.world.agents = {{"lea", "bob"}, {"carl", "bob"}};
    story.start("ann");
    EXPECT_EQ(open(story), "bob carl");
}

TEST(StandingDelegation, AtMostEightSteps) {
    Story story = running({approval("node", by_users("p0"))});
    for (int i = 0; i < 12; ++i) {
        story.world.add("p" + std::to_string(i));
        story.world.agents["p" + std::to_string(i)] = "p" + std::to_string(i + 1);
    }
    story.start("ann");
    EXPECT_EQ(open(story), "p8");
}

// ---- separation of duties

TEST(NotSameAs, WhoHasSignedTheOtherNodeGetsNoSeat) {
    Story story =
        running({approval("first", by_users("lea")),
                 approval("second", by_users("lea bob"), "'mode': 'all', 'not_same_as': ['first']")});
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(open(story), "bob");
    EXPECT_EQ(skipped(story), "lea not_same_as: first; ");
}

TEST(NotSameAs, TheStartStandsForTheInitiator) {
    Story story = running({approval("node", by_users("ann bob"), "'mode': 'all', 'not_same_as': ['start']")});
    story.start("ann");
    EXPECT_EQ(open(story), "bob");
}

TEST(NotSameAs, NeitherThePrincipalNorTheAgent) {
    Story story =
        running({approval("first", by_users("lea")),
                 approval("second", by_users("lea bob carl"), "'mode': 'all', 'not_same_as': ['first']")});
    story.world.agents["lea"] = "bob";
    story.start("ann").when("bob", approve(1));
    EXPECT_EQ(open(story), "carl") << "bob signed, for lea";
}

TEST(NotSameAs, ADelegationDoesNotLeadThere) {
    Story story = running({approval("first", by_users("bob")),
                           approval("second", by_users("lea"), "'not_same_as': ['first']")});
    story.world.agents["lea"] = "bob";
    story.start("ann").when("bob", approve(1));
    EXPECT_EQ(open(story), "lea");
}

TEST(NotSameAs, IsLookedAtWhenActing) {
    Story story = running({approval("first", by_users("bob")),
                           approval("second", by_role("board"), "'not_same_as': ['first']")});
    story.start("ann").when("bob", approve(1)).when("bob", approve(2));
    story.rejects(Code::SeparationOfDuties);
}

// ---- assign, weights, groups

TEST(AssignTo, RandomIsExactlyOne) {
    Story story = running({approval("node", by_role("board"), "'assign': 'random'")});
    story.world.next_random = 1;
    story.start("ann");
    EXPECT_EQ(open(story), "carl");
}

TEST(AssignTo, RoundRobinGivesEachHisTurn) {
    TestWorld world = company();
    std::string turns;
    PersonId last;
    for (int i = 0; i < 4; ++i) {
        Story story = running({approval("node", by_role("board"), "'assign': 'round_robin'")});
        story.world.last_turn = last;
        story.start("ann");
        last = story.world.last_turn;
        turns += open(story) + " ";
    }
    EXPECT_EQ(turns, "bob carl dora bob ");
}

TEST(AssignTo, LeastLoadedHasTheFewestOpenTasks) {
    Story story = running({approval("node", by_role("board"), "'assign': 'least_loaded'")});
    story.world.loads = {{"bob", 3}, {"carl", 1}, {"dora", 1}};
    story.start("ann");
    EXPECT_EQ(open(story), "carl");
}

TEST(AssignTo, WorksForTasks) {
    Story story = given(
        "{'key': 'k', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'work', 'type': 'task',"
        "'candidates': [{'by': 'role', 'role': 'board'}], 'assign': 'random'},"
        "{'id': 'end', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'work'}, {'from': 'work', 'to': "
        "'end'}]}");
    story.world.next_random = 2;
    story.start("ann");
    EXPECT_EQ(open(story), "dora");
}

TEST(Groups, ShareOneTask) {
    Story story = running({approval("node", by_role("board") + ", " + by_role("hr"))});
    story.start("ann");
    EXPECT_EQ(open(story), "role:board, role:hr");
}

TEST(Groups, WhoBelongsToOneHasNoSecondVote) {
    Story story = running({approval("node", by_users("bob eve") + ", " + by_role("board"))});
    story.start("ann");
    EXPECT_EQ(open(story), "eve role:board");
}

TEST(BindingOfRoles, FixedMeansOneTaskForEach) {
    Story story = running({approval("node", by_role("board"), "'binding': 'fixed'")});
    story.start("ann");
    EXPECT_EQ(open(story), "bob carl dora");
}

TEST(Weights, AreCountedForAndAgainst) {
    const auto node = [] {
        return approval("node", by_users("lea bob carl"),
                        "'mode': 'vote', 'vote': {'need': '60%', 'weights': {'lea': 3}}");
    };
    Story passes = running({node()});
    passes.start("ann").when("lea", approve(1));
    EXPECT_EQ(passes.status(), Status::Completed) << "3 of 5";
    Story fails = running({node()});
    fails.start("ann").when("lea", reject(1));
    EXPECT_EQ(fails.status(), Status::Rejected) << "2 of 5 at most";
}

TEST(Decisive, AVetoEndsItAndAPassPassesIt) {
    const std::string settings =
        "'mode': 'vote', 'vote': {'need': 1, 'veto': ['lea'], 'pass': ['carl'], 'collect_all': true}";
    Story vetoed = running({approval("node", by_users("lea bob carl"), settings)});
    vetoed.start("ann").when("bob", approve(2));
    EXPECT_EQ(vetoed.status(), Status::Running) << "all are to vote";
    vetoed.when("lea", reject(1));
    EXPECT_EQ(vetoed.status(), Status::Rejected);
    Story passed = running({approval("node", by_users("lea bob carl"), settings)});
    passed.start("ann").when("carl", approve(3));
    EXPECT_EQ(passed.status(), Status::Completed);
}

// ---- rules that ask the form, the log and functions

TEST(Rules, AFormFieldNamesPeople) {
    Story story = running({approval("node", "{'by': 'form_field', 'field': 'who'}", "'mode': 'all'")},
                          "{'name': 'who', 'type': 'list'}");
    story.start("ann", "{'who': ['bob', 'carl', 'gone']}");
    EXPECT_EQ(open(story), "bob carl");
}

TEST(Rules, TheLineAboveThePersonInAField) {
    Story story = running({approval("node", "{'by': 'reporting_line', 'from': 'field:who', 'level': 1}")},
                          "{'name': 'who', 'type': 'person'}");
    story.start("ann", "{'who': 'eve'}");
    EXPECT_EQ(open(story), "boss");
}

TEST(Rules, TheHeadOfTheDocumentsDepartment) {
    Story story = running({approval("node", "{'by': 'department', 'department': 'document', 'head': true}")});
    story.world.row = feel::Value::context({{"department_id", feel::Value::string("hr")}});
    story.start("ann");
    EXPECT_EQ(open(story), "eve");
}

TEST(Rules, AFunctionOfTheDba) {
    Story story = running({approval("node", "{'by': 'function', 'function': 'pick'}")});
    story.world.people_functions["pick"] = {"dora"};
    story.start("ann");
    EXPECT_EQ(open(story), "dora");
    running({approval("node", "{'by': 'function', 'function': 'none'}")})
        .start("ann")
        .rejects(Code::FunctionMissing);
}

TEST(Rules, TheLastHandlerOfANode) {
    Story story = running(
        {approval("first", by_role("board")), approval("second", "{'by': 'last_handler', 'node': 'first'}")});
    story.start("ann").when("carl", approve(1));
    EXPECT_EQ(open(story), "carl");
}

TEST(Rules, ANodeEnteredAgainMayGoToItsLastHandlerAlone) {
    Story story = given(
        definition({approval("board", "{'by': 'last_handler'}, " + by_role("board"), "'combine': 'first'"),
                    {"again", "{'id': 'again', 'type': 'exclusive'}"}},
                   "{'from': 'start', 'to': 'board'}, {'from': 'board', 'to': 'again'},"
                   "{'from': 'again', 'to': 'board', 'when': 'repeat'}, {'from': 'again', 'to': 'end', "
                   "'default': true}"));
    story.start("ann", "{'repeat': true}");
    EXPECT_EQ(open(story), "role:board");
    story.when("carl", approve(1));
    EXPECT_EQ(open(story), "carl");
}

TEST(Rules, ChosenByPreviousIsChosenWithTheApproval) {
    Story story =
        running({approval("first", by_users("lea")),
                 approval("second", "{'by': 'chosen_by_previous', 'among': [" + by_role("board") + "]}")});
    story.start("ann");
    story.when("lea",
               Approve{.task = SeatId{1}, .data = {}, .chosen = {{.node = "second", .people = {"eve"}}}});
    story.rejects(Code::BadChoice);
    story.when("lea",
               Approve{.task = SeatId{1}, .data = {}, .chosen = {{.node = "second", .people = {"carl"}}}});
    EXPECT_EQ(open(story), "carl");
}

TEST(Rules, TheFirstThatFindsAnybody) {
    Story story =
        running({approval("node", by_users("gone") + ", " + by_users("bob carl") + ", " + by_users("lea"),
                          "'combine': 'first', 'mode': 'all'")});
    story.start("ann");
    EXPECT_EQ(open(story), "bob carl");
}

}  // namespace
}  // namespace wf::test
