// What the golden files cannot show.
#include "core/compile/compile.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf {
namespace {

const std::string smallest =
    R"({"key": "k", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]})";

// A definition whose form has that field, used in a condition.
CompileResult with_field(const std::string& name) {
    return compile(R"({"key": "k", "form": {"fields": [{"name": ")" + name + R"(", "type": "number"}]},
        "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "e", "default": true},
                  {"from": "g", "to": "e", "when": {"field": ")" +
                   name + R"(", "op": ">", "value": 5}}]})");
}

TEST(Compile, GivesTheSameResultForTheSameText) {
    const std::string wrong = R"({"kye": 1, "nodes": [{"id": "a"}], "flows": [{}]})";
    const Findings first = compile(wrong).findings;
    const Findings second = compile(wrong).findings;
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].message, second[i].message);
}

TEST(Compile, NodesAreFoundByIdAfterTheDefinitionMoved) {
    CompileResult result = compile(smallest);
    ASSERT_TRUE(result.definition.has_value());
    const Definition moved = std::move(*result.definition);
    ASSERT_NE(moved.find_node("e"), nullptr);
    EXPECT_EQ(moved.find_node("e")->type, NodeType::End);
    EXPECT_EQ(moved.find_node("x"), nullptr);
}

TEST(Compile, NestedNodesAreFoundByIdAndKnowWhereTheyLie) {
    const CompileResult result = compile(
        R"({"key": "k", "nodes": [{"id": "s", "type": "start"}, {"id": "p", "type": "subprocess",
            "nodes": [{"id": "in", "type": "start"}, {"id": "out", "type": "end"}], "flows": [{"from": "in", "to": "out"}]},
            {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "p"}, {"from": "p", "to": "e"}]})");
    ASSERT_TRUE(result.definition.has_value());
    const Definition& definition = *result.definition;
    ASSERT_NE(definition.find_node("out"), nullptr);
    EXPECT_EQ(definition.nodes[definition.find_node("out")->parent].id, "p");
    EXPECT_EQ(definition.nodes[definition.find_node("p")->start].id, "in");
    EXPECT_EQ(definition.find_node("p")->parent, no_node);
}

TEST(Compile, FindingsInSubprocessesPointIntoThem) {
    const CompileResult result = compile(
        R"({"key": "k", "nodes": [{"id": "s", "type": "start"}, {"id": "p", "type": "subprocess",
            "nodes": [{"id": "in", "type": "start"}, {"id": "t", "type": "tsk"}, {"id": "out", "type": "end"}],
            "flows": [{"from": "in", "to": "t"}, {"from": "t", "to": "out", "when": "1 +"}]},
            {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "p"}, {"from": "p", "to": "e"}]})");
    ASSERT_EQ(result.findings.size(), 2U);
    EXPECT_EQ(result.findings[0].path, "/nodes/1/nodes/1/type");
    EXPECT_EQ(result.findings[1].path, "/nodes/1/flows/1/when");
}

TEST(Compile, NodesKnowTheirFlowsInDocumentOrder) {
    const CompileResult result = with_field("days");
    ASSERT_TRUE(result.definition.has_value());
    EXPECT_EQ(result.definition->nodes[1].outgoing, (std::vector<FlowIndex>{1, 2}));
    EXPECT_EQ(result.definition->nodes[2].incoming, (std::vector<FlowIndex>{1, 2}));
    EXPECT_EQ(result.definition->flows[2].id, "g->e#2");
}

TEST(Compile, AWarningDoesNotRefuse) {
    const CompileResult result = compile(
        R"({"key": "k", "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}],
            "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "e", "when": "doc.x = 1"}]})");
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].code, "missing_default");
    EXPECT_TRUE(result.definition.has_value());
}

TEST(Compile, EveryPlainNameCanBeAField) {
    for (const char* name : {"days",   "_x",     "x9",      "date",  "time",     "count", "list",
                             "string", "number", "context", "min",   "duration", "item",  "contains",
                             "starts", "with",   "lower",   "today", "金额",     "größe", "ünter"})
        EXPECT_TRUE(with_field(name).definition.has_value()) << name;
}

TEST(Compile, NoFieldCanHaveAWordOfTheExpressionLanguageAsItsName) {
    for (const char* name : {"and", "or", "not", "in", "between", "if", "for", "some", "every", "true",
                             "false", "null", "return", "satisfies"})
        EXPECT_FALSE(with_field(name).definition.has_value()) << name;
}

}  // namespace
}  // namespace wf
