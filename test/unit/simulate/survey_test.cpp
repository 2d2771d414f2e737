// What a definition does to everybody: who would be left without an approver, refused, or left alone.
#include "core/simulate/survey.hpp"
#include "simulations.hpp"

namespace wf::test {
namespace {

std::vector<SurveyFinding> surveyed(const std::string& text, const std::vector<PersonId>& initiators,
                                    const std::vector<std::string>& data_sets = {"{}"}) {
    const Definition definition = compiled(text);
    TestWorld world = company();
    Survey survey{definition};
    for (const PersonId& initiator : initiators)
        for (std::size_t set = 0; set < data_sets.size(); ++set)
            survey.add(initiator, set + 1,
                       simulate(definition, start_command(initiator, data_sets[set]), world));
    return survey.findings();
}

const SurveyFinding* find(const std::vector<SurveyFinding>& findings, std::string_view code) {
    for (const SurveyFinding& finding : findings)
        if (finding.code == code) return &finding;
    return nullptr;
}

// Nobody is above boss and adam.
const std::string to_the_manager = chain({approval("lead", "{'by': 'reporting_line', 'level': 1}")});

TEST(Survey, CountsThoseForWhomARuleFindsNobody) {
    const auto findings = surveyed(to_the_manager, {"ann", "bob", "boss", "adam"});
    const SurveyFinding* finding = find(findings, "rule_finds_nobody");
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->message,
              quoted("the rule {'by':'reporting_line','level':1} finds nobody for 2 of 4 people"));
    EXPECT_EQ(finding->people, (std::vector<PersonId>{"adam", "boss"}));
    EXPECT_EQ(finding->node, "lead");
    EXPECT_EQ(find(findings, "no_approver")->count, 2u);
}

TEST(Survey, IsAnErrorWhereAdministratorsAreAskedAndThereAreNone) {
    EXPECT_FALSE(find(surveyed(to_the_manager, {"boss"}), "no_administrator"));
    const Definition definition = compiled(to_the_manager);
    TestWorld world = company();
    Survey survey{definition};
    survey.nobody_administers = true;
    for (const char* initiator : {"ann", "boss"})
        survey.add(initiator, 1, simulate(definition, start_command(initiator), world));
    const auto findings = survey.findings();
    ASSERT_TRUE(find(findings, "no_administrator"));
    EXPECT_EQ(findings.front().code, "no_administrator");
    EXPECT_EQ(findings.front().message,
              quoted("node 'lead' waits for an administrator, and nobody administers: for 1 of 2 people"));
}

TEST(Survey, HasNothingToSayWhereEverythingIsFine) {
    EXPECT_TRUE(surveyed(to_the_manager, {"ann", "bob"}).empty());
}

TEST(Survey, CountsAPersonOnceAndNamesTheFirstDataSet) {
    const std::string text =
        definition({{"x", "{'id': 'x', 'type': 'exclusive'}"}, approval("left", by_role("left"))},
                   "{'from': 'start', 'to': 'x'}, {'from': 'x', 'to': 'left', 'when': 'days > 5'}, {'from': "
                   "'x', 'to': 'end', 'default': true}, {'from': 'left', 'to': 'end'}");
    const auto findings = surveyed(text, {"ann", "bob"}, {"{'days': 1}", "{'days': 9}", "{'days': 10}"});
    EXPECT_EQ(find(findings, "rule_finds_nobody")->count, 2u);
    EXPECT_EQ(find(findings, "rule_finds_nobody")->data_set, 2u);
    EXPECT_FALSE(find(findings, "never_reached"));
}

TEST(Survey, NamesNodesThatNobodyComesTo) {
    const std::string text =
        definition({{"x", "{'id': 'x', 'type': 'exclusive'}"}, approval("boss", by_users("boss"))},
                   "{'from': 'start', 'to': 'x'}, {'from': 'x', 'to': 'boss', 'when': 'days > 5'}, {'from': "
                   "'x', 'to': 'end', 'default': true}, {'from': 'boss', 'to': 'end'}");
    const auto findings = surveyed(text, {"ann"}, {"{'days': 1}"});
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings.front().code + " " + findings.front().node, "never_reached boss");
}

TEST(Survey, WarnsOfThoseWhoApproveTheirOwnRequests) {
    const auto findings = surveyed(chain({approval("lead", by_users("lea"))}), {"ann", "lea"});
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings.front().code, "self_approval");
    EXPECT_EQ(findings.front().people, std::vector<PersonId>{"lea"});
}

TEST(Survey, OneRefusalOfManyPeopleIsOneFinding) {
    const auto findings = surveyed(chain({approval("team", by_users("ann bob"), "'on_self': 'forbid'")}),
                                   {"ann", "bob", "lea"});
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings.front().code, "start_refused");
    EXPECT_EQ(findings.front().severity, "error");
    EXPECT_EQ(findings.front().count, 2u);
}

TEST(Survey, TellsOfEndsThatAreNotCompleted) {
    const auto findings =
        surveyed(chain({approval("left", by_role("left"), "'on_no_approver': 'reject'")}), {"ann"});
    EXPECT_TRUE(find(findings, "ends_rejected"));
}

TEST(Route, IsWhoHasToDoWithIt) {
    const Definition definition =
        compiled(chain({approval("lead", by_users("lea")), copy_node("hr", by_role("hr"))}));
    TestWorld world = company();
    EXPECT_EQ(text_of(route_of(definition, simulate(definition, start_command("ann"), world))),
              "lead(lea) > hr(eve) > completed");
}

TEST(Route, DifferenceNamesWhatIsNewAndWhatIsGone) {
    const std::vector<Stop> before{{"lead", "lea"}, {"hr", "eve"}, {"completed", ""}};
    const std::vector<Stop> after{{"lead", "boss"}, {"cfo", "carl"}, {"completed", ""}};
    EXPECT_EQ(difference(before, after), "lead: lea -> boss; without hr(eve); new cfo(carl)");
    EXPECT_EQ(difference(before, before), "");
    EXPECT_EQ(difference({{"completed", ""}}, before), "new lead(lea); new hr(eve)");
    EXPECT_EQ(difference(before, {{"completed", ""}}), "without lead(lea); without hr(eve)");
}

}  // namespace
}  // namespace wf::test
