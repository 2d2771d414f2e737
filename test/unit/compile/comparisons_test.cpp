// What no form declares is compared with values of one type.
#include "core/compile/compile.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace wf {
namespace {

using Texts = std::vector<std::string>;

std::string quoted_json(const std::string& text) {
    std::string json = "\"";
    for (const char c : text) json += (c == '"' ? "\\\"" : std::string{c});
    return json + '"';
}

// Gateways in a row: g0 has the first condition out of it, to the end, and so on.
std::string with_conditions(const Texts& conditions, const std::string& more = {}) {
    std::string nodes = R"({"id": "s", "type": "start"}, {"id": "e", "type": "end"})";
    std::string flows = R"({"from": "s", "to": "g0"})";
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const std::string gateway = "g" + std::to_string(i);
        const std::string next = i + 1 == conditions.size() ? "e" : "g" + std::to_string(i + 1);
        nodes += R"(, {"id": ")" + gateway + R"(", "type": "exclusive"})";
        flows += R"(, {"from": ")" + gateway + R"(", "to": ")" + next + R"(", "default": true})";
        flows += R"(, {"id": "f)" + std::to_string(i) + R"(", "from": ")" + gateway + R"(", "to": "e", "when": )" +
                 quoted_json(conditions[i]) + "}";
    }
    return R"({"key": "k", )" + more + R"("nodes": [)" + nodes + R"(], "flows": [)" + flows + "]}";
}

Texts contradictions(const Texts& conditions, const std::string& more = {}) {
    const CompileResult result = compile(with_conditions(conditions, more));
    EXPECT_TRUE(result.definition);
    Texts found;
    for (const Finding& finding : result.findings) {
        if (finding.code != "contradictory_types") continue;
        EXPECT_EQ(finding.severity, Severity::Warning);
        found.push_back(finding.path + ": " + finding.message);
    }
    return found;
}

TEST(Comparisons, ATextInOneConditionAndANumberInAnotherContradict) {
    EXPECT_EQ(contradictions({R"(x = "a")", "x > 5"}),
              Texts{R"(/flows/4/when: "x" is compared with a number here, and with a string in flow "f0")"});
    EXPECT_EQ(contradictions({R"("a" = x)", "5 < x"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(x in ("a", "b"))", "x between 1 and 2"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(x in ["a", "b"])", "x in [1..2]"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(x != "")", "x in (< 5)"}).size(), 1U);
    EXPECT_EQ(contradictions({"x = true", "x = -1"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(x > date("2026-01-31"))", R"(x = "2026-01-31")"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(order.kind = "a")", "order.kind > 5"}).size(), 1U);
}

TEST(Comparisons, IsOneFindingForAVariable) {
    EXPECT_EQ(contradictions({R"(x = "a")", "x > 5", "x = true", "x < 7"}).size(), 1U);
    EXPECT_EQ(contradictions({R"(x = "a" and y = "a")", "x > 5 and y > 5"}).size(), 2U);
}

TEST(Comparisons, WhatSaysNothingOfATypeContradictsNothing) {
    EXPECT_TRUE(contradictions({R"(x = "a")", "x = null", "x = y", "x = [1]", "x = {a: 1}"}).empty());
    EXPECT_TRUE(contradictions({R"(x = "a")", "y > 5"}).empty());
    EXPECT_TRUE(contradictions({R"(order.kind = "a")", "order.total > 5", "order != null"}).empty());
    EXPECT_TRUE(contradictions({R"(x = "5")", "number(x) > 5"}).empty());
    EXPECT_TRUE(contradictions({R"(some x in l satisfies x = "a")", "x > 5"}).empty());
    EXPECT_TRUE(contradictions({R"(count(l[x = "a"]) > 1)", "x > 5"}).empty());
}

TEST(Comparisons, WhoeverAsksForTheTypeOrForBothMeansIt) {
    EXPECT_TRUE(contradictions({R"(if x instance of string then x = "a" else x > 5)"}).empty());
    EXPECT_TRUE(contradictions({R"(x = "5" or x = 5)", "x > 5"}).empty());
}

TEST(Comparisons, TheFormKnowsBetter) {
    const std::string form = R"("form": {"open": true, "fields": [{"name": "x", "type": "number"}]}, )";
    EXPECT_TRUE(contradictions({"x > 5", "x < 3"}, form).empty());
    EXPECT_EQ(contradictions({R"(y = "a")", "y < 3"}, form).size(), 1U);
}

// Whatever the conditions are: a variable is told of exactly if conditions take it for different things.
TEST(Comparisons, TellsOfWhatDiffersAndOfNothingElse) {
    const Texts numbers = {"@ > 5", "7 >= @", "@ between 1 and 9", "@ in [1..5]", "@ in (1, 2)", "@ != 3"};
    const Texts strings = {R"(@ = "a")", R"("b" != @)", R"(@ in ("a", "b"))", R"(@ < "m")"};
    const Texts silent = {"@ = null", "@ = z", "is defined(@)", "count(@) = 1"};
    std::mt19937 random{7};
    const auto below = [&](std::size_t count) { return random() % count; };
    for (int run = 0; run < 300; ++run) {
        Texts conditions;
        bool is_number[2] = {false, false}, is_string[2] = {false, false};
        for (std::size_t i = 0, count = 1 + below(6); i < count; ++i) {
            const std::size_t variable = below(2);
            const std::size_t kind = below(3);
            const Texts& of_kind = kind == 0 ? numbers : kind == 1 ? strings : silent;
            std::string condition = of_kind[below(of_kind.size())];
            condition.replace(condition.find('@'), 1, variable == 0 ? "x" : "y");
            if (kind == 0) is_number[variable] = true;
            if (kind == 1) is_string[variable] = true;
            conditions.push_back(std::move(condition));
        }
        const std::size_t expected = (is_number[0] && is_string[0] ? 1U : 0U) + (is_number[1] && is_string[1] ? 1U : 0U);
        EXPECT_EQ(contradictions(conditions).size(), expected) << with_conditions(conditions);
    }
}

}  // namespace
}  // namespace wf
