// Which rules count: DMN 1.5, section 8.2.11.
#include "decision_table/tables.hpp"

namespace wf::test {
namespace {

// Rules that overlap between 100 and 200, where the analysis cannot see it ("? + 0").
Definition grades(const std::string& policy, const std::string& output = "") {
    return definition_with(R"({'name': 'grade', 'hit_policy': ')" + policy + R"(',
        'inputs': [{'expression': 'amount'}], 'outputs': [{'name': 'g')" +
                           output + R"(}], 'rules': [
        {'when': ['? + 0 < 200'], 'then': ['\'low\'']}, {'when': ['? + 0 > 100'], 'then': ['\'high\'']},
        {'when': ['? + 0 in (150, 500)'], 'then': ['\'high\'']}]})");
}

Definition numbers(const std::string& policy, const std::string& rules) {
    return definition_with(R"({'name': 'points', 'hit_policy': ')" + policy + R"(',
        'inputs': [{'expression': 'amount'}], 'outputs': [{}], 'rules': [)" +
                           rules + "]}");
}
const std::string three =
    R"({'when': ['> 1'], 'then': [5]}, {'when': ['> 2'], 'then': [1]}, {'when': ['> 3'], 'then': [7]})";

TEST(HitPolicy, UniqueIsTheOnlyRuleThatMatches) {
    const Definition table = grades("unique");
    EXPECT_EQ(decided(table, "grade", "{amount: 50}"), "\"low\"");
    EXPECT_EQ(decided(table, "grade", "{amount: 300}"), "\"high\"");
    EXPECT_EQ(decided(table, "grade", "{amount: 120}"),
              "failed: grade: rules 1 and 2 both match, and the hit policy is unique");
}

TEST(HitPolicy, UniqueIsMeantIfNoneIsSaid) {
    const Definition table = definition_with(R"({'name': 'd', 'inputs': [{'expression': 'amount'}],
        'outputs': [{'default': 0}], 'rules': [{'when': ['? + 0 > 1'], 'then': [1]}, {'when': ['? + 0 > 2'], 'then': [2]}]})");
    EXPECT_EQ(decided(table, "d", "{amount: 2}"), "1");
    EXPECT_EQ(decided(table, "d", "{amount: 3}"),
              "failed: d: rules 1 and 2 both match, and the hit policy is unique");
}

TEST(HitPolicy, AnyAllowsRulesThatSayTheSame) {
    const Definition table = grades("any");
    EXPECT_EQ(decided(table, "grade", "{amount: 500}"), "\"high\"");
    EXPECT_EQ(decided(table, "grade", "{amount: 120}"),
              "failed: grade: rules 1 and 2 both match with different outputs, and the hit policy is any");
}

TEST(HitPolicy, FirstGoesByTheOrderOfRules) {
    EXPECT_EQ(decided(grades("first"), "grade", "{amount: 120}"), "\"low\"");
    EXPECT_EQ(decided(grades("F"), "grade", "{amount: 500}"), "\"high\"");
}

TEST(HitPolicy, PriorityGoesByTheOrderOfValues) {
    const std::string values = ", 'values': ['high', 'low']";
    EXPECT_EQ(decided(grades("priority", values), "grade", "{amount: 120}"), "\"high\"");
    EXPECT_EQ(decided(grades("P", ", 'values': ['low', 'high']"), "grade", "{amount: 120}"), "\"low\"");
}

TEST(HitPolicy, OrdersGiveLists) {
    EXPECT_EQ(decided(grades("rule order"), "grade", "{amount: 150}"), R"(["low", "high", "high"])");
    EXPECT_EQ(decided(grades("output order", ", 'values': ['high', 'low']"), "grade", "{amount: 150}"),
              R"(["high", "high", "low"])");
    EXPECT_EQ(decided(grades("R"), "grade", "{amount: 50}"), R"(["low"])");
    EXPECT_EQ(decided(grades("collect"), "grade", "{amount: 120}"), R"(["low", "high"])");
}

TEST(HitPolicy, CollectAggregates) {
    EXPECT_EQ(decided(numbers("C+", three), "points", "{amount: 4}"), "13");
    EXPECT_EQ(decided(numbers("C<", three), "points", "{amount: 4}"), "1");
    EXPECT_EQ(decided(numbers("C>", three), "points", "{amount: 3}"), "5");
    EXPECT_EQ(decided(numbers("C#", three), "points", "{amount: 3}"), "2");
    EXPECT_EQ(decided(numbers("collect', 'aggregation': 'sum", three), "points", "{amount: 3}"), "6");
}

TEST(HitPolicy, SumsAreOfDurationsToo) {
    const std::string rules =
        R"({'when': ['> 1'], 'then': ['@\'P1D\'']}, {'when': ['> 2'], 'then': ['@\'PT12H\'']})";
    EXPECT_EQ(decided(numbers("C+", rules), "string(points)", "{amount: 4}"), "\"P1DT12H\"");
}

TEST(HitPolicy, WhatCanNotBeAddedIsAFailure) {
    const std::string rules =
        R"({'when': ['> 1'], 'then': [1]}, {'when': ['> 2'], 'then': ['\'x\'']}, {'when': ['> 3'], 'then': [null]})";
    EXPECT_EQ(decided(numbers("C+", rules), "points", "{amount: 2}"), "1");
    EXPECT_EQ(decided(numbers("C+", rules), "points", "{amount: 3}"),
              "failed: points: rule 2 gives string, which cannot be aggregated");
    EXPECT_EQ(decided(numbers("C>", R"({'when': ['> 3'], 'then': [null]})"), "points", "{amount: 4}"),
              "failed: points: rule 1 gives null, which cannot be aggregated");
}

TEST(HitPolicy, WithoutAHitThereIsNothing) {
    EXPECT_EQ(decided(numbers("first", three), "points", "{amount: 0}"), "null");
    EXPECT_EQ(decided(numbers("rule order", three), "points", "{amount: 0}"), "[]");
    EXPECT_EQ(decided(numbers("collect", three), "points", "{amount: 0}"), "[]");
    EXPECT_EQ(decided(numbers("C+", three), "points", "{amount: 0}"), "null");
    EXPECT_EQ(decided(numbers("C<", three), "points", "{amount: 0}"), "null");
    EXPECT_EQ(decided(numbers("C#", three), "points", "{amount: 0}"), "0");
}

TEST(HitPolicy, WithoutAHitTheDefaultCounts) {
    const auto table = [](const std::string& policy) {
        return definition_with(R"({'name': 'd', 'hit_policy': ')" + policy +
                               R"(', 'inputs': [{'expression': 'amount'}],
            'outputs': [{'name': 'who', 'default': '\'boss\''}, {'name': 'days'}], 'rules': [{'when': ['> 1'], 'then': ['\'cfo\'', 3]}]})");
    };
    EXPECT_EQ(decided(table("unique"), "d", "{amount: 0}"), R"({who: "boss", days: null})");
    EXPECT_EQ(decided(table("unique"), "d", "{amount: 2}"), R"({who: "cfo", days: 3})");
    EXPECT_EQ(decided(table("collect"), "d", "{amount: 0}"), R"([{who: "boss", days: null}])");
    EXPECT_EQ(decided(table("first"), "d.who", "{amount: 2}"), "\"cfo\"");
}

TEST(HitPolicy, PriorityOfSeveralOutputsGoesOutputByOutput) {
    const Definition table =
        definition_with(R"({'name': 'd', 'hit_policy': 'priority', 'inputs': [{'expression': 'amount'}],
        'outputs': [{'name': 'a', 'values': [1, 2]}, {'name': 'b', 'values': ['x', 'y']}],
        'rules': [{'when': ['? * 1 > 0'], 'then': [2, '\'x\'']}, {'when': ['? * 1 > 1'], 'then': [1, '\'y\'']},
                  {'when': ['? * 1 > 2'], 'then': [1, '\'x\'']}]})");
    EXPECT_EQ(decided(table, "d", "{amount: 1}"), R"({a: 2, b: "x"})");
    EXPECT_EQ(decided(table, "d", "{amount: 2}"), R"({a: 1, b: "y"})");
    EXPECT_EQ(decided(table, "d", "{amount: 3}"), R"({a: 1, b: "x"})");
}

}  // namespace
}  // namespace wf::test
