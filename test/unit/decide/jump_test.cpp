#include "returns.hpp"

namespace wf::test {
namespace {

// flowable 4046, 2259
TEST(Jump, OutOfAParallelBlockWithACountersignMakesNoDuplicateTasks) {
    Story story = given(graph({"f:parallel", countersign("a", "lea carl"), by("b", "bob"), "j:parallel",
                               countersign("c", "boss eve")},
                              "s>f f>a f>b a>j b>j j>c c>e"));
    story.start("ann").when("lea", approve(1)).when("adam", jump("c"));
    EXPECT_EQ(story.at(), "c");
    EXPECT_EQ(story.open(), "4:boss 5:eve");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

TEST(Jump, IntoABranchTheJoinNeedsOnlyThatBranch) {
    Story story = given(two_branches);
    story.start("ann").when("adam", jump("b"));
    EXPECT_EQ(story.at(), "(j) b");
    story.when("bob", approve(2));
    EXPECT_EQ(story.at(), "c");
}

TEST(Jump, IntoASubprocessThatIsNotRunning) {
    Story story = given(graph(
        {by("p", "eve"), "u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue")},
        "s>p p>u u>e"));
    story.start("ann").when("adam", jump("b"));
    EXPECT_EQ(story.at(), "u b");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("a"), 0);
}

TEST(Jump, WithinARunningSubprocessWhatIsOutsideStays) {
    Story story = given(
        graph({"f:parallel", "u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue"),
               by("x", "eve"), "j:parallel"},
              "s>f f>u f>x u>j x>j j>e"));
    story.start("ann").when("adam", jump("b"));
    EXPECT_EQ(story.at(), "u x b");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(Jump, NotWhereItIsNotClearWhichOfSeveral) {
    Story story =
        given(graph({"u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue") +
                     ", 'multi': {'count': 2}"},
                    "s>u u>e"));
    story.start("ann").when("adam", jump("b")).rejects(Code::BadTarget, "several times");
}

TEST(Jump, ByAnAdministratorToANodeThatThereIs) {
    Story story = given(two_branches);
    story.start("ann").when("lea", jump("c")).rejects(Code::NotAnAdministrator);
    story.when("adam", jump("nowhere")).rejects(Code::NodeNotFound);
    story.when("adam", jump("e"));
    EXPECT_EQ(story.status(), Status::Completed);
    story.when("adam", jump("c")).rejects(Code::InstanceEnded);
}

TEST(Jump, FromTheInitiatorsTaskTheInstanceRunsAgain) {
    Story story = given(two_branches);
    story.start("ann").when("eve", send_back(1)).when("adam", jump("c"));
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "3:boss");
}

TEST(Jump, TimersOfWhatIsSupersededAreGone) {
    Story story = given(
        chain({approval("lead", by_users("lea"), "'due': 'PT1H'"), approval("boss", by_users("boss"))}));
    story.start("ann").when("adam", jump("boss"));
    EXPECT_EQ(story.armed(), "");
}

}  // namespace
}  // namespace wf::test
