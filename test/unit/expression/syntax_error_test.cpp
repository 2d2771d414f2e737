#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

TEST(FeelSyntaxError, SaysWhatWasExpected) {
    EXPECT_EQ(refusal("(1 + 2"), "6: expected \")\" but found end of text");
    EXPECT_EQ(refusal("if a then 1"), "11: expected \"else\" but found end of text");
    EXPECT_EQ(refusal("[1, 2"), "5: expected \"]\" but found end of text");
    EXPECT_EQ(refusal("1 +"), "3: unexpected end of text");
    EXPECT_EQ(refusal(""), "0: unexpected end of text");
    EXPECT_EQ(refusal("1 2"), "2: unexpected \"2\"");
    EXPECT_EQ(refusal("a and and b"), "6: unexpected \"and\"");
}

TEST(FeelSyntaxError, CountsCodePoints) { EXPECT_EQ(refusal("金额 > §"), "5: unexpected \"§\""); }

TEST(FeelSyntaxError, TellsWhoComesFromAnotherLanguage) {
    EXPECT_EQ(refusal("a == 1"), "2: unexpected \"==\" (Use \"=\" to compare.)");
    EXPECT_EQ(refusal("a && b"), "2: unexpected \"&&\" (Use \"and\".)");
    EXPECT_EQ(refusal("a || b"), "2: unexpected \"||\" (Use \"or\".)");
    EXPECT_EQ(refusal("a <> b"), "3: unexpected \">\" (Use \"!=\" for not equal.)");
    EXPECT_EQ(refusal("a = 'x'"), "4: unexpected \"'\" (Use double quotes for text.)");
    EXPECT_EQ(refusal("!a"), "0: unexpected \"!\" (Use \"not(...)\".)");
    EXPECT_EQ(refusal("not a"), "0: expected \"(\" after \"not\" (Use \"not(...)\".)");
    EXPECT_EQ(refusal("a AND b"), "2: unexpected \"AND\" (Use \"and\" in lower case.)");
    EXPECT_EQ(refusal("金额＞5"), "2: unexpected \"＞\" (Use the half-width sign: >)");
    EXPECT_EQ(refusal("a = “x”"), "4: unexpected \"“\" (Use the half-width sign: \")");
}

TEST(FeelSyntaxError, TellsWhoWritesSignsOrChineseWords) {
    EXPECT_EQ(refusal("a ≤ b"), "2: unexpected \"≤\" (Use \"<=\".)");
    EXPECT_EQ(refusal("a ≥ b"), "2: unexpected \"≥\" (Use \">=\".)");
    EXPECT_EQ(refusal("a ≠ b"), "2: unexpected \"≠\" (Use \"!=\".)");
    EXPECT_EQ(refusal("天数 × 2"), "3: unexpected \"×\" (Use \"*\".)");
    EXPECT_EQ(refusal("天数 > 5 且 金额 > 100"), "7: unexpected \"且\" (Use \"and\".)");
    EXPECT_EQ(refusal("天数 > 5且金额 > 100"), "6: unexpected \"且金额\" (Use \"and\".)");
    EXPECT_EQ(refusal("加急 或者 重要"), "3: unexpected \"或者\" (Use \"or\".)");
    EXPECT_EQ(refusal("x instance of bool").substr(0, 48),
              "14: unknown type \"bool\" (Did you mean \"boolean\"?");
    EXPECT_EQ(refusal("len(a)"), "0: unknown function \"len\" (Did you mean \"string length\"?)");
    EXPECT_EQ(refusal("avg(a)"), "0: unknown function \"avg\" (Did you mean \"mean\"?)");
}

TEST(FeelSyntaxError, SuggestsTheNearestFunction) {
    EXPECT_EQ(refusal("cuont(a)"), "0: unknown function \"cuont\" (Did you mean \"count\"?)");
    EXPECT_EQ(refusal("stringLength(a)"),
              "0: unknown function \"stringLength\" (Did you mean \"string length\"?)");
    EXPECT_EQ(refusal("1 + fetch_it_all(a)"), "4: unknown function \"fetch_it_all\"");
}

// What wf.feel evaluates has no author to tell.
TEST(FeelSyntaxError, IsNullWhereFeelHasAValueForIt) {
    const auto value = [](std::string_view text) {
        SyntaxError error;
        MapScope scope;
        const auto expression = Expression::parse(text, error, {}, {.mistakes_are_null = true});
        return expression ? to_feel(expression->evaluate(scope)) : error.message;
    };
    EXPECT_EQ(value("fetch_it_all(1, a: 2)"), "null");
    EXPECT_EQ(value("[1, fetch it all(\"x\"), 2]"), "[1, null, 2]");
    EXPECT_EQ(value("@\"2026-02-30\""), "null");
    EXPECT_EQ(value("@\"foo\" = null"), "true");
    EXPECT_EQ(value("{f: function(a) a, r: f(nothing(f(1)))}.r"), "null");
    EXPECT_EQ(value("fetch_it_all(1"), "expected \")\" but found end of text");
    EXPECT_EQ(value("@foo"), "expected a text after \"@\"");
}

TEST(FeelSyntaxError, NamesUnterminatedTextAndComments) {
    EXPECT_EQ(refusal("a = \"x"), "4: unterminated text (Close it with a double quote.)");
    EXPECT_EQ(refusal("1 /* x"), "2: unterminated comment");
    EXPECT_EQ(refusal("\"\\uD800\""),
              "1: invalid Unicode escape (Write \\uXXXX or \\UXXXXXX with hexadecimal digits.)");
    EXPECT_EQ(refusal("\"\\u0000\""),
              "1: invalid Unicode escape (Write \\uXXXX or \\UXXXXXX with hexadecimal digits.)");
    EXPECT_EQ(refusal("\xff"), "0: invalid UTF-8");
    EXPECT_EQ(refusal("1e99999"), "0: number is out of range");
}

}  // namespace
}  // namespace wf::feel::test
