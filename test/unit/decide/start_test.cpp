#include "spec.hpp"

namespace wf::test {
namespace {

const std::string one_signer = chain({approval("lead", by_users("lea"))});
const std::string chosen_signer =
    chain({approval("lead", "{'by': 'chosen_at_start', 'among': [" + by_role("board") + "]}")});

TEST(Start, EntersTheFirstApprovalAndOpensItsTask) {
    given(one_signer)
        .start("ann", "{'days': 3}")
        .then({
            started_by("ann", "{'days':3}"),
            NodeEntered{.token = TokenId{1}, .node = "start", .round = 1},
            NodeCompleted{.token = TokenId{1}, .outcome = {}},
            FlowTaken{.flow = "start->lead"},
            NodeEntered{.token = TokenId{2}, .node = "lead", .round = 1},
            SeatsCreated{.seats = {seat(1, 2, 1, "lea")}},
        });
}

TEST(Start, IsTheFirstEntryOfTheLog) {
    Story story = given(one_signer);
    story.start("ann");
    const Entry& entry = story.entries().at(0);
    EXPECT_EQ(entry.seq, 1);
    EXPECT_EQ(entry.action, "start");
    EXPECT_EQ(entry.actor, "ann");
    EXPECT_EQ(entry.source, Status::Created);
    EXPECT_EQ(entry.target, Status::Running);
    EXPECT_EQ(story.state().started_at, entry.at);
}

TEST(Start, CarriesTitleVersionAndBusinessRow) {
    Story story = given(one_signer);
    story.when("ann", Start{.definition_version = 7,
                            .title = "Trip",
                            .business_table = "trip",
                            .business_key = "42",
                            .chosen = {}});
    const auto& started = std::get<InstanceStarted>(story.entries().at(0).events.at(0));
    EXPECT_EQ(started.definition_version, 7);
    EXPECT_EQ(started.title, "Trip");
    EXPECT_EQ(started.business_table + "/" + started.business_key, "trip/42");
}

TEST(Start, CompletesAtOnceWithoutApproval) {
    Story story = given(chain({}));
    story.start("ann");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Start, IsRefusedForAPersonNobodyKnows) {
    given(one_signer).start("nobody").rejects(Code::UnknownPerson, "\"nobody\"");
}

TEST(Start, IsRefusedForAPersonWhoHasLeft) {
    given(one_signer).start("gone").rejects(Code::UnknownPerson, "\"gone\"");
}

TEST(Start, OpensTheTaskOfWhomTheInitiatorChose) {
    Story story = given(chosen_signer);
    story.start("ann", "{}", {{.node = "lead", .people = {"dora", "bob"}}});
    EXPECT_EQ(story.open(), "1:dora 2:bob");
}

TEST(Start, WithoutAChoiceThePolicyOfTheNodeSpeaks) {
    for (const std::vector<Choice>& none :
         {std::vector<Choice>{}, std::vector<Choice>{{.node = "lead", .people = {}}}}) {
        Story story = given(chosen_signer);
        story.start("ann", "{}", none);
        EXPECT_EQ(story.open(), "1:role:admin");
    }
}

TEST(Start, NeedsNoChoiceWhereOtherRulesFindSomebody) {
    Story story = given(chain({approval("lead", "{'by': 'chosen_at_start'}, " + by_users("lea"))}));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Start, OnlyThosePermittedMayBeChosen) {
    given(chosen_signer)
        .start("ann", "{}", {{.node = "lead", .people = {"bob", "eve"}}})
        .rejects(Code::BadChoice, "\"eve\" is not among those who may be chosen");
}

TEST(Start, AnybodyMayBeChosenWhereTheRuleNamesNobody) {
    Story story = given(chain({approval("lead", "{'by': 'chosen_at_start'}")}));
    story.start("ann", "{}", {{.node = "lead", .people = {"eve"}}});
    EXPECT_EQ(story.open(), "1:eve");
}

TEST(Start, WhoIsPermittedMayDependOnTheInitiator) {
    Story story = given(chain({approval(
        "lead", "{'by': 'chosen_at_start', 'among': [{'by': 'reporting_line', 'until': {'top': true}}]}")}));
    story.start("ann", "{}", {{.node = "lead", .people = {"boss"}}});
    EXPECT_EQ(story.open(), "1:boss");
}

TEST(Start, ThoseChosenMustExistAndBeActive) {
    given(chosen_signer)
        .start("ann", "{}", {{.node = "lead", .people = {"gone"}}})
        .rejects(Code::UnknownPerson, "\"gone\"");
}

TEST(Start, NobodyCanBeChosenForANodeWithFixedApprovers) {
    given(one_signer)
        .start("ann", "{}", {{.node = "lead", .people = {"bob"}}})
        .rejects(Code::BadChoice, "\"lead\"");
}

TEST(Start, NobodyCanBeChosenForANodeThatDoesNotExist) {
    given(one_signer)
        .start("ann", "{}", {{.node = "board", .people = {"bob"}}})
        .rejects(Code::BadChoice, "\"board\"");
}

}  // namespace
}  // namespace wf::test
