// A definition knows which names its expressions and rules may ask for: who looks ahead reads no more of a
// form.
#include "graph.hpp"

namespace wf::test {
namespace {

// The names that an otherwise empty definition asks for with this node.
std::string asked_by(const std::string& node, const std::string& more_keys = "") {
    std::string json = graph({node}, "s>n n>e");
    json.insert(1, more_keys);
    std::string names;
    for (const std::string& name : compiled(json).asked) names += (names.empty() ? "" : " ") + name;
    return names;
}

TEST(Asked, ByNobodyIsNothing) { EXPECT_EQ(asked_by("n:task"), ""); }

TEST(Asked, ByExpressionsOfEveryKind) {
    EXPECT_EQ(asked_by("n:timer 'after': 'how_long'"), "how_long");
    EXPECT_EQ(asked_by("n:condition 'when': 'x > 1'"), "x");
    EXPECT_EQ(asked_by("n:message 'message': 'm', 'correlation': 'order'"), "order");
    EXPECT_EQ(asked_by("n:message 'throw': true, 'message': 'm', 'payload': '{a: b}'"), "b");
    EXPECT_EQ(asked_by("n:task 'loop': {'while': 'x < 3'}"), "x");
    EXPECT_EQ(asked_by("n:task 'multi': {'count': 'n'}"), "n");
    EXPECT_EQ(asked_by("n:task 'multi': {'collection': 'c', 'until': 'enough'}"), "c enough");
    EXPECT_EQ(asked_by("n:call 'definition': 'k', 'in': {'a': 'b'}, 'out': {'c': 'd'}"), "b d");
    EXPECT_EQ(asked_by("n:task 'due': 'how_long'"), "how_long");
    EXPECT_EQ(asked_by("n:approval 'approvers': [{'by': 'expression', 'expression': 'who'}]"), "who");
}

TEST(Asked, AlsoInFilters) {
    EXPECT_EQ(asked_by("n:condition 'when': 'count(items[price > most]) > 1'"), "items most price");
}

TEST(Asked, ByRulesThatNameAField) {
    EXPECT_EQ(asked_by("n:approval 'approvers': [{'by': 'form_field', 'field': 'who'}]"), "who");
    EXPECT_EQ(asked_by("n:approval 'approvers': [{'by': 'reporting_line', 'from': 'field:boss'}]"), "boss");
    EXPECT_EQ(
        asked_by("n:approval 'approvers': [{'by': 'department', 'department': 'field:d', 'head': true}]"),
        "d");
    EXPECT_EQ(asked_by("n:copy 'to': [{'by': 'form_field', 'field': 'reader'}]"), "reader");
}

TEST(Asked, ByTheFormAndItsPeople) {
    EXPECT_EQ(
        asked_by("n:task",
                 "'form': {'fields': [{'name': 'a', 'type': 'number'}, {'name': 'b', 'type': 'number', "
                 "'computed': 'a + 1'}, {'name': 'c', 'type': 'person'}, {'name': 'd', 'type': 'list'}, "
                 "{'name': 'f', 'type': 'number', 'valid': 'f > 2'}]}, "),
        "a c f");
}

TEST(Asked, ByDecisions) {
    EXPECT_EQ(
        asked_by(
            "n:condition 'when': 'level > 1'",
            "'decisions': [{'name': 'level', 'hit_policy': 'first', 'inputs': [{'expression': 'amount'}], "
            "'outputs': [{'name': 'l'}], 'rules': [{'when': ['> base'], 'then': ['rate']}, {'when': ['-'], "
            "'then': ['1']}]}], "),
        "amount base level rate");
}

TEST(Asked, TheClockAndWholeForms) {
    EXPECT_TRUE(compiled(graph({"n:condition 'when': 'today() > day'"}, "s>n n>e")).asks_clock);
    EXPECT_FALSE(compiled(graph({"n:condition 'when': 'x > day'"}, "s>n n>e")).asks_clock);
    EXPECT_TRUE(compiled(graph({"n:approval 'approvers': [{'by': 'function', 'function': 'f'}]"}, "s>n n>e"))
                    .gives_form_to_rules);
    EXPECT_FALSE(compiled(graph({"n:script 'function': 'f'"}, "s>n n>e")).gives_form_to_rules);
}

}  // namespace
}  // namespace wf::test
