// on_no_approver: never silent, in an entry of its own, as the system, with the rule that found nobody.
#include "spec.hpp"

namespace wf::test {
namespace {

const std::string why = R"(no approver was found by {"by":"role","role":"left"}; on_no_approver: )";

std::string nobody(const std::string& policy, const std::string& more = "") {
    const std::string settings =
        policy.empty() ? more : "'on_no_approver': " + policy + (more.empty() ? "" : ", " + more);
    return chain({approval("node", by_role("left"), settings), approval("next", by_users("dora"))});
}

// The entry in which the policy spoke.
Entry automatic(Story& story) {
    if (story.entries().size() == 2) return story.entries()[1];
    ADD_FAILURE() << "no entry of the system";
    return {};
}

void expect_automatic(const Entry& entry, const std::string& action, const std::string& comment) {
    EXPECT_EQ(entry.actor, "system");
    EXPECT_EQ(entry.action, action);
    EXPECT_EQ(entry.node, "node");
    EXPECT_EQ(entry.comment, comment);
}

TEST(NoApprover, ByDefaultTheAdministratorsGetTheTask) {
    Story story = given(nobody(""));
    story.start("ann");
    expect_automatic(automatic(story), "assign", why + "admin");
    EXPECT_EQ(text_of(automatic(story).events),
              "{\"type\":\"ApproverMissing\",\"token\":2,\"policy\":\"admin\"}\n"
              "{\"type\":\"SeatsCreated\",\"seats\":[{\"id\":1,\"token\":2,\"rank\":1,\"candidates\":[\"role:"
              "admin\"],\"weight\":1,\"state\":\"open\"}]}\n");
    story.when("adam", approve(1));
    EXPECT_EQ(story.at(), "next");
}

TEST(NoApprover, AdminIsTheSame) {
    Story story = given(nobody("'admin'"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
}

TEST(NoApprover, AnEmptyAdminRoleStillLeavesATask) {
    Story story = given(nobody("'admin'"));
    story.world.roles["admin"].clear();
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
    story.world.roles["admin"].insert("eve");
    story.when("eve", approve(1));
    EXPECT_EQ(story.at(), "next");
}

TEST(NoApprover, ApprovePassesTheNode) {
    Story story = given(nobody("'approve'"));
    story.start("ann");
    expect_automatic(automatic(story), "approve", why + "approve");
    EXPECT_EQ(text_of(automatic(story).events),
              "{\"type\":\"ApproverMissing\",\"token\":2,\"policy\":\"approve\"}\n"
              "{\"type\":\"NodeCompleted\",\"token\":2,\"outcome\":\"approved\"}\n"
              "{\"type\":\"FlowTaken\",\"flow\":\"node->next\"}\n"
              "{\"type\":\"NodeEntered\",\"token\":3,\"node\":\"next\",\"round\":1,\"after\":[\"node\"]}\n"
              "{\"type\":\"SeatsCreated\",\"seats\":[{\"id\":1,\"token\":3,\"rank\":1,\"principal\":\"dora\","
              "\"holder\":\"dora\",\"weight\":1,\"state\":\"open\"}]}\n");
}

TEST(NoApprover, RejectEndsTheInstance) {
    Story story = given(nobody("'reject'"));
    story.start("ann");
    expect_automatic(automatic(story), "reject", why + "reject");
    EXPECT_EQ(story.status(), Status::Rejected);
    EXPECT_EQ(automatic(story).source, Status::Running);
    EXPECT_EQ(automatic(story).target, Status::Rejected);
}

TEST(NoApprover, SuperiorIsTheInitiators) {
    Story story = given(nobody("'superior'"));
    story.start("ann");
    expect_automatic(automatic(story), "assign", why + "superior");
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(NoApprover, WithoutASuperiorTheAdministratorsGetTheTask) {
    Story story = given(nobody("'superior'"));
    story.start("boss");
    EXPECT_EQ(story.open(), "1:role:admin");
}

TEST(NoApprover, HoldWaitsForAnAdministrator) {
    Story story = given(nobody("'hold'"));
    story.start("ann");
    expect_automatic(automatic(story), "hold", why + "hold");
    EXPECT_EQ(story.open(), "");
    EXPECT_EQ(story.state().tokens.at(0).held, why + "hold");
    EXPECT_EQ(story.status(), Status::Running);
}

TEST(NoApprover, UsersStandIn) {
    Story story = given(nobody("{'users': ['eve', 'gone', 'bob']}"));
    story.start("ann");
    expect_automatic(automatic(story), "assign", why + "users");
    EXPECT_EQ(story.open(), "1:eve 2:bob");
}

TEST(NoApprover, WhenTheUsersHaveLeftTheAdministratorsGetTheTask) {
    Story story = given(nobody("{'users': ['gone']}"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
}

TEST(NoApprover, ThoseWhoStandInSignInTheNodesMode) {
    Story story = given(nobody("{'users': ['eve', 'bob']}", "'mode': 'sequential'"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:eve");
    story.when("eve", approve(1));
    EXPECT_EQ(story.open(), "2:bob");
}

TEST(NoApprover, NamesAllRulesThatFoundNobody) {
    Story story = given(
        chain({approval("node", by_role("left") + ", " + by_users("gone"), "'on_no_approver': 'approve'")}));
    story.start("ann");
    EXPECT_EQ(automatic(story).comment,
              R"(no approver was found by {"by":"role","role":"left"}, {"by":"users","users":["gone"]}; )"
              "on_no_approver: approve");
}

TEST(NoApprover, AVoteThatNeedsMoreThanAreFoundFollowsThePolicy) {
    const std::string four_of_three =
        chain({approval("node", by_role("board"),
                        "'mode': 'vote', 'vote': {'need': 4}, 'on_no_approver': {'users': ['eve', 'lea']}")});
    Story story = given(four_of_three);
    story.start("ann");
    EXPECT_EQ(automatic(story).comment,
              R"(not enough approvers were found by {"by":"role","role":"board"}; on_no_approver: users)");
    EXPECT_EQ(story.open(), "1:eve 2:lea");
    story.when("eve", approve(1));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("lea", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(NoApprover, AVoteIsCountedAmongThoseWhoStandInIfTheyAreEnough) {
    Story story = given(chain({approval(
        "node", by_role("left"),
        "'mode': 'vote', 'vote': {'need': 2}, 'on_no_approver': {'users': ['eve', 'lea', 'bob']}")}));
    story.start("ann").when("eve", approve(1)).when("bob", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(NoApprover, AnAdministratorAloneDecidesAVoteInsteadOfMany) {
    Story story = given(chain({approval("node", by_role("left"), "'mode': 'vote', 'vote': {'need': 3}")}));
    story.start("ann").when("adam", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(NoApprover, SeveralNodesInARowSpeakInEntriesOfTheirOwn) {
    Story story = given(chain({approval("a", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("b", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("c", by_role("left"), "'on_no_approver': 'reject'")}));
    story.start("ann");
    std::string actions;
    for (const Entry& entry : story.entries()) actions += entry.action + " " + entry.node + ";";
    EXPECT_EQ(actions, "start ;approve a;approve b;reject c;");
}

TEST(NoApprover, ALoopThatNobodyDecidesInIsARefusal) {
    Story story = given(definition({approval("nobody", by_role("left"), "'on_no_approver': 'approve'"),
                                    {"again", "{'id': 'again', 'type': 'exclusive'}"}},
                                   "{'from': 'start', 'to': 'nobody'}, {'from': 'nobody', 'to': 'again'},"
                                   "{'from': 'again', 'to': 'nobody', 'when': 'repeat'}, {'from': 'again', "
                                   "'to': 'end', 'default': true}"));
    story.limits.max_nodes = 100;
    story.start("ann", "{'repeat': true}").rejects(Code::TooManySteps, "more than 100 nodes");
}

TEST(NoApprover, AChainOfAsManyNodesAsAllowedIsNoLoop) {
    Story story = given(chain({}));
    story.limits.max_nodes = 2;
    story.start("ann");
    EXPECT_EQ(story.status(), Status::Completed);
}

}  // namespace
}  // namespace wf::test
