#include "graph.hpp"

#include "core/stored/state_json.hpp"

namespace wf::test {
namespace {

const std::string two_steps =
    chain({approval("first", by_users("lea")), approval("second", by_users("boss"))},
          "{'name': 'days', 'type': 'number'}");

// But for what never goes back.
std::string but_for_counters(State state) {
    state.version = state.last_at = 0;
    state.last_seat = state.last_token = state.last_wait = 0;
    return state_to_json(state);
}

TEST(Undo, OpensTheTaskAgainWithItsOldNumber) {
    Story story = given(two_steps);
    story.start("ann", "{'days': 3}");
    const std::string before = but_for_counters(story.state());
    story.when("lea", approve(1, "{'days': 5}"));
    EXPECT_EQ(story.open(), "2:boss");
    story.when("lea", Undo{}, "wrong button");
    EXPECT_EQ(story.open(), "1:lea");
    EXPECT_EQ(but_for_counters(story.state()), before) << "the form, too";
    EXPECT_EQ(story.entries().at(0).action, "undo");
    EXPECT_EQ(story.entries().at(0).comment, "wrong button");
    EXPECT_EQ(story.log().size(), 3u) << "the log only grows";
}

TEST(Undo, NeverGivesANumberTwice) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("lea", Undo{}).when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:boss") << "2 was a task of what has been undone";
    story.when("boss", approve(2)).rejects(Code::TaskNotOpen);
}

TEST(Undo, ReachesBehindTheEnd) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
    story.when("boss", Undo{});
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "2:boss");
    EXPECT_EQ(story.state().ended_at, 0);
}

TEST(Undo, OfAWithdrawalReactivatesTheWithdrawnTask) {
    Story story = given(two_steps);
    story.start("ann").when("ann", Withdraw{}).when("ann", Undo{});
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1));
}

TEST(Undo, WalksBackCommandByCommand) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    story.when("adam", Undo{}).when("adam", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
    story.when("adam", Undo{}).rejects(Code::NothingToUndo);
}

TEST(Undo, LeavesTheStartAlone) {
    Story story = given(two_steps);
    story.start("ann").when("ann", Undo{}).rejects(Code::NothingToUndo);
}

TEST(Undo, TakesBackWhatTheSystemAddedToTheCommand) {
    Story story = given(chain({approval("first", by_users("lea")),
                               approval("nobody", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("last", by_users("boss"))}));
    story.start("ann").when("lea", approve(1));
    ASSERT_EQ(story.entries().size(), 2u);
    EXPECT_EQ(story.at(), "last");
    story.when("lea", Undo{});
    EXPECT_EQ(story.at(), "first");
}

TEST(Undo, IsForWhoGaveTheCommand) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1));
    story.when("boss", Undo{}).rejects(Code::OthersHaveActed, "\"approve\" by \"lea\"");
    story.when("adam", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Undo, IsRefusedWhenOthersHaveActedSince) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    story.when("lea", Undo{}).rejects(Code::OthersHaveActed, "Entry 3");
}

TEST(Undo, IsNotHinderedByCommentsAndCopies) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("ann", Comment{}, "thanks").when("ann", Copy{{"eve"}});
    story.when("lea", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Undo, OfWhatTheSystemDidIsForAdministrators) {
    Story story = given(chain({approval("lead", by_users("lea"), "'due': 'PT1H', 'on_timeout': 'reject'")}));
    story.start("ann").fires("lead");
    EXPECT_EQ(story.status(), Status::Rejected);
    story.when("lea", Undo{}).rejects(Code::OthersHaveActed, "\"system\"");
    story.when("adam", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
    EXPECT_EQ(story.armed(), "lead");
}

TEST(Undo, BringsTimersBackAndTakesThoseAwayThatWereSet) {
    Story story =
        given(chain({approval("first", by_users("lea"), "'due': 'PT1H', 'on_timeout': 'approve'"),
                     approval("second", by_users("boss"), "'due': 'PT1H', 'on_timeout': 'approve'")}));
    story.start("ann");
    const Instant due = story.state().waits.at(0).due_at;
    story.when("lea", approve(1));
    EXPECT_EQ(story.armed(), "second");
    story.when("lea", Undo{});
    EXPECT_EQ(story.armed(), "first");
    EXPECT_EQ(story.state().waits.at(0).due_at, due);
}

TEST(Undo, InOneBranchLeavesWhatCameBeforeInTheOther) {
    Story story = given(graph({"f:parallel", "a:approval 'approvers': [" + by_users("lea") + "]",
                               "b:approval 'approvers': [" + by_users("bob") + "]", "j:parallel"},
                              "s>f f>a f>b a>j b>j j>e"));
    story.start("ann").when("lea", approve(story.task("a")));
    const std::uint32_t task = story.task("b");
    story.when("bob", approve(task));
    EXPECT_EQ(story.status(), Status::Completed);
    story.when("bob", Undo{});
    EXPECT_EQ(story.at(), "b (j)") << "one token waits at the join, as before";
    EXPECT_EQ(story.task("b"), task);
    story.when("bob", approve(task));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Undo, OfAVoteTakesOnlyThatVoteBack) {
    Story story = given(chain({approval("both", by_users("lea boss bob"), "'mode': 'all'")}));
    story.start("ann").when("lea", approve(1)).when("boss", approve(2)).when("boss", Undo{});
    EXPECT_EQ(story.open(), "2:boss 3:bob");
    EXPECT_EQ(int(story.state().find_seat(SeatId{1})->state), int(SeatState::Approved));
}

TEST(Undo, IsRefusedAfterACall) {
    Story story = given(graph({"a:task", "c:call 'definition': 'other'"}, "s>a a>c c>e"));
    story.start("ann").completes("a");
    story.when("ann", Undo{}).rejects(Code::CannotUndo, "It called another instance.");
    story.when("adam", Undo{}).rejects(Code::CannotUndo);
}

TEST(Undo, IsRefusedAfterTheEndOfACall) {
    Story story = given(graph({"c:call 'definition': 'other'", "a:task"}, "s>c c>a a>e"));
    story.start("ann").when(
        PersonId{system_actor},
        FinishCall{.token = TokenId{2}, .status = Status::Completed, .error = {}, .data = Json{"{}"}});
    story.when("adam", Undo{}).rejects(Code::CannotUndo, "called instance");
}

TEST(Undo, IsRefusedAfterAMessageASignalAndAScript) {
    Story message = given(graph({"a:task", "m:message 'message': 'go', 'throw': true"}, "s>a a>m m>e"));
    message.start("ann").completes("a");
    message.when("ann", Undo{}).rejects(Code::CannotUndo, "It sent a message.");

    Story signal = given(graph({"a:task", "m:signal 'signal': 'go', 'throw': true"}, "s>a a>m m>e"));
    signal.start("ann").completes("a");
    signal.when("ann", Undo{}).rejects(Code::CannotUndo, "It sent a signal.");

    Story script = given(graph({"a:task", "f:script 'function': 'pay'", "b:task"}, "s>a a>f f>b b>e"));
    script.world.functions["pay"] = {.found = true, .data = {}, .error_code = {}};
    script.start("ann").completes("a");
    script.when("ann", Undo{}).rejects(Code::CannotUndo, "the function of node \"f\"");
}

TEST(Undo, IsRefusedOnceAServiceMayHaveBegun) {
    Story story = given(graph({"a:task", "pay:service 'topic': 'pay'", "b:task"}, "s>a a>pay pay>b b>e"));
    story.start("ann").completes("a");
    story.when("ann", Undo{}).rejects(Code::CannotUndo, "service");
    story.works_on("pay");
    story.when("adam", Undo{}).rejects(Code::CannotUndo, "service worker");
}

TEST(Undo, IsRefusedAfterAMessageWasTaken) {
    Story story = given(graph({"m:message 'message': 'go'", "b:task"}, "s>m m>b b>e"));
    story.start("ann").gets_message("m");
    story.when("adam", Undo{}).rejects(Code::CannotUndo, "It took a message.");
}

TEST(Undo, IsRefusedWhenTheCallerKnowsOfTheEnd) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    Start start = std::get<Start>(start_with("{}"));
    start.parent = InstanceId{7};
    start.parent_token = TokenId{2};
    story.when("ann", start).when("lea", approve(1));
    story.when("lea", Undo{}).rejects(Code::CannotUndo, "called this one");
}

TEST(Undo, IsRefusedWhenAnotherInstanceWasRevokedByTheEnd) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("lea", approve(1));
    std::get<InstanceStarted>(story.world.entries.at(0).events.at(0)).revokes = InstanceId{7};
    story.when("lea", Undo{}).rejects(Code::CannotUndo, "revoked another");
}

TEST(Undo, OfASuspensionResumesAsIfItHadNeverBeen) {
    Story story = given(two_steps);
    story.start("ann").when("adam", Suspend{}).when("adam", Undo{});
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.state().suspended_at, 0);
}

TEST(Undo, ReadsALogWhoseJsonHasAnotherForm) {
    Story story = given(chain({approval("first", by_users("lea")), approval("second", by_users("boss"))}));
    story.start("ann", "{'days': 30, 'kind': 'annual'}").when("lea", approve(1));
    Entry& start = story.world.entries.at(0);
    std::get<InstanceStarted>(start.events.at(0)).data.text = "{\"kind\":\"annual\",\"days\":30}";
    story.when("lea", Undo{});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Undo, StopsAtALogThatDoesNotGiveTheState) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    // Somebody has taken the end out of the log: the state that it gives is not the state there was.
    story.world.entries.back().events.pop_back();
    story.world.entries.at(1).events.pop_back();
    EXPECT_THROW(story.when("boss", Undo{}), InconsistentLog);
}

}  // namespace
}  // namespace wf::test
