#include "returns.hpp"

namespace wf::test {
namespace {

TEST(Wake, AnEndedInstanceRunsAgainFromANode) {
    Story story = given(two_branches);
    story.start("ann").when("eve", reject(1));
    with_log(story).when("adam", wake("c"), "the figures were wrong");
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "2:boss");
    EXPECT_EQ(story.entries().at(0).source, Status::Rejected);
    EXPECT_EQ(story.entries().at(0).comment, "the figures were wrong");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(Wake, WithoutANodeItIsTheInitiators) {
    Story story = given(two_branches);
    story.start("ann").when("ann", Withdraw{});
    with_log(story).when("adam", wake());
    EXPECT_EQ(story.status(), Status::Returned);
    EXPECT_EQ(story.open(), "2:ann");
    story.when("ann", resubmit());
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(Wake, InABranchTheJoinNeedsOnlyThatBranch) {
    Story story = given(two_branches);
    story.start("ann").when("eve", reject(1));
    with_log(story).when("adam", wake("a"));
    EXPECT_EQ(story.at(), "(j) a");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(Wake, ByAnAdministratorOfWhatHasEnded) {
    Story story = given(two_branches);
    story.start("ann").when("adam", wake("c")).rejects(Code::NotEnded, "running");
    story.when("eve", reject(1)).when("eve", wake("c")).rejects(Code::NotAnAdministrator);
    with_log(story).when("adam", wake("nowhere")).rejects(Code::NodeNotFound);
}

TEST(Wake, NotIfAnotherInstanceHasCalledIt) {
    Story story = given(two_branches);
    Start called;
    called.definition_version = 1;
    called.parent = InstanceId{7};
    called.parent_token = TokenId{3};
    story.when("ann", called).when("eve", reject(1));
    with_log(story).when("adam", wake()).rejects(Code::BadTarget, "called");
}

TEST(Wake, AtANodeNotIfTheRowWasChangedSince) {
    Story story = given(two_branches);
    story.start("ann").when("eve", reject(1));
    story.world.other_rows = {2};
    with_log(story).when("adam", wake("c")).rejects(Code::RowHasChanged);
    story.when("adam", wake());
    EXPECT_EQ(story.status(), Status::Returned);
}

TEST(Wake, NotIfItHasBeenRevoked) {
    Story story = given(graph({by("a", "lea")}, "s>a a>e"));
    story.start("ann").when("lea", approve(1)).when("system", AcceptRevocation{});
    with_log(story).when("adam", wake("a")).rejects(Code::AlreadyActedOn, "by none");
    story.when("adam", wake()).rejects(Code::AlreadyActedOn);
}

}  // namespace
}  // namespace wf::test
