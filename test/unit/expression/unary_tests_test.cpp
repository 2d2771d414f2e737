// Unary tests: the cells of decision tables.
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

std::string tested(std::string_view value, std::string_view tests, MapScope scope = {}) {
    SyntaxError error;
    const std::optional<Expression> parsed_tests = Expression::parse_tests(tests, error);
    if (!parsed_tests) return std::to_string(error.position) + ": " + error.message;
    return to_feel(parsed_tests->test(evaluated(value, scope), scope));
}

TEST(FeelUnaryTests, Compare) {
    EXPECT_EQ(tested("5", "> 3"), "true");
    EXPECT_EQ(tested("5", "<= 3"), "false");
    EXPECT_EQ(tested("5", "5"), "true");
    EXPECT_EQ(tested("\"a\"", "\"b\""), "false");
    EXPECT_EQ(tested("\"a\"", "> 3"), "null");
    EXPECT_EQ(tested("null", "> 3"), "null");
}

TEST(FeelUnaryTests, AreAlternatives) {
    EXPECT_EQ(tested("15", "< 10, [12..20)"), "true");
    EXPECT_EQ(tested("20", "< 10, [12..20)"), "false");
    EXPECT_EQ(tested("\"b\"", "\"a\", \"b\""), "true");
    EXPECT_EQ(tested("2", "[1, 2, 3]"), "true");
    EXPECT_EQ(tested("@\"2026-11-21\"", "[@\"2026-11-01\"..@\"2026-11-30\"]"), "true");
}

TEST(FeelUnaryTests, AreNegated) {
    EXPECT_EQ(tested("\"c\"", "not(\"a\", \"b\")"), "true");
    EXPECT_EQ(tested("5", "not(< 3, > 7)"), "true");
    EXPECT_EQ(tested("8", "not(< 3, > 7)"), "false");
    EXPECT_EQ(tested("null", "not(\"a\")"), "true");
}

TEST(FeelUnaryTests, MayNameTheValue) {
    EXPECT_EQ(tested("\"foobar\"", "starts with(?, \"foo\")"), "true");
    EXPECT_EQ(tested("5", "? > 3 and ? < 5, 7"), "false");
    EXPECT_EQ(tested("7", "? > 3 and ? < 5, 7"), "true");
    EXPECT_EQ(tested("[1, 2]", "list contains(?, 2)"), "true");
    EXPECT_EQ(tested("5", "not(? > 3) or ? = 5"), "true");
}

TEST(FeelUnaryTests, MayUseNamesOfTheScope) {
    MapScope scope;
    scope.values["limit"] = Value::number(100);
    EXPECT_EQ(tested("50", "< limit", scope), "true");
    EXPECT_EQ(tested("100", "limit", scope), "true");
}

TEST(FeelUnaryTests, ADashIsAlwaysTrue) {
    EXPECT_EQ(tested("5", "-"), "true");
    EXPECT_EQ(tested("null", "-"), "true");
    EXPECT_EQ(tested("-5", "-5"), "true");
}

TEST(FeelUnaryTests, OfBooleansAndNull) {
    EXPECT_EQ(tested("true", "true"), "true");
    EXPECT_EQ(tested("false", "true"), "false");
    EXPECT_EQ(tested("false", "false"), "true");
    EXPECT_EQ(tested("null", "null"), "true");
    EXPECT_EQ(tested("5", "null"), "false");
}

TEST(FeelUnaryTests, SayWhereTheyAreWrong) {
    EXPECT_EQ(tested("5", "> "), "2: unexpected end of text");
    EXPECT_EQ(tested("5", "1, , 2"), "3: unexpected \",\"");
    EXPECT_EQ(tested("5", "not(1"), "5: expected \")\" but found end of text");
}

}  // namespace
}  // namespace wf::feel::test
