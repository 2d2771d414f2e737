// json_to_bpmn: whatever the definition, reading the XML gives it back.
#include "bpmn/golden_cases.hpp"
#include "bpmn/same_definition.hpp"
#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/json_edit.hpp"
#include "paths.hpp"

#include <gtest/gtest.h>

namespace wf {
namespace {

void expect_round_trip(const std::string& json) {
    const std::string xml = json_to_bpmn(json);
    const BpmnResult back = bpmn_to_json(xml);
    for (const Finding& finding : back.findings)
        EXPECT_NE(finding.severity, Severity::Error) << finding.path << ": " << finding.message;
    const auto before = bpmn::parse_json(json);
    const auto after = bpmn::parse_json(back.definition_json);
    ASSERT_TRUE(before && after);
    EXPECT_TRUE(test::is_same_definition(*before, *after)) << compiler::to_text(*before) << "\n\n"
                                                           << compiler::to_text(*after);
}

class BpmnRoundTripOfDefinition : public testing::TestWithParam<std::string> {};

TEST_P(BpmnRoundTripOfDefinition, GivesAnEqualDefinition) {
    expect_round_trip(test::read_file(test::golden("definition/" + GetParam() + ".json")));
}

INSTANTIATE_TEST_SUITE_P(Cases, BpmnRoundTripOfDefinition,
                         testing::ValuesIn(test::golden_cases("definition", ".json", ".graph")),
                         [](const auto& test) { return test.param; });

// Every BPMN element we read is also one we write.
class BpmnRoundTripOfBpmn : public testing::TestWithParam<std::string> {};

TEST_P(BpmnRoundTripOfBpmn, GivesAnEqualDefinition) {
    const BpmnResult first = bpmn_to_json(test::read_file(test::golden("bpmn/" + GetParam() + ".bpmn")));
    if (!has_errors(first.findings)) expect_round_trip(first.definition_json);
}

INSTANTIATE_TEST_SUITE_P(Cases, BpmnRoundTripOfBpmn,
                         testing::ValuesIn(test::golden_cases("bpmn", ".bpmn", ".json")),
                         [](const auto& test) { return test.param; });

TEST(BpmnExport, OfTheExampleIsReviewed) {
    const std::string leave = test::read_file(wf::test::examples_dir() / "leave.json");
    test::expect_golden("bpmn/export/leave.bpmn", json_to_bpmn(leave));
    expect_round_trip(leave);
}

// Ids that XML does not allow, flows and boundary events without ids, names in languages, "to".
constexpr const char* awkward = R"({"key": "all", "name": {"zh": "全"}, "x_y": {"z": [1.50, null]}, "nodes": [
  {"id": "1", "type": "start"},
  {"id": "all", "type": "task", "boundary": [
    {"id": "late one", "type": "timer", "after": "PT1H", "to": "ü->2"},
    {"id": "all.undo", "type": "compensation", "to": "undo"}]},
  {"id": "undo", "type": "service", "topic": "t", "ui": {"x": 1}},
  {"id": "ü->2", "type": "subprocess", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "e"}], "multi": {"collection": "list", "element": "x", "sequential": true}},
  {"id": "e_1", "type": "end", "message": "=m", "payload": "{a: 1}"}],
 "flows": [{"from": "1", "to": "all"}, {"id": "all", "from": "all", "to": "ü->2", "when": "a < \"${b}\""},
  {"id": "f", "from": "all", "to": "e_1", "default": true}, {"from": "ü->2", "to": "e_1", "name": "tab\tand\nline"}]})";

TEST(BpmnExport, KeepsWhatXmlAndBpmnCantSay) { expect_round_trip(awkward); }

TEST(BpmnExport, LeavesABoundaryEventWithoutAnIdWithoutOne) {
    const std::string json =
        R"({"key": "k", "nodes": [{"id": "t 1", "type": "task", "boundary": [{"type": "timer", "after": "P1D"},
            {"type": "timer", "after": "P2D"}]}, {"id": "s", "type": "start"}],
            "flows": [{"from": "s", "to": "t 1"}, {"from": "t 1.timer#2", "to": "t 1"}]})";
    expect_round_trip(json);
    EXPECT_NE(json_to_bpmn(json).find(R"(id="t_1.timer_2")"), std::string::npos);
}

// The longest XML for its JSON: flows without ids, names that have to be escaped.
TEST(BpmnExport, NeverExceedsWhatImportTakes) {
    std::string nodes;
    std::string flows;
    for (int i = 0; i < 600; ++i) {
        const std::string id = std::to_string(i);
        nodes += std::string{i == 0 ? "" : ","} + R"({"id":")" + id +
                 R"(","type":"approval","name":{"zh":"&&&&&&&&&&&&&&&&"},
            "approvers":[{"by":"initiator"}]})";
        flows += std::string{i == 0 ? "" : ","} + R"({"from":")" + id + R"(","to":"0"})";
    }
    const std::string json =
        R"({"key":"long","nodes":[{"id":"s","type":"start"},)" + nodes + R"(],"flows":[)" + flows + "]}";
    const std::string xml = json_to_bpmn(json);
    EXPECT_LT(xml.size(), bpmn_limits(json.size()).max_bytes);
    EXPECT_LT(xml.size(), 15 * json.size());
    expect_round_trip(json);
}

TEST(BpmnExport, LetsAModelerChangeWhatBpmnSays) {
    std::string xml = json_to_bpmn(
        R"({"key": "k", "nodes": [{"id": "a", "type": "approval", "name": {"en": "Boss", "de": "Chefin"},
            "approvers": [{"by": "initiator"}]}], "flows": []})");
    const std::size_t name = xml.find("name=\"Boss\"");
    ASSERT_NE(name, std::string::npos);
    xml.replace(name, 11, "name=\"Lead\"");
    const std::string json = bpmn_to_json(xml).definition_json;
    EXPECT_NE(json.find(R"("name":"Lead")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("type":"approval")"), std::string::npos) << json;
}

TEST(BpmnExport, OfNoDefinitionIsEmpty) {
    EXPECT_EQ(json_to_bpmn("nonsense"), "");
    EXPECT_EQ(json_to_bpmn("[]"), "");
    EXPECT_NE(json_to_bpmn("{}"), "");
}

TEST(BpmnExport, OfALongProcessIsQuick) {
    std::string nodes = R"({"id": "n0", "type": "start"})";
    std::string flows;
    for (int i = 1; i < 5000; ++i) {
        const std::string id = "n" + std::to_string(i);
        nodes += R"(,{"id": ")" + id + R"(", "type": "pass"})";
        flows += (i > 1 ? "," : "") + std::string{R"({"from": "n)"} + std::to_string(i - 1) +
                 R"(", "to": ")" + id + "\"}";
    }
    expect_round_trip(R"({"key": "long", "nodes": [)" + nodes + R"(], "flows": [)" + flows + "]}");
}

}  // namespace
}  // namespace wf
