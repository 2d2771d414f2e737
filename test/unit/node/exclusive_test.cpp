#include "spec.hpp"

#include "core/json/value_json.hpp"

namespace wf::test {
namespace {

const NodeText gate{"gate", "{'id': 'gate', 'type': 'exclusive'}"};

// A gateway after the start, with these flows; a and b are approvals behind it.
std::string gateway(const std::string& flows, const std::string& form = "") {
    return definition({gate, approval("a", by_users("lea")), approval("b", by_users("boss"))},
                      "{'from': 'start', 'to': 'gate'}, " + flows +
                          ", {'from': 'a', 'to': 'end'}, {'from': 'b', 'to': 'end'}",
                      form);
}
std::string when(const std::string& to, const std::string& condition) {
    return "{'from': 'gate', 'to': '" + to + "', 'when': '" + condition + "'}";
}
std::string otherwise(const std::string& to) {
    return "{'from': 'gate', 'to': '" + to + "', 'default': true}";
}

const std::string a_or_b = gateway(when("a", "days > 5") + ", " + otherwise("b"));
const std::string reads_the_row =
    gateway(when("a", "doc.amount > 100") + ", " + when("b", "doc.amount > 10") + ", " + otherwise("end"));

std::string way(Story story, std::string_view data) {
    story.start("ann", data);
    return story.at();
}

feel::Value row(const char* json) { return *value_from_json(quoted(json)); }

TEST(Exclusive, TakesTheFlowWhoseConditionIsTrue) { EXPECT_EQ(way(given(a_or_b), "{'days': 6}"), "a"); }

TEST(Exclusive, TakesTheDefaultWhenNoConditionIsTrue) { EXPECT_EQ(way(given(a_or_b), "{'days': 5}"), "b"); }

TEST(Exclusive, TakesTheDefaultWhenAConditionIsNull) { EXPECT_EQ(way(given(a_or_b), "{}"), "b"); }

TEST(Exclusive, SaysWhichFlowItTook) {
    Story story = given(a_or_b);
    story.start("ann", "{'days': 6}");
    const std::string events = text_of(story.entries().at(0).events);
    EXPECT_NE(events.find("{\"type\":\"FlowTaken\",\"flow\":\"gate->a\"}"), std::string::npos) << events;
}

TEST(Exclusive, TakesTheFirstOfSeveralTrueFlowsInDocumentOrder) {
    EXPECT_EQ(
        way(given(gateway(when("b", "days > 1") + ", " + when("a", "days > 2") + ", " + otherwise("end"))),
            "{'days': 9}"),
        "b");
    EXPECT_EQ(
        way(given(gateway(when("a", "days > 2") + ", " + when("b", "days > 1") + ", " + otherwise("end"))),
            "{'days': 9}"),
        "a");
}

TEST(Exclusive, TheDefaultComesLastWhereverItIsWritten) {
    EXPECT_EQ(way(given(gateway(otherwise("b") + ", " + when("a", "days > 5"))), "{'days': 6}"), "a");
}

TEST(Exclusive, ItsOnlyFlowNeedsNoCondition) {
    Story story = given(definition(
        {gate, approval("a", by_users("lea"))},
        "{'from': 'start', 'to': 'gate'}, {'from': 'gate', 'to': 'a'}, {'from': 'a', 'to': 'end'}"));
    EXPECT_EQ(way(std::move(story), "{}"), "a");
}

TEST(Exclusive, WithoutATrueFlowAndADefaultTheCommandIsRefused) {
    given(gateway(when("a", "days > 5") + ", " + when("b", "days < 3")))
        .start("ann", "{'days': 4}")
        .rejects(Code::NoFlowSelected, "no flow of node \"gate\" can be taken");
}

TEST(Exclusive, ARefusalKeepsNothingOfTheCommandThatReachedIt) {
    Story story = given(definition({approval("lead", by_users("lea")), gate},
                                   "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'gate'}, "
                                   "{'from': 'gate', 'to': 'end', 'when': 'ok'}"));
    story.start("ann").when("lea", approve(1, "{'ok': false}")).rejects(Code::NoFlowSelected);
    EXPECT_EQ(story.open(), "1:lea");
    EXPECT_EQ(story.state().data.text, "{}");
    story.when("lea", approve(1, "{'ok': true}"));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Exclusive, SeesWhatTheSameCommandHasWritten) {
    Story story = given(definition(
        {approval("lead", by_users("lea")), gate, approval("a", by_users("boss"))},
        "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'gate'}, {'from': 'a', 'to': 'end'}," +
            when("a", "days > 5") + ", " + otherwise("end")));
    story.start("ann", "{'days': 1}").when("lea", approve(1, "{'days': 9}"));
    EXPECT_EQ(story.at(), "a");
}

TEST(Exclusive, ReadsTheBusinessRow) {
    Story story = given(reads_the_row);
    story.world.row = row("{'amount': 50}");
    EXPECT_EQ(way(std::move(story), "{}"), "b");
}

TEST(Exclusive, FetchesTheBusinessRowOnceForAllConditionsOfACommand) {
    Story story = given(reads_the_row);
    story.world.row = row("{'amount': 1}");
    story.start("ann");
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.world.row_asked, 1);
}

TEST(Exclusive, FetchesNoBusinessRowThatNoConditionNames) {
    Story story = given(a_or_b);
    story.world.row = row("{'amount': 1}");
    story.start("ann", "{'days': 6}");
    EXPECT_EQ(story.world.row_asked, 0);
}

TEST(Exclusive, FetchesNoBusinessRowForAConditionItNeedNotRead) {
    Story story =
        given(gateway(when("a", "days > 5") + ", " + when("b", "doc.amount > 10") + ", " + otherwise("end")));
    story.start("ann", "{'days': 6}");
    EXPECT_EQ(story.world.row_asked, 0);
}

TEST(Exclusive, AMissingBusinessRowIsARefusal) {
    given(reads_the_row)
        .start("ann")
        .rejects(Code::BusinessRowMissing, "A condition of node \"gate\" reads \"doc\".");
}

TEST(Exclusive, FormDataCanNotPassForTheBusinessRow) {
    Story story = given(reads_the_row);
    story.world.row = row("{'amount': 1}");
    story.start("ann", "{'doc': {'amount': 1000}}");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Exclusive, FormDataCanNotPassForTheInitiator) {
    EXPECT_EQ(way(given(gateway(when("a", "initiator.rank > 5") + ", " + otherwise("b"))),
                  "{'initiator': {'rank': 9}}"),
              "b");
}

TEST(Exclusive, KnowsTheInitiatorsAttributes) {
    const std::string high_rank = gateway(
        when("a", "initiator.rank > 4 and initiator.department = \\\"dev\\\"") + ", " + otherwise("b"));
    Story lea = given(high_rank);
    lea.start("lea");
    EXPECT_EQ(lea.at(), "a");
    Story bob = given(high_rank);
    bob.start("bob");
    EXPECT_EQ(bob.at(), "b");
}

TEST(Exclusive, KnowsTheOutcomeOfEarlierNodes) {
    Story story = given(definition(
        {approval("lead", by_users("lea")), gate, approval("a", by_users("boss"))},
        "{'from': 'start', 'to': 'gate'}, {'from': 'lead', 'to': 'gate'}, {'from': 'a', 'to': 'end'}," +
            when("a", "outcome.lead = \\\"approved\\\"") + ", " + otherwise("lead")));
    story.start("ann");
    EXPECT_EQ(story.at(), "lead");
    story.when("lea", approve(1));
    EXPECT_EQ(story.at(), "a");
}

TEST(Exclusive, AConditionThatTakesTooLongIsARefusal) {
    Story story = given(gateway(when("a", "count(for i in 1..1000 return i) > 5") + ", " + otherwise("b")));
    story.limits.expression.max_steps = 100;
    story.start("ann").rejects(Code::ExpressionLimit, "the condition of flow \"gate->a\"");
}

}  // namespace
}  // namespace wf::test
