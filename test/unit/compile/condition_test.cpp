// What conditions mean once they are translated to FEEL: each is compiled as part of a definition and
// evaluated.
#include "core/compile/compile.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace wf {
namespace {

using feel::Value;

class Data : public feel::Scope {
public:
    Data(std::map<std::string, Value, std::less<>> values) : values_{std::move(values)} {}
    std::optional<Value> find(std::string_view name) override {
        const auto found = values_.find(name);
        return found == values_.end() ? std::nullopt : std::optional{found->second};
    }

private:
    std::map<std::string, Value, std::less<>> values_;
};

// A definition whose only condition is `when`.
std::string definition(const std::string& when) {
    return R"({"key": "k", "form": {"fields": [{"name": "days", "type": "number"}, {"name": "kind", "type": "text"},
               {"name": "tags", "type": "list"}, {"name": "urgent", "type": "boolean"}]},
               "nodes": [{"id": "start", "type": "start"}, {"id": "gate", "type": "exclusive"},
                         {"id": "end", "type": "end"}],
               "flows": [{"from": "start", "to": "gate"}, {"from": "gate", "to": "end", "default": true},
                         {"from": "gate", "to": "end", "when": )" +
           when + "}]}";
}

// The condition's value as text: "true", "false" or "null".
std::string value_of(const std::string& when, std::map<std::string, Value, std::less<>> data) {
    const CompileResult result = compile(definition(when));
    if (!result.definition) return result.findings.at(0).code + ": " + result.findings.at(0).message;
    Data scope{std::move(data)};
    const Value value = result.definition->flows[2].when->evaluate(scope);
    if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
    return value.is_null() ? "null" : "no boolean";
}

std::string text_of(const std::string& when) {
    const CompileResult result = compile(definition(when));
    return result.definition ? result.definition->flows[2].when->text() : result.findings.at(0).code;
}

Value text(const char* value) { return Value::string(value); }

TEST(RuleBuilder, TakesColumnsWithBlanksInTheirNames) {
    EXPECT_EQ(text_of(R"({"field": "doc.total amount", "op": ">", "value": 5})"), "doc.total amount > 5");
    EXPECT_EQ(text_of(R"({"field": "doc.in", "op": "=", "value": 5})"), "doc.in = 5");
    EXPECT_EQ(text_of(R"([["doc.total amount.net sum", "in", [1, 2]]])"),
              "list contains([1, 2], doc.total amount.net sum)");
    const Value row = Value::context({{"total amount", Value::number(6)}});
    EXPECT_EQ(value_of(R"({"field": "doc.total amount", "op": ">", "value": 5})", {{"doc", row}}), "true");
    EXPECT_EQ(value_of(R"([["doc.total amount", "=", false]])", {{"doc", row}}), "false");
    EXPECT_EQ(value_of(R"({"field": "doc.total amount", "op": "between", "value": [1, 6]})", {{"doc", row}}),
              "true");
}

TEST(RuleBuilder, RefusesBlanksThatWouldMeanSomethingElse) {
    for (const char* field :
         {"doc.amount in euro", "doc.a or true", "doc.a  b", "doc. a", "doc.a ", "doc.net-amount", "a and b"})
        EXPECT_EQ(text_of(R"({"field": ")" + std::string{field} + R"(", "op": ">", "value": 5})"), "bad_name")
            << field;
}

TEST(RuleBuilder, ComparesNumbers) {
    EXPECT_EQ(value_of(R"({"field": "days", "op": ">", "value": 5})", {{"days", Value::number(6)}}), "true");
    EXPECT_EQ(value_of(R"({"field": "days", "op": ">", "value": 5})", {{"days", Value::number(5)}}), "false");
    EXPECT_EQ(value_of(R"({"field": "days", "op": "<=", "value": -5})", {{"days", Value::number(-5)}}),
              "true");
}

TEST(RuleBuilder, BetweenIncludesBothEnds) {
    const std::string when = R"({"field": "days", "op": "between", "value": [1, 3]})";
    EXPECT_EQ(value_of(when, {{"days", Value::number(1)}}), "true");
    EXPECT_EQ(value_of(when, {{"days", Value::number(3)}}), "true");
    EXPECT_EQ(value_of(when, {{"days", Value::number(4)}}), "false");
}

TEST(RuleBuilder, InFindsAValueOfAnyType) {
    const std::string when = R"({"field": "kind", "op": "in", "value": ["sick", false, null, 5]})";
    EXPECT_EQ(value_of(when, {{"kind", text("sick")}}), "true");
    EXPECT_EQ(value_of(when, {{"kind", Value::boolean(false)}}), "true");
    EXPECT_EQ(value_of(when, {{"kind", Value{}}}), "true");
    EXPECT_EQ(value_of(when, {{"kind", text("annual")}}), "false");
}

TEST(RuleBuilder, NotInHoldsForAMissingValue) {
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "not in", "value": ["sick"]})", {{"kind", Value{}}}),
              "true");
}

TEST(RuleBuilder, ContainsLooksIntoTextsAndLists) {
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "contains", "value": "ic"})", {{"kind", text("sick")}}),
              "true");
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "not contains", "value": "ic"})", {{"kind", text("sick")}}),
              "false");
    const Value tags = Value::list({text("vip"), Value::number(7)});
    EXPECT_EQ(value_of(R"({"field": "tags", "op": "contains", "value": "vip"})", {{"tags", tags}}), "true");
    EXPECT_EQ(value_of(R"({"field": "tags", "op": "contains", "value": "vi"})", {{"tags", tags}}), "false");
    EXPECT_EQ(value_of(R"({"field": "tags", "op": "contains", "value": 7})", {{"tags", tags}}), "true");
}

TEST(RuleBuilder, StartsAndEndsWith) {
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "starts with", "value": "si"})", {{"kind", text("sick")}}),
              "true");
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "ends with", "value": "si"})", {{"kind", text("sick")}}),
              "false");
}

TEST(RuleBuilder, NestsGroupsAsWritten) {
    const std::string when = R"({"any": [{"all": [{"field": "days", "op": ">", "value": 5},
                                                  {"field": "urgent", "op": "=", "value": true}]},
                                         {"not": {"field": "kind", "op": "!=", "value": "sick"}}]})";
    EXPECT_EQ(text_of(when), R"((days > 5 and urgent = true) or not(kind != "sick"))");
    EXPECT_EQ(
        value_of(when, {{"days", Value::number(9)}, {"urgent", Value::boolean(false)}, {"kind", text("x")}}),
        "false");
    EXPECT_EQ(
        value_of(when,
                 {{"days", Value::number(1)}, {"urgent", Value::boolean(true)}, {"kind", text("sick")}}),
        "true");
}

TEST(RuleBuilder, ReachesIntoTheBusinessRow) {
    const Value doc = Value::context({{"amount_total", Value::number(20000)}});
    EXPECT_EQ(value_of(R"({"field": "doc.amount_total", "op": ">", "value": 10000})", {{"doc", doc}}),
              "true");
}

TEST(Domain, JoinsItsTuplesByAnd) {
    EXPECT_EQ(text_of(R"([["days", ">", 5], ["kind", "=", "sick"]])"), R"(days > 5 and kind = "sick")");
}

TEST(Domain, PrefixOperatorsBindTheNextOperands) {
    EXPECT_EQ(text_of(R"(["|", ["days", "=", 1], ["days", "=", 2], ["days", "=", 3]])"),
              "(days = 1 or days = 2) and days = 3");
    EXPECT_EQ(text_of(R"(["!", "|", ["days", "=", 1], "&", ["days", "=", 2], ["days", "=", 3]])"),
              "not(days = 1 or (days = 2 and days = 3))");
}

TEST(Domain, FalseAlsoMeansNotSet) {
    EXPECT_EQ(value_of(R"([["kind", "=", false]])", {{"kind", Value{}}}), "true");
    EXPECT_EQ(value_of(R"([["urgent", "=", false]])", {{"urgent", Value::boolean(false)}}), "true");
    EXPECT_EQ(value_of(R"([["kind", "!=", false]])", {{"kind", text("sick")}}), "true");
    EXPECT_EQ(value_of(R"([["kind", "!=", false]])", {{"kind", Value{}}}), "false");
}

TEST(Domain, IlikeIgnoresCase) {
    EXPECT_EQ(value_of(R"([["kind", "ilike", "SIC"]])", {{"kind", text("Sick")}}), "true");
    EXPECT_EQ(value_of(R"([["kind", "like", "SIC"]])", {{"kind", text("Sick")}}), "false");
}

TEST(Values, KeepTheDigitsOfNumbers) {
    EXPECT_EQ(text_of(R"([["days", ">", 10.10]])"), "days > 10.10");
    EXPECT_EQ(text_of(R"([["days", ">", 99999999999999999999.01]])"), "days > 99999999999999999999.01");
}

TEST(Values, WriteOutExponents) {
    EXPECT_EQ(text_of(R"([["days", ">", 1.25e1]])"), "days > 12.5");
    EXPECT_EQ(text_of(R"([["days", ">", 1.25E+4]])"), "days > 12500");
    EXPECT_EQ(text_of(R"([["days", ">", -25e-4]])"), "days > -0.0025");
    EXPECT_EQ(text_of(R"([["days", ">", 0e5]])"), "days > 0");
    EXPECT_EQ(text_of(R"([["days", ">", 1e-999]])"), "bad_value");
}

// No value may change what a condition says: it stays a text that is compared with a field.
class HostileValue : public testing::TestWithParam<const char*> {};

TEST_P(HostileValue, StaysAValue) {
    const std::string json = GetParam();  // a JSON string
    const CompileResult equals = compile(definition(R"([["kind", "=", )" + json + "]]"));
    ASSERT_TRUE(equals.definition.has_value());
    ASSERT_EQ(equals.definition->flows[2].when->names().size(), 1U);
    EXPECT_EQ(value_of(R"([["kind", "=", )" + json + "]]", {{"kind", text("x")}}), "false");
    EXPECT_EQ(
        value_of(R"({"field": "kind", "op": "contains", "value": )" + json + "}", {{"kind", text("x")}}),
        "false");
    EXPECT_EQ(value_of(R"({"field": "kind", "op": "in", "value": [)" + json + "]}", {{"kind", text("x")}}),
              "false");
}

INSTANTIATE_TEST_SUITE_P(Strings, HostileValue,
                         testing::Values(R"("\" or true or \"")", R"("\\\" or true or \\\"")", R"("\\")",
                                         R"("\\\\\"")", R"("\") or true or contains(\"a\", \"a")",
                                         R"("\n\" or true // ")", R"("\u0022 or true or \u0022")",
                                         R"("\\u0022 or true or \\u0022")", R"("\u2028\u0085\u0001\u007f")",
                                         R"("/* */ // ")", R"("\\U000022 or true")",
                                         R"("金额\" or true or \"")", R"("{kind}")"));

TEST(Values, ArriveInFeelAsTheyWereWritten) {
    const std::string json = R"("a\"b\\c\nd\te\u0001\\u0041 金额 \ud83d\ude00 /* ' */")";
    const char* raw = "a\"b\\c\nd\te\x01\\u0041 金额 😀 /* ' */";
    EXPECT_EQ(value_of(R"([["kind", "=", )" + json + "]]", {{"kind", text(raw)}}), "true");
}

TEST(Fields, CanNotCarryCode) {
    for (const char* field : {"days or true", "days)", "true", "days[1]", "days.", ".days", "days.a or b", "",
                              "1days", "contains(kind, kind)", "days\\u000a", "/**/days", "doc.x or true"})
        EXPECT_EQ(text_of(R"([[")" + std::string{field} + R"(", "=", 1]])"), "bad_name") << field;
}

TEST(Operators, CanNotCarryCode) {
    EXPECT_EQ(text_of(R"([["days", "= 1 or true or days =", 1]])"), "unknown_operator");
}

TEST(Condition, MayBeRefusedByFeelWithThePlaceOfTheError) {
    const CompileResult result = compile(definition("\"days > 5 and (\""));
    ASSERT_FALSE(result.definition.has_value());
    EXPECT_EQ(result.findings.at(0).code, "bad_expression");
    EXPECT_EQ(result.findings.at(0).path, "/flows/2/when");
}

}  // namespace
}  // namespace wf
