// The item types of a model around an expression, and the type that its result is to have.
#include "check_spec.hpp"
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

const Vocabulary model{.types = {{"tAge", "number"},
                                 {"tAges", "list<tAge>"},
                                 {"tPerson", "context<name: string, ages: tAges>"},
                                 {"Loan Type", "string"},
                                 {"date of birth", "date"},
                                 {"bank.tLoan", "context<\"the type\": Loan Type>"}}};

std::string with(const Vocabulary& vocabulary, std::string_view text) {
    SyntaxError error;
    MapScope scope;
    const auto expression = Expression::parse(text, error, {}, vocabulary);
    return expression ? to_feel(expression->evaluate(scope)) : std::to_string(error.position) + ": " + error.message;
}

std::string as(std::string_view type, std::string_view text) {
    Vocabulary vocabulary = model;
    vocabulary.result_type = type;
    return with(vocabulary, text);
}

TEST(FeelItemTypes, AreNamedLikeOthers) {
    EXPECT_EQ(with(model, "5 instance of tAge"), "true");
    EXPECT_EQ(with(model, "\"5\" instance of tAge"), "false");
    EXPECT_EQ(with(model, "[1, 2] instance of tAges"), "true");
    EXPECT_EQ(with(model, "[[1], [2]] instance of list<tAges>"), "true");
    EXPECT_EQ(with(model, "{name: \"a\", ages: [1]} instance of tPerson"), "true");
    EXPECT_EQ(with(model, "{name: \"a\", ages: 1} instance of tPerson"), "false");
    EXPECT_EQ(with(model, "\"car\" instance of Loan Type and true"), "true");
    EXPECT_EQ(with(model, "@\"2026-01-01\" instance of date of birth"), "true");
    EXPECT_EQ(with(model, "@\"2026-01-01\" instance of date"), "true");
    EXPECT_EQ(with(model, "{\"the type\": \"car\"} instance of bank.tLoan"), "true");
    EXPECT_EQ(with(model, "{f: function(a: tAges) a, r: f(5)}.r"), "[5]");
}

TEST(FeelItemTypes, AreRefusedIfNotKnown) {
    EXPECT_EQ(with(model, "5 instance of tSize"), "14: unknown type \"tSize\"");
    EXPECT_EQ(with({}, "5 instance of tAge"), "14: unknown type \"tAge\"");
    EXPECT_EQ(with({.types = {{"a", "list<"}}}, "5 instance of a"), "14: item type \"a\": unexpected end of text");
    EXPECT_EQ(with({.types = {{"a", "number number"}}}, "5 instance of a"),
              "14: item type \"a\": unexpected \"number\"");
}

TEST(FeelItemTypes, AreNoPartOfThemselves) {
    const Vocabulary ring{.types = {{"a", "list<b>"}, {"b", "context<x: a>"}, {"c", "c"}}};
    EXPECT_EQ(with(ring, "5 instance of a"),
              "14: item type \"a\": item type \"b\": item type \"a\" is a part of itself");
    EXPECT_EQ(with(ring, "5 instance of c"), "14: item type \"c\": item type \"c\" is a part of itself");
}

TEST(FeelItemTypes, DoNotGrowWithoutEnd) {
    Vocabulary doubling{.types = {{"t0", "number"}}};
    for (int i = 1; i <= 40; ++i) {
        const std::string before = "t" + std::to_string(i - 1);
        doubling.types.push_back(
            {"t" + std::to_string(i), "context<a: " + before + ", b: " + before + ">"});
    }
    EXPECT_EQ(with(doubling, "{a: {a: 1, b: 1}, b: {a: 1, b: 1}} instance of t2"), "true");
    EXPECT_NE(with(doubling, "5 instance of t40").find("makes the types too large"), std::string::npos);
}

TEST(FeelResultType, IsWhatTheResultHasOrNull) {
    EXPECT_EQ(as("number", "5 + 5"), "10");
    EXPECT_EQ(as("number", "\"foo\""), "null");
    EXPECT_EQ(as("number", "[10]"), "10");
    EXPECT_EQ(as("number", "[\"foo\"]"), "null");
    EXPECT_EQ(as("tAges", "10"), "[10]");
    EXPECT_EQ(as("tAges", "[1, \"2\"]"), "null");
    EXPECT_EQ(as("tPerson", "{name: \"a\", ages: [1], more: 2}"), "{name: \"a\", ages: [1], more: 2}");
    EXPECT_EQ(as("tPerson", "{name: \"a\"}"), "null");
    EXPECT_EQ(as("date and time", "@\"2026-11-21\""), "@\"2026-11-21T00:00:00Z\"");
    EXPECT_EQ(as("tSize", "5"), "1: the result type: unknown type \"tSize\"");
}

TEST(FeelResultType, IsCheckedBefore) {
    const auto told_of = [](std::string type, std::string_view text) {
        SyntaxError error;
        const auto expression = Expression::parse(text, error, {}, {.result_type = std::move(type)});
        return told(check(*expression, Names{}));
    };
    EXPECT_EQ(told_of("number", "days"), "");
    EXPECT_EQ(told_of("number", "prices"), "");
    EXPECT_EQ(told_of("list<number>", "days"), "");
    EXPECT_EQ(told_of("date and time", "start_date"), "");
    EXPECT_EQ(told_of("number", "anything"), "");
    EXPECT_EQ(told_of("number", "name"),
              "type_mismatch@1: the result is a string, not a number: it is always null");
    EXPECT_EQ(told_of("number", "tags"), "type_mismatch@1: the result is a list, not a number: it is always null");
}

TEST(FeelTypeText, IsReadFromJson) {
    const auto text = [](std::string_view feel) {
        MapScope scope;
        return type_text(evaluated(feel, scope)).value_or("none");
    };
    EXPECT_EQ(text("\"number\""), "number");
    EXPECT_EQ(text("null"), "Any");
    EXPECT_EQ(text("{}"), "context");
    EXPECT_EQ(text("{a: \"number\", \"b c\": [{d: null}]}"),
              "context<\"a\": number, \"b c\": list<context<\"d\": Any>>>");
    EXPECT_EQ(text("[\"number\", \"string\"]"), "none");
    EXPECT_EQ(text("5"), "none");
}

}  // namespace
}  // namespace wf::feel::test
