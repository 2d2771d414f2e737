#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

TEST(FeelArithmetic, FollowsThePrecedenceOfTheStandard) {
    expect_all({{"1 + 2 * 3", "7"},
                {"(1 + 2) * 3", "9"},
                {"10 - 4 - 3", "3"},
                {"2 ** 3 ** 2", "64"},
                {"-3 ** 2", "9"},
                {"5 + 2 ** 3", "13"},
                {"10 / 4", "2.5"},
                {"--1", "1"},
                {"1--1", "2"},
                {".5 + 1.2e3", "1200.5"}});
}

TEST(FeelArithmetic, IsExactInDecimal) { expect_all({{"0.1 + 0.2 = 0.3", "true"}, {"19.99 * 3", "59.97"}}); }

TEST(FeelArithmetic, IsNullWhereTheTypesDoNotFit) {
    expect_all({{"1 + \"1\"", "null"},
                {"null + 1", "null"},
                {"true * 2", "null"},
                {"[1] - 1", "null"},
                {"-\"a\"", "null"},
                {"\"a\" - \"a\"", "null"},
                {"1 / 0", "null"},
                {"0 / 0", "null"},
                {"9e6144 * 10", "null"}});
}

TEST(FeelArithmetic, JoinsText) { expect_all({{"\"a\" + \"b\" + \"\"", "\"ab\""}}); }

TEST(FeelLogic, NullAndFalseIsFalse) {
    expect_all({{"null and false", "false"}, {"false and null", "false"}, {"123 and false", "false"}});
}

TEST(FeelLogic, NullAndTrueIsNull) {
    expect_all({{"null and true", "null"}, {"true and \"true\"", "null"}, {"null and null", "null"}});
}

TEST(FeelLogic, NullOrTrueIsTrue) {
    expect_all(
        {{"null or true", "true"}, {"true or null", "true"}, {"null or false", "null"}, {"0 or 0", "null"}});
}

TEST(FeelLogic, NegatesOnlyBooleans) {
    expect_all(
        {{"not(true)", "false"}, {"not(null)", "null"}, {"not(\"true\")", "null"}, {"not(1)", "null"}});
}

TEST(FeelLogic, BindsAndTighterThanOr) { expect_all({{"true or false and false", "true"}}); }

TEST(FeelComparison, ComparesValuesOfOneType) {
    expect_all({{"1 < 2", "true"},
                {"1 = 1.0", "true"},
                {"\"a\" < \"b\"", "true"},
                {"\"a\" != \"A\"", "true"},
                {"true = false", "false"},
                {"[1, 2] = [1, 2]", "true"},
                {"[1, 2] = [2, 1]", "false"},
                {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
                {"[1..5] = [1..5]", "true"},
                {"[1..5] = [1..5)", "false"}});
}

TEST(FeelComparison, IsNullBetweenDifferentTypes) {
    expect_all(
        {{"1 = \"1\"", "null"}, {"false = 0", "null"}, {"1 < \"2\"", "null"}, {"true < false", "null"}});
}

TEST(FeelComparison, KnowsWhetherSomethingIsNull) {
    expect_all({{"null = null", "true"}, {"1 = null", "false"}, {"null != 1", "true"}, {"null < 1", "null"}});
}

TEST(FeelComparison, OrdersTextByCodePoints) {
    expect_all({{"\"z\" < \"ä\"", "true"}, {"\"ä\" < \"金\"", "true"}});
}

TEST(FeelBetween, IncludesBothEnds) {
    expect_all({{"1 between 1 and 3", "true"},
                {"4 between 1 and 3", "false"},
                {"2 between 1 and 3 and true", "true"},
                {"null between 1 and 3", "null"},
                {"2 between null and 3", "null"}});
}

TEST(FeelIn, FindsValuesInLists) {
    expect_all({{"1 in [1, 2]", "true"},
                {"\"b\" in (\"a\", \"b\")", "true"},
                {"3 in (1, 2)", "false"},
                {"1 in 1", "true"},
                {"[1] in [[1], [2]]", "true"},
                {"null in [null]", "true"}});
}

TEST(FeelIn, KnowsOpenAndClosedRanges) {
    expect_all({{"1 in [1..3]", "true"},
                {"1 in (1..3]", "false"},
                {"1 in ]1..3]", "false"},
                {"3 in [1..3)", "false"},
                {"3 in [1..3[", "false"},
                {"\"b\" in [\"a\"..\"c\"]", "true"},
                {"5 in ([1..3], [4..6])", "true"},
                {"5 in [[1..3], [4..6]]", "true"},
                {"null in [1..3]", "null"},
                {"2 in [null..3]", "null"}});
}

TEST(FeelIn, TakesUnaryComparisons) {
    expect_all({{"6 in > 5", "true"},
                {"6 in (< 5, > 5)", "true"},
                {"5 in (< 5, > 5)", "false"},
                {"5 in (>= 5)", "true"},
                {"5 in != 5", "false"},
                {"5 in (= 5)", "true"},
                {"5 in (<= 2, \"x\")", "null"}});
}

TEST(FeelIn, GoesOnAfterAValueInParentheses) {
    expect_all({{"2 in ({limits: [1, 2]}).limits", "true"}, {"1 + 1 in (2) and true", "true"}});
}

TEST(FeelRange, IsAValueWithProperties) {
    expect_all({{"[1..5].start", "1"},
                {"(1..5].start included", "false"},
                {"(1..5].end included", "true"},
                {"(> 5).start", "5"},
                {"(<= 5).end included", "true"},
                {"(<= 10) = (null..10]", "false"},
                {"[1 + 1..5 * 2]", "[2..10]"}});
}

TEST(FeelRange, OfOneSignIsEqualOnlyToItsLike) {
    expect_all({{"(= 10) = (= 10)", "true"},
                {"(!= 10) = (!= 10)", "true"},
                {"(!= 10) = (!= 11)", "false"},
                {"(= 10) = (!= 10)", "false"},
                {"(= 10) = [10..10]", "false"},
                {"[10..10] != (= 10)", "true"},
                {"(!= 10) = (> 10)", "false"},
                {"[(= 10)] = [[10..10]]", "false"},
                {"(!= 5 + 5)", "(!= 10)"},
                {"(= \"a\")", "(= \"a\")"}});
}

TEST(FeelRange, OfOneSignHoldsWhatTheSignSays) {
    expect_all({{"10 in (= 10)", "true"},
                {"{r: (!= 10), a: 9 in r}.a", "true"},
                {"{r: (!= 10), a: 10 in r}.a", "false"},
                {"{r: (!= 10), a: \"x\" in r}.a", "null"},
                {"{r: (= 10), a: 10 in r}.a", "true"},
                {"3 in [(!= 3), (= 4)]", "false"},
                {"(= 10).start", "10"},
                {"(!= 10).start", "null"},
                {"(!= 10) instance of range<number>", "true"},
                {"includes((= 10), 10)", "true"},
                {"includes((!= 10), 9)", "null"}});
}

TEST(FeelFor, CountsDownOnlyWithoutBrackets) {
    expect_all({{"for i in 3..1 return i", "[3, 2, 1]"},
                {"for i in [1..3] return i", "[1, 2, 3]"},
                {"for i in [2..1] return i", "null"},
                {"for i in [1..1] return i", "[1]"},
                {"for i in (1..3) return i", "null"},
                {"for i in [@\"2026-02-02\"..@\"2026-02-01\"] return i", "null"},
                {"some i in [2..1] satisfies true", "null"},
                {"every i in [2..1] satisfies true", "null"},
                {"{r: [2..1], l: for i in r return i}.l", "null"}});
}

TEST(FeelIf, TakesElseUnlessTheConditionIsTrue) {
    expect_all({{"if 1 < 2 then \"a\" else \"b\"", "\"a\""},
                {"if null then 1 else 2", "2"},
                {"if \"true\" then 1 else 2", "2"},
                {"if false then 1 else if true then 2 else 3", "2"}});
}

TEST(FeelInstanceOf, KnowsTheTypes) {
    expect_all({{"1 instance of number", "true"},
                {"\"1\" instance of number", "false"},
                {"null instance of Any", "false"},
                {"null instance of Null", "true"},
                {"[1, 2] instance of list<number>", "true"},
                {"[1, \"2\"] instance of list<number>", "false"},
                {"{a: 1} instance of context<a: number>", "true"},
                {"{a: 1} instance of context<b: number>", "false"},
                {"{a: null} instance of context<a: string>", "true"},
                {"{a: {b: null}} instance of context<a: context<b: string>>", "true"},
                {"{a: null} instance of context<a: string, b: string>", "false"},
                {"[null, 1] instance of list<number>", "true"},
                {"[null] instance of list<list<number>>", "true"},
                {"(function() null) instance of function<> -> string", "true"},
                {"[1..2] instance of range<number>", "true"},
                {"1 instance of date and time", "false"},
                {"(function(x) x) instance of function<Any> -> Any", "true"}});
}

TEST(FeelText, ResolvesEscapes) {
    expect_all({{R"("a\tb\n")", R"("a\tb\n")"},
                {R"("\u91d1\U01F40E")", "\"金🐎\""},
                {R"("\ud83d\udca9" = "💩")", "true"},
                {R"("\"\\")", R"("\"\\")"},
                {R"(string length("\d"))", "2"}});
}

TEST(FeelText, MayHaveComments) {
    expect_all({{"1 + // one\n 2", "3"}, {"/* a /* b */ 1", "1"}, {"\"//\"", "\"//\""}});
}

}  // namespace
}  // namespace wf::feel::test
