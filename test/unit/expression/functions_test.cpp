// Functions that are values, functions of the scope, and types of parameters.
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

// Answers every call with its name and arguments.
struct Echo final : Scope {
    std::optional<Value> find(std::string_view) override { return std::nullopt; }
    Value call(std::string_view function, std::span<Argument> arguments) override {
        std::string text{function};
        for (const Argument& argument : arguments)
            text += " " + std::string{argument.name} + "=" + to_feel(argument.value);
        return Value::string(text);
    }
};

std::optional<Expression> with_functions(std::string_view text, SyntaxError& error) {
    return Expression::parse(text, error, {}, {.names = {}, .functions = {"matrix", "risk level"}});
}

TEST(FeelFunctions, OfTheScopeAreAskedThere) {
    SyntaxError error;
    Echo scope;
    const auto expression = with_functions("matrix(1 + 1, \"a\") + risk level(amount: 5)", error);
    ASSERT_TRUE(expression) << error.message;
    EXPECT_EQ(to_feel(expression->evaluate(scope)), "\"matrix =2 =\\\"a\\\"risk level amount=5\"");
    ASSERT_EQ(expression->functions().size(), 2u);
    EXPECT_EQ(expression->functions()[1].name, "risk level");
    EXPECT_EQ(expression->functions()[1].position, 21u);
}

TEST(FeelFunctions, OfTheScopeAreSuggested) {
    SyntaxError error;
    EXPECT_FALSE(with_functions("matrx(1)", error));
    EXPECT_EQ(error.hint, "Did you mean \"matrix\"?");
}

TEST(FeelFunctions, HaveTypedParameters) {
    expect_all({{"{f: function(n: number) n, r: f(\"a\")}.r", "null"},
                {"{f: function(n: number) n, r: f([5])}.r", "5"},
                {"{f: function(l: list<number>) count(l), r: f(5)}.r", "1"},
                {"{f: function(d: date) d.year, r: f(@\"2026-11-21\")}.r", "2026"}});
}

TEST(FeelFunctions, AreInstancesOfTheirType) {
    expect_all({{"(function(a: number) a) instance of function<number>->number", "true"},
                {"(function(a: string) a) instance of function<number>->number", "false"},
                {"(function(a) a) instance of function<number>->Any", "true"},
                {"(function(a, b) a) instance of function<number>->Any", "false"},
                {"(function() \"x\") instance of function<>->number", "false"},
                {"1 instance of function", "false"}});
}

TEST(FeelFunctions, TakeTheItemOfAListOfOne) {
    expect_all({{"abs([-1])", "1"},
                {"string length([\"abc\"])", "3"},
                {"starts with([\"abc\"], [\"a\"])", "true"},
                {"abs([-1, 2])", "null"},
                {"count([1])", "1"},
                {"is([1], 1)", "false"}});
}

TEST(FeelFunctions, OfOneNameDifferInTheirParameters) {
    expect_all({{"date(\"2026-11-21\")", "@\"2026-11-21\""},
                {"date(2026, 11, 21)", "@\"2026-11-21\""},
                {"date(2026, 11)", "null"},
                {"date(from: \"2026-11-21\")", "@\"2026-11-21\""},
                {"date(month: 11, year: 2026, day: 21)", "@\"2026-11-21\""},
                {"date(form: \"2026-11-21\")", "null"}});
}

TEST(FeelFunctions, AreGivenNullForWhatANameLeavesOut) {
    expect_all({{"is(value1: 1)", "false"},
                {"is(value2: null)", "true"},
                {"list contains(list: [1, null])", "true"},
                {"contains(string: \"abc\")", "null"},
                {"date(year: 2026, month: 11)", "null"},
                {"substring(string: \"abc\", length: 1)", "null"},
                {"substring(string: \"abc\", start position: 2)", "\"bc\""},
                {"{f: function(a, b) [a, b], r: f(b: 1)}.r", "[null, 1]"},
                {"{f: function(a, b) [a, b], r: f(1)}.r", "null"},
                {"{f: function(a, b) [a, b], r: f(a: 1, c: 2)}.r", "null"},
                {"{f: function(a, b) [a, b], r: f(a: 1, a: 2)}.r", "null"},
                {"{f: function(a) a, r: f()}.r", "null"}});
}

TEST(FeelFunctions, TakeNamesOrPlacesNotBoth) {
    expect_all({{"substring(string: \"abc\", 2)", "null"},
                {"{f: function(a, b) [a, b], r: f(1, b: 2)}.r", "null"},
                {"{f: function(a, b) [a, b], r: f(a: 1, 2)}.r", "null"},
                {"{f: function(a, b) [a, b], r: f(b: 2, a: 1)}.r", "[1, 2]"}});
}

// By place a point is as good as a range; a name says which of both is meant.
TEST(FeelFunctions, TakeWhatTheNamesOfTheirFormSay) {
    expect_all({{"before(1, [2..3])", "true"},
                {"before(point: 1, range: [2..3])", "true"},
                {"before(range: [2..3], point: 5)", "true"},
                {"before(range1: [1..2], range2: [4..5])", "true"},
                {"before(point1: 1, point2: [2..3])", "null"},
                {"before(range1: 1, range2: [2..3])", "null"},
                {"before(point: [1..2], range: [4..5])", "null"},
                {"coincides(range1: 5, range2: 5)", "null"},
                {"coincides(point1: 5, point2: 5)", "true"},
                {"includes(range: [1..9], point: [2..3])", "null"},
                {"includes(range1: [1..9], range2: [2..3])", "true"},
                {"list replace(list: [1], match: 1, newItem: 2)", "null"},
                {"list replace(list: [1], position: 1, newItem: 2)", "[2]"},
                {"context put(context: {}, keys: \"a\", value: 1)", "{a: 1}"},
                {"context put(context: {}, key: [\"a\", \"b\"], value: 1)", "null"},
                {"sum(list: [1, 2])", "3"},
                {"count(list: 1)", "1"}});
}

}  // namespace
}  // namespace wf::feel::test
