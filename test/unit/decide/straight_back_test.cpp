// send_back with resume => back_to_returner: only the returner's token moves, and comes straight back.
#include "returns.hpp"

namespace wf::test {
namespace {

TEST(SendBack, StraightBackOnlyTheReturnersTokenMoves) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("bob", send_back(3, "p", true));
    EXPECT_EQ(story.at(), "a p") << "lea goes on";
    story.when("eve", approve(story.task("p")));
    EXPECT_EQ(story.at(), "a b") << "and bob has it again, without a second lea";
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("a"), 1);
    EXPECT_EQ(story.times("c"), 1);
}

TEST(SendBack, StraightBackAJoinTakesAwayWhatIsComingBackToItsBranch) {
    Story story = given(graph({"f:parallel", by("a", "lea"), by("b", "bob"), by("d", "eve"),
                               "j:complex 'need': 2, 'cancel_rest': true", by("c", "boss")},
                              "s>f f>a f>b f>d a>j b>j d>j j>c c>e"));
    story.start("ann").when("lea", send_back(story.task("a"), "start", true));
    story.when("bob", approve(story.task("b"))).when("eve", approve(story.task("d")));
    EXPECT_EQ(story.at(), "c") << "the initiator has nothing to hand in any more";
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

TEST(SendBack, StraightBackAnInclusiveJoinWaitsForWhatIsComingBack) {
    Story story = given(graph({"o:inclusive", by("a", "lea"), by("b", "bob"), "j:inclusive", by("c", "boss")},
                              "s>o o>a o>b a>j b>j j>c c>e"));
    story.start("ann").when("lea", send_back(story.task("a"), "start", true));
    story.when("bob", approve(story.task("b")));
    EXPECT_EQ(story.open(), "3:ann") << "lea is still to come";
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

// loonflow 282
TEST(SendBack, StraightBackTheNodesBetweenAreNotAskedAgain) {
    Story story = given(graph({by("a", "lea"), by("b", "bob"), by("c", "boss")}, "s>a a>b b>c c>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("boss", send_back(3, "start", true)).when("ann", resubmit());
    EXPECT_EQ(story.open(), "5:boss");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(SendBack, AnApproverWhoChangesWhatIsMaterialSendsItThroughAllAgain) {
    Story story = given(chain(
        {approval("a", by_users("lea")), approval("b", by_users("bob")), approval("c", by_users("boss"))},
        "{'name': 'amount', 'type': 'number', 'material': true}"));
    story.start("ann", "{'amount': 1}").when("lea", approve(1)).when("bob", approve(2));
    story.when("boss", send_back(3, "a", true)).when("lea", approve(4, "{'amount': 2}"));
    EXPECT_EQ(story.at(), "b");
}

TEST(SendBack, StraightBackAsTheNodeSaysWhateverIsAsked) {
    Story story =
        given(chain({approval("a", by_users("lea")), approval("b", by_users("bob")),
                     approval("c", by_users("boss"), "'send_back': {'then': 'back_to_returner'}")}));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2)).when("boss", send_back(3, "a"));
    story.when("lea", approve(4));
    EXPECT_EQ(story.at(), "c");
}

TEST(SendBack, StraightBackIntoASubprocess) {
    Story story = given(
        graph({by("p", "eve"), "u:subprocess " + inside("u", {by("a", "lea")}, "us>a a>ue")}, "s>p p>u u>e"));
    story.start("ann").when("eve", approve(1)).when("lea", send_back(2, "p", true));
    EXPECT_EQ(story.at(), "p");
    story.when("eve", approve(3));
    EXPECT_EQ(story.at(), "u a");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(SendBack, StraightBackOutOfASharedSubprocessWouldLoseTheWorkOfOthers) {
    Story story = given(
        graph({by("p", "eve"),
               "u:subprocess " + inside("u", {"uf:parallel", by("a", "lea"), by("b", "bob"), "uj:parallel"},
                                        "us>uf uf>a uf>b a>uj b>uj uj>ue")},
              "s>p p>u u>e"));
    story.start("ann").when("eve", approve(1));
    story.when("lea", send_back(2, "p", true)).rejects(Code::BadTarget, "lost");
}

TEST(SendBack, AnInterruptedTargetGoesForwardAndLeavesNoJoinWaiting) {
    Story story =
        given(graph({"p:task 'boundary': [{'id': 'late', 'type': 'timer', 'after': 'PT1H', 'to': 'x'}]",
                     "x:exclusive", "f:parallel", by("a", "lea"), by("b", "bob"), "j:parallel"},
                    "s>p p>x x>f f>a f>b a>j b>j j>e"));
    story.start("ann").completes("p").when("bob", send_back(story.task("b"), "p", true));
    EXPECT_EQ(story.at(), "a p");
    story.fires("late");
    EXPECT_EQ(story.at(), "a b") << "both branches anew";
    EXPECT_EQ(story.times("a"), 2);
    EXPECT_TRUE(is_completed_by_all(story));
}

}  // namespace
}  // namespace wf::test
