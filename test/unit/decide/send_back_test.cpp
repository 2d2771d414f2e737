#include "returns.hpp"

namespace wf::test {
namespace {

TEST(SendBack, TheNodeBeforeIsAskedAgain) {
    Story story = given(chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))}));
    story.start("ann").when("lea", approve(1)).when("boss", send_back(2), "say why");
    story.then({SentBack{.from = "boss",
                         .to = "lead",
                         .seat = SeatId{2},
                         .to_initiator = false,
                         .undone = {"lead", "boss"}},
                SeatsClosed{.seats = {SeatId{2}}}, TokensCanceled{.tokens = {TokenId{3}}},
                NodeEntered{.token = TokenId{4}, .node = "lead", .round = 2},
                SeatsCreated{.seats = {seat(3, 4, 1, "lea")}}});
    EXPECT_EQ(story.entries().at(0).node, "boss");
    EXPECT_EQ(story.entries().at(0).comment, "say why");
    EXPECT_EQ(story.status(), Status::Running);
    story.when("lea", approve(3)).when("boss", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

// flowable 3944
TEST(SendBack, FromCountersignToCountersignLeavesActiveTasks) {
    Story story = given(graph({countersign("a", "lea bob"), countersign("b", "boss eve")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2)).when("boss", approve(3));
    story.when("eve", send_back(4));
    EXPECT_EQ(story.open(), "5:lea 6:bob");
    EXPECT_EQ(story.at(), "a");
    EXPECT_TRUE(is_completed_by_all(story));
}

// flowable 2669
TEST(SendBack, OutOfACountersignAndBackItStillCompletes) {
    Story story = given(graph({by("a", "lea"), countersign("b", "boss eve bob")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("boss", approve(2)).when("eve", send_back(3));
    story.when("lea", approve(5));
    EXPECT_EQ(story.open(), "6:boss 7:eve 8:bob") << "all of them, once";
    story.when("boss", approve(6)).when("eve", approve(7)).when("bob", approve(8));
    EXPECT_EQ(story.status(), Status::Completed);
}

// yudao 668
TEST(SendBack, ToANodeWhereAnyOfSeveralSigns) {
    Story story = given(graph({by("a", "lea bob"), by("b", "boss")}, "s>a a>b b>e"));
    story.start("ann").when("bob", approve(2)).when("boss", send_back(3));
    EXPECT_EQ(story.open(), "4:lea 5:bob");
    EXPECT_TRUE(is_completed_by_all(story));
}

// flowable 1641
TEST(SendBack, IntoOneBranchTheJoinStillFires) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2)).when("bob", approve(3));
    story.when("boss", send_back(4, "a"));
    EXPECT_EQ(story.at(), "(j) a") << "the branch of b has done its part";
    EXPECT_EQ(story.open(), "5:lea");
    story.when("lea", approve(5));
    EXPECT_EQ(story.at(), "c");
    story.when("boss", approve(6));
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.times("b"), 1);
}

TEST(SendBack, IntoOneBranchAndFromThereBeforeTheSplit) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2)).when("bob", approve(3));
    story.when("boss", send_back(4, "a")).when("lea", send_back(5, "p"));
    EXPECT_EQ(story.at(), "p") << "who stood in at the join is gone as well";
    story.when("eve", approve(6));
    EXPECT_EQ(story.open(), "7:lea 8:bob");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 2);
}

TEST(SendBack, InOwnBranchTheOtherBranchGoesOn) {
    Story story = given(graph({"f:parallel", by("a", "lea"), by("a2", "carl"), by("b", "bob"), "j:parallel"},
                              "s>f f>a f>b a>a2 a2>j b>j j>e"));
    story.start("ann").when("lea", approve(1)).when("carl", send_back(story.task("a2")));
    EXPECT_EQ(story.at(), "b a");
    story.when("bob", approve(2));
    EXPECT_EQ(story.at(), "a (j)");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 1);
}

TEST(SendBack, AnotherBranchesArrivalAtTheJoinStays) {
    Story story = given(graph({"f:parallel", by("a", "lea"), by("a2", "carl"), by("b", "bob"), "j:parallel"},
                              "s>f f>a f>b a>a2 a2>j b>j j>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("carl", send_back(story.task("a2")));
    EXPECT_EQ(story.at(), "(j) a");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 1);
}

TEST(SendBack, BeforeTheSplitAllItsBranchesAreSuperseded) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("bob", approve(3)).when("lea", send_back(2, "p"));
    EXPECT_EQ(story.at(), "p");
    EXPECT_EQ(story.open(), "4:eve");
    story.when("eve", approve(4));
    EXPECT_EQ(story.open(), "5:lea 6:bob") << "each once";
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

TEST(SendBack, ToAnotherBranchThatBranchRunsAgainBesideTheOpenTask) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2)).when("bob", send_back(3, "a"));
    EXPECT_EQ(story.at(), "b a");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

// yudao 867
TEST(SendBack, ParallelTasksCanBeReturned) {
    Story story = given(
        graph({"p:task", "f:parallel", "a:task", "b:task", "j:parallel"}, "s>p p>f f>a f>b a>j b>j j>e"));
    story.start("ann").completes("p").completes("b").when("carl", send_back(story.task("a")));
    EXPECT_EQ(story.at(), "p");
    EXPECT_TRUE(is_completed_by_all(story));
}

// JeecgBoot 5813
TEST(SendBack, FromOneBranchToTheStartAndResubmittedItIsNotStuck) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2)).when("bob", send_back(3, "start"));
    EXPECT_EQ(story.at(), "s");
    EXPECT_EQ(story.status(), Status::Returned);
    story.when("ann", resubmit());
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "5:eve");
    EXPECT_TRUE(is_completed_by_all(story));
}

// JeecgBoot 7460, AntFlow 7
TEST(SendBack, OutOfACountersignIsOneEntryAndGoesBackwards) {
    Story story = given(graph({by("a", "lea"), countersign("b", "boss eve bob")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("boss", send_back(2));
    EXPECT_EQ(story.log().size(), 3u);
    EXPECT_EQ(story.entries().at(0).action, "send_back");
    EXPECT_EQ(story.at(), "a");
    EXPECT_EQ(story.state().version, 3);
}

TEST(SendBack, ThroughAnInclusiveJoin) {
    Story story = given(graph({"o:inclusive", by("a", "lea"), by("b", "bob"), "j:inclusive", by("c", "boss")},
                              "s>o o>a o>b a>j b>j j>c c>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2)).when("boss", send_back(3, "a"));
    EXPECT_EQ(story.at(), "a");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 1);
}

TEST(SendBack, ThroughAComplexJoinWhoseCycleBeginsAnew) {
    Story story = given(graph({"f:parallel", by("a", "lea"), by("b", "bob"), by("d", "eve"),
                               "j:complex 'need': 2", by("c", "boss")},
                              "s>f f>a f>b f>d a>j b>j d>j j>c c>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("boss", send_back(story.task("c"), "a"));
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 1);
}

TEST(SendBack, OutOfNestedBranches) {
    Story story = given(graph({"f:parallel", "g:parallel", by("a", "lea"), by("b", "bob"), "h:parallel",
                               by("d", "eve"), "j:parallel", by("c", "boss")},
                              "s>f f>g f>d g>a g>b a>h b>h h>j d>j j>c c>e"));
    story.start("ann").when("lea", approve(story.task("a"))).when("bob", approve(story.task("b")));
    story.when("eve", approve(story.task("d"))).when("boss", send_back(story.task("c"), "a"));
    EXPECT_EQ(story.open(), "5:lea");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 2);
    EXPECT_EQ(story.times("d"), 1);
}

// yudao 1018
TEST(SendBack, DeadlinesAreArmedAnewAndThoseOfDeadTokensAreGone) {
    Story story =
        given(chain({approval("lead", by_users("lea"), "'due': 'PT1H', 'remind': {'after': 'PT1M'}"),
                     approval("boss", by_users("boss"), "'due': 'PT2H'")}));
    story.start("ann").when("lea", approve(1)).when("boss", send_back(2));
    EXPECT_EQ(story.armed(), "lead lead");
    story.fires("lead");
    EXPECT_EQ(story.open(), "3:lea");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.armed(), "");
}

// yudao 847
TEST(SendBack, PreviousIsTheNodeReallyPassed) {
    Story story = given(graph({"x:exclusive", by("a", "lea"), by("b", "bob"), by("c", "boss")},
                              "s>x x>a:n>5 x>b:default a>c b>c c>e"));
    story.start("ann", "{'n': 1}").when("bob", approve(1)).when("boss", send_back(2));
    EXPECT_EQ(story.at(), "b");
}

TEST(SendBack, PreviousAfterAJoinIsTheBranchThatCameLast) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("bob", approve(3)).when("lea", approve(2));
    story.when("boss", send_back(4));
    EXPECT_EQ(story.open(), "5:lea");
}

TEST(SendBack, PreviousOfANodeThatWasReturnedToIsKnownFromTheLog) {
    Story story = given(graph({by("a", "lea"), by("b", "bob"), by("c", "boss")}, "s>a a>b b>c c>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2)).when("boss", send_back(3));
    with_log(story).when("bob", send_back(4));
    EXPECT_EQ(story.at(), "a");
}

TEST(SendBack, PreviousOfTheFirstNodeIsTheInitiator) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("lea", send_back(1));
    EXPECT_EQ(story.open(), "2:ann");
    EXPECT_EQ(story.status(), Status::Returned);
    EXPECT_FALSE(story.state().acted) << "nobody has approved or rejected";
}

TEST(SendBack, TasksCountAsPassedToo) {
    Story story = given(graph({by("a", "lea"), "t:task", by("c", "boss")}, "s>a a>t t>c c>e"));
    story.start("ann").when("lea", approve(1)).completes("t").when("boss", send_back(3));
    EXPECT_EQ(story.at(), "t");
}

TEST(SendBack, ToAServiceItIsDoneAgain) {
    Story story = given(graph({"v:service", by("c", "boss")}, "s>v v>c c>e"));
    story.start("ann").works_on("v").when("boss", send_back(1, "v"));
    EXPECT_EQ(story.at(), "v");
    story.works_on("v");
    EXPECT_EQ(story.open(), "2:boss");
}

TEST(SendBack, WhoApprovedBeforeTheReturnIsNotSparedAfterIt) {
    Story story =
        given(chain({approval("a", by_users("lea")), approval("b", by_users("boss")),
                     approval("c", by_users("lea"), "'dedupe': 'once'"), approval("d", by_users("boss"))}));
    story.start("ann").when("lea", approve(1)).when("boss", approve(2));
    EXPECT_EQ(story.at(), "d") << "lea need not sign twice";
    story.when("boss", send_back(story.task("d"), "c"));
    EXPECT_EQ(story.at(), "c");
    EXPECT_EQ(story.entries().size(), 1u);
}

TEST(SendBack, ThePreviousApproverIsThatOfTheTargetAgain) {
    Story story = given(chain({approval("lead", by_users("ann")),
                               approval("line", "{'by': 'reporting_line', 'from': 'previous', 'level': 1}"),
                               approval("last", by_users("eve"))}));
    story.start("bob").when("ann", approve(1)).when("lea", approve(2)).when("eve", send_back(3));
    EXPECT_EQ(story.open(), "4:lea") << "the superior of ann, not of lea";
}

// ---- scopes

const std::string with_subprocess =
    graph({"u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue"), by("c", "boss")},
          "s>u u>c c>e");

TEST(SendBack, WithinASubprocessItStaysOpen) {
    Story story = given(with_subprocess);
    story.start("ann").when("lea", approve(1)).when("bob", send_back(2));
    EXPECT_EQ(story.at(), "u a");
    EXPECT_EQ(story.times("u"), 1);
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(SendBack, IntoASubprocessThatHasEndedItBeginsAtTheTarget) {
    Story story = given(with_subprocess);
    story.start("ann").when("lea", approve(1)).when("bob", approve(2)).when("boss", send_back(3));
    EXPECT_EQ(story.at(), "u b");
    EXPECT_EQ(story.open(), "4:bob");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("a"), 1);
    EXPECT_EQ(story.times("c"), 2);
}

TEST(SendBack, OneInstanceOfARepeatedSubprocessGoesBackAlone) {
    Story story =
        given(graph({"u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue") +
                     ", 'multi': {'count': 2}"},
                    "s>u u>e"));
    story.start("ann").when("lea", approve(1)).when("lea", approve(2));
    EXPECT_EQ(story.open(), "3:bob 4:bob");
    story.when("bob", send_back(3));
    EXPECT_EQ(story.open(), "4:bob 5:lea");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("b"), 3);
}

TEST(SendBack, NotIntoARepeatedSubprocessThatHasEnded) {
    Story story =
        given(graph({"u:subprocess " + inside("u", {by("a", "lea")}, "us>a a>ue") + ", 'multi': {'count': 2}",
                     by("c", "boss")},
                    "s>u u>c c>e"));
    story.start("ann").when("lea", approve(1)).when("lea", approve(2));
    story.when("boss", send_back(3, "a")).rejects(Code::BadTarget, "repeated");
}

// ---- who, and where to

TEST(SendBack, OnlyToWhatWasPassedInThisRound) {
    Story story = given(
        graph({by("a", "lea"), by("b", "bob"), by("c", "boss"), by("d", "eve")}, "s>a a>b b>c c>d d>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("boss", send_back(3, "d")).rejects(Code::BadTarget, "not been passed");
    story.when("boss", send_back(3, "c")).rejects(Code::BadTarget, "not done yet");
    story.when("boss", send_back(3, "nowhere")).rejects(Code::NodeNotFound);
    story.when("boss", send_back(3, "a"));
    story.when("lea", send_back(4, "b")).rejects(Code::BadTarget, "sent back before");
}

TEST(SendBack, NotToAGateway) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1));
    story.when("lea", send_back(2, "f")).rejects(Code::BadTarget);
}

TEST(SendBack, ByAnyHolderOfAnOpenSeatAlone) {
    Story story =
        given(graph({by("a", "lea"), "b:approval 'approvers': [" + by_role("board") + "]"}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1));
    story.when("lea", send_back(2)).rejects(Code::NotTheHolder);
    story.when("lea", send_back(1)).rejects(Code::TaskNotOpen);
    story.when("dora", send_back(2));
    EXPECT_EQ(story.at(), "a");
}

TEST(SendBack, NotByWhoIsOnlyAskedForAdvice) {
    Story story = given(graph({by("a", "lea"), by("b", "bob")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("bob", Delegate{.task = SeatId{2}, .to = "carl"});
    story.when("carl", send_back(2)).rejects(Code::OnlyAdvice);
}

TEST(SendBack, AsTheNodeAllows) {
    Story story = given(chain({approval("a", by_users("lea")), approval("b", by_users("bob")),
                               approval("c", by_users("boss"), "'send_back': {'targets': ['start', 'a']}")}));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("boss", send_back(3)).rejects(Code::SendBackNotAllowed, "\"start\", \"a\"");
    story.when("boss", send_back(3, "a"));
    EXPECT_EQ(story.at(), "a");
}

TEST(SendBack, NotAtAllWhereTheNodeSaysFalse) {
    Story story = given(chain({approval("a", by_users("lea"), "'send_back': false")}));
    story.start("ann").when("lea", send_back(1)).rejects(Code::SendBackNotAllowed, "at all");
}

TEST(SendBack, NotMoreOftenThanMaxRounds) {
    Story story = given(chain({approval("a", by_users("lea"), "'send_back': {'max_rounds': 1}")}));
    story.start("ann").when("lea", send_back(1)).when("ann", resubmit());
    story.when("lea", send_back(3)).rejects(Code::TooManyReturns, "1 time");
    story.when("lea", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(SendBack, ToTheOneWhoHandledItLast) {
    Story story = given(chain({approval("a", by_users("lea bob")),
                               approval("b", by_users("boss"), "'send_back': {'handlers': 'last'}")}));
    story.start("ann").when("bob", approve(2)).when("boss", send_back(3));
    EXPECT_EQ(story.open(), "4:bob");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(SendBack, ToAllIfWhoHandledItLastHasLeft) {
    Story story = given(chain({approval("a", by_users("lea bob")),
                               approval("b", by_users("boss"), "'send_back': {'handlers': 'last'}")}));
    story.start("ann").when("bob", approve(2));
    story.world.leaves("bob");
    story.when("boss", send_back(3));
    EXPECT_EQ(story.open(), "4:lea");
}

}  // namespace
}  // namespace wf::test
