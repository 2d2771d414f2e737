#include "returns.hpp"

namespace wf::test {
namespace {

Act draft(std::string_view data = "{}") {
    Start start;
    start.definition_version = 1;
    start.data = Json{quoted(data)};
    start.as_draft = true;
    return start;
}

const std::string days = "{'name': 'days', 'type': 'number', 'required': true, 'material': true}";
const std::string two_signers =
    chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))}, days);

TEST(Resubmit, ADraftIsTheInitiatorsUntilHeHandsItIn) {
    Story story = given(two_signers);
    story.when("ann", draft());
    EXPECT_EQ(story.status(), Status::Created);
    EXPECT_EQ(story.open(), "1:ann");
    story.when("ann", resubmit("{'days': 3}"));
    EXPECT_EQ(story.status(), Status::Running);
    EXPECT_EQ(story.open(), "2:lea");
    EXPECT_EQ(story.entries().at(0).action, "resubmit");
    EXPECT_FALSE(story.state().acted);
}

TEST(Resubmit, WhatIsRequiredMayBeMissingInADraftOnly) {
    Story story = given(two_signers);
    story.when("ann", draft("{'days': 'three'}")).rejects(Code::BadData, "number");
    story.when("ann", draft()).when("ann", resubmit()).rejects(Code::BadData, "required");
}

TEST(Resubmit, EventSubprocessesOfADraftBeginToWaitWhenItIsHandedIn) {
    Story story = given(graph({by("a", "lea"),
                               "u:subprocess 'event': true, 'nodes': [{'id': 'us', 'type': 'start', "
                               "'trigger': 'message', 'message': 'm'}, {'id': 'ue', 'type': "
                               "'end'}], 'flows': [{'from': 'us', 'to': 'ue'}]"},
                              "s>a a>e"));
    story.when("ann", draft());
    EXPECT_EQ(story.armed(), "");
    story.when("ann", resubmit());
    EXPECT_EQ(story.armed(), "us");
}

TEST(Resubmit, ADraftCanBeWithdrawn) {
    Story story = given(two_signers);
    story.when("ann", draft()).when("ann", Withdraw{});
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(Resubmit, AfterAReturnEverybodyIsAskedAgain) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("lea", approve(1)).when("boss", send_back(2, "start"));
    story.when("ann", resubmit("{'days': 2}"));
    story.when("lea", approve(4)).when("boss", approve(5));
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.state().data.text, R"({"days":2})");
}

TEST(Resubmit, ByTheInitiatorAlone) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("lea", send_back(1));
    story.when("lea", resubmit()).rejects(Code::NotTheInitiator);
    story.when("adam", resubmit()).rejects(Code::NotTheInitiator);
    story.when("ann", approve(2)).rejects(Code::WrongVerb, "wf.resubmit");
}

TEST(Resubmit, ByAnAdministratorIfTheInitiatorHasLeft) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("lea", send_back(1));
    story.world.leaves("ann");
    story.when("system", ReplaceLeavers{});
    EXPECT_EQ(story.open(), "2:ann") << "no superior hands it in for her";
    story.when("adam", resubmit());
    EXPECT_EQ(story.open(), "3:lea");
}

TEST(Resubmit, NothingIfItIsNotHis) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("ann", resubmit()).rejects(Code::NotReturned);
    story.when("lea", approve(1)).when("boss", approve(2));
    story.when("ann", resubmit()).rejects(Code::InstanceEnded);
}

TEST(Resubmit, StraightBackUnlessAMaterialFieldHasChanged) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("lea", approve(1)).when("boss", send_back(2, "start", true));
    story.when("ann", resubmit("{'days': 9}")).rejects(Code::MaterialFieldChanged, "forward");
    story.when("ann", resubmit("{'days': 9}", true));
    EXPECT_EQ(story.open(), "4:lea");
    story.when("lea", approve(4)).when("boss", approve(5));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Resubmit, ForwardTakesTheBranchesBackThatWentOnMeanwhile) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("bob", send_back(3, "start", true));
    story.when("lea", approve(2));
    EXPECT_EQ(story.at(), "s (j)");
    story.when("ann", resubmit("", true));
    EXPECT_EQ(story.at(), "p");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

TEST(Resubmit, IsWhatPredictionExpectsOfTheInitiator) {
    Story story = given(two_signers);
    story.start("ann", "{'days': 3}").when("lea", send_back(1));
    const std::vector<Entry> to_come = predict(story.definition(), story.state(), story.world, 10);
    ASSERT_EQ(to_come.size(), 3u);
    EXPECT_EQ(to_come[0].action, "resubmit");
    EXPECT_EQ(to_come[2].target, Status::Completed);
}

}  // namespace
}  // namespace wf::test
