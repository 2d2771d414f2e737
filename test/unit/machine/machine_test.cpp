// State machines: what is read, what is wrong with them, what follows which.
#include "definitions.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wf {
namespace {


const std::string states = R"('states': [{'name': 'draft', 'initial': true}, {'name': 'sent'}, {'name': 'paid', 'final': true},
    {'name': 'dropped', 'final': true, 'failure': true, 'label': {'en': 'Dropped', 'zh': '已作废'}}])";

std::string with_transitions(const std::string& transitions) {
    return test::quoted("{'key': 'order', " + states + ", 'transitions': [" + transitions + "]}");
}

const std::string send = "{'name': 'send', 'from': 'draft', 'to': 'sent'}";
const std::string pay = "{'name': 'pay', 'from': ['sent'], 'to': 'paid'}";
const std::string drop = "{'name': 'drop', 'from': '*', 'to': 'dropped'}";

feel::StaticType row() {
    feel::StaticFields fields;
    fields.list = {{"amount", feel::StaticType::of(feel::Type::Number)}, {"owner", feel::StaticType::of(feel::Type::String)}};
    return feel::StaticType::context_of(std::move(fields));
}

// "code path" of each finding.
std::vector<std::string> findings(const std::string& json) {
    std::vector<std::string> found;
    for (const Finding& finding : read_machine(json, row()).findings) found.push_back(finding.code + " " + finding.path);
    return found;
}
std::vector<std::string> findings_of(const std::string& transition) {
    return findings(with_transitions(send + ", " + pay + ", " + drop + ", " + transition));
}

using Texts = std::vector<std::string>;

TEST(Machine, KnowsWhatLeadsOutOfAState) {
    const MachineResult result = read_machine(with_transitions(send + ", " + pay + ", " + drop), row());
    ASSERT_TRUE(result.machine);
    const Machine& machine = *result.machine;
    EXPECT_EQ(machine.out_of("draft").size(), 2U);
    EXPECT_EQ(machine.out_of("paid").size(), 0U);
    EXPECT_EQ(machine.between("sent", "paid").size(), 1U);
    EXPECT_EQ(machine.between("draft", "paid").size(), 0U);
    EXPECT_EQ(machine.find("pay", "sent")->to, Texts{"paid"});
    EXPECT_EQ(machine.find("pay", "draft"), nullptr);
}

TEST(Machine, TakesAnyStateForAllThatAreNotFinal) {
    const MachineResult result = read_machine(with_transitions(send + ", " + pay + ", " + drop), row());
    ASSERT_TRUE(result.machine);
    EXPECT_EQ(result.machine->transitions[2].from, (Texts{"draft", "sent"}));
}

TEST(Machine, FindsANameByThePresentState) {
    const std::string back = "{'name': 'back', 'from': 'sent', 'to': 'draft'}";
    const std::string other = "{'name': 'send', 'from': 'sent', 'to': 'paid', 'guard': 'amount > 5'}";
    EXPECT_EQ(findings_of(back + ", " + other), Texts{});
    EXPECT_EQ(findings_of("{'name': 'send', 'from': ['sent', 'draft'], 'to': 'paid'}"),
              Texts{"duplicate_transition /transitions/3/name"});
}

TEST(Machine, TellsOfStatesThatNobodyReachesOrLeaves) {
    EXPECT_EQ(findings(with_transitions(send + ", " + drop)), Texts{"unreachable_state /states/2"});
    EXPECT_EQ(findings(with_transitions(send + ", {'name': 'pay', 'from': 'draft', 'to': 'paid'}, "
                                               "{'name': 'drop', 'from': 'draft', 'to': 'dropped'}")),
              Texts{"no_path_to_final /states/1"});
}

TEST(Machine, NeedsAnInitialState) {
    EXPECT_EQ(findings(test::quoted("{'key': 'k', 'states': [{'name': 'a', 'final': true}], 'transitions': []}")),
              Texts{"no_initial_state /states"});
    EXPECT_EQ(findings(test::quoted("{'key': 'k', 'states': [{'name': 'a', 'initial': true}], 'transitions': []}")),
              Texts{"no_final_state /states"});
}

TEST(Machine, TellsOfStatesThatThereAreNot) {
    EXPECT_EQ(findings_of("{'name': 'x', 'from': 'drafd', 'to': 'nowhere'}"),
              (Texts{"unknown_state /transitions/3/to", "unknown_state /transitions/3/from"}));
    EXPECT_EQ(findings_of("{'name': 'x', 'from': 'sent', 'to': 'owner', 'to_one_of': ['draft', 'nowhere']}"),
              Texts{"unknown_state /transitions/3/to_one_of/1"});
}

TEST(Machine, LeavesNoFinalStateAndStaysInNone) {
    EXPECT_EQ(findings_of("{'name': 'x', 'from': 'paid', 'to': 'draft'}"), Texts{"leaves_final_state /transitions/3/from"});
    EXPECT_EQ(findings_of("{'name': 'x', 'from': ['sent'], 'to': 'sent'}"), Texts{"same_state /transitions/3/from/0"});
}

TEST(Machine, ChecksExpressionsAgainstTheColumns) {
    const auto with_guard = [](const std::string& guard) {
        return findings_of("{'name': 'x', 'from': 'sent', 'to': 'draft', 'guard': '" + guard + "'}");
    };
    EXPECT_EQ(with_guard("amount > 5 and new.amount = old.amount"), Texts{});
    EXPECT_EQ(with_guard("amont > 5"), Texts{"unknown_name /transitions/3/guard"});
    EXPECT_EQ(with_guard("new.amont > 5"), Texts{"unknown_field /transitions/3/guard"});
    EXPECT_EQ(with_guard("amount"), Texts{"type_mismatch /transitions/3/guard"});
    EXPECT_EQ(with_guard("amount >"), Texts{"bad_expression /transitions/3/guard"});
    EXPECT_EQ(findings_of("{'name': 'x', 'from': 'sent', 'to': 'amount', 'to_one_of': ['draft']}"),
              Texts{"type_mismatch /transitions/3/to"});
}

TEST(Machine, KnowsNothingOfColumnsWithoutATable) {
    EXPECT_TRUE(read_machine(with_transitions(send + ", " + pay + ", {'name': 'drop', 'from': '*', 'to': 'dropped', "
                                                                     "'guard': 'whatever > 5'}"), std::nullopt).machine);
}

TEST(Machine, AsksNoInstanceForPeople) {
    const auto with_who = [](const std::string& rule) {
        return findings_of("{'name': 'x', 'from': 'sent', 'to': 'draft', 'who': [" + rule + "]}");
    };
    EXPECT_EQ(with_who("{'by': 'role', 'role': 'boss'}, {'by': 'form_field', 'field': 'owner'}"), Texts{});
    EXPECT_EQ(with_who("{'by': 'reporting_line', 'from': 'field:owner'}"), Texts{});
    EXPECT_EQ(with_who("{'by': 'initiator'}"), Texts{"bad_value /transitions/3/who/0"});
    EXPECT_EQ(with_who("{'by': 'reporting_line'}"), Texts{"bad_value /transitions/3/who/0"});
    EXPECT_EQ(with_who("{'by': 'form_field', 'field': 'onwer'}"), Texts{"unknown_column /transitions/3/who/0/field"});
}

TEST(Machine, IsDrawnWithItsLabels) {
    const MachineResult result = read_machine(with_transitions(send + ", " + pay + ", " + drop), row());
    ASSERT_TRUE(result.machine);
    const Definition graph = graph_of(*result.machine);
    EXPECT_EQ(draw(graph, Marking{graph}, DiagramFormat::Mermaid, "zh"),
              "flowchart TD\n    n0(\"draft\")\n    n1(\"sent\")\n    n2(((\"paid\")))\n    n3(((\"已作废\")))\n"
              "    n4((\"开始\"))\n    n4 --> n0\n    n0 -->|\"send\"| n1\n    n1 -->|\"pay\"| n2\n"
              "    n0 -->|\"drop\"| n3\n    n1 -->|\"drop\"| n3");
    for (const DiagramFormat format : {DiagramFormat::Text, DiagramFormat::Dot, DiagramFormat::Svg})
        EXPECT_NE(draw(graph, Marking{graph}, format, "en").find("Dropped"), std::string::npos);
}

TEST(Machine, IsNothingElseThanAnObject) {
    EXPECT_EQ(findings("[]"), Texts{"wrong_type "});
    EXPECT_EQ(findings("{"), Texts{"invalid_json "});
    EXPECT_EQ(findings("{}"), (Texts{"missing_key ", "missing_key ", "missing_key "}));
}

}  // namespace
}  // namespace wf
