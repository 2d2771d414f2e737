// Whatever the text: an error or a value, in bounded time, memory and stack.
#include "feel_spec.hpp"

#include <chrono>

namespace wf::feel::test {
namespace {

constexpr std::size_t many = 100'000;

std::string repeated(std::string_view part, std::size_t count = many) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
}

// With the size limit out of the way.
std::string refusal_of_long(const std::string& text) {
    Limits limits;
    limits.max_text = 10'000'000;
    SyntaxError error;
    return Expression::parse(text, error, limits) ? "" : error.message;
}

TEST(FeelHostile, NestingHasALimit) {
    for (const char* part :
         {"(", "[", "{a:", "-", "not(", "if ", "for x in ", "some x in ", "function() ", "a[", "1 in (",
          "count(", "1 + (", "if true then 1 else ", "[1..(", "{a: [", "x instance of list<"})
        EXPECT_EQ(refusal_of_long(repeated(part)), part == std::string_view{"x instance of list<"}
                                                       ? "unknown type \"x\""
                                                       : "expression nests deeper than 200 levels")
            << part;
    EXPECT_EQ(refusal_of_long("x instance of " + repeated("list<")),
              "expression nests deeper than 200 levels");
}

TEST(FeelHostile, ChainsThatEvaluateDeeplyHaveTheSameLimit) {
    for (const char* part : {".a", "[1]", " ** 2", " = 1", "(1)", " between 1 and 2", " in 1"})
        EXPECT_EQ(refusal_of_long(
                      "a" + (part == std::string_view{"(1)"} ? "[1]" + repeated(part) : repeated(part))),
                  "expression nests deeper than 200 levels")
            << part;
    EXPECT_EQ(refusal_of_long("for " + repeated("x in y, ") + "x in y return 1"),
              "expression nests deeper than 200 levels");
}

TEST(FeelHostile, LongFlatExpressionsAreFine) {
    MapScope scope;
    EXPECT_EQ(to_feel(evaluated("0" + repeated(" + 1", 10'000), scope)), "10000");
    EXPECT_EQ(to_feel(evaluated("false" + repeated(" or false", 5'000), scope)), "false");
    EXPECT_EQ(to_feel(evaluated("count([0" + repeated(", 1", 10'000) + "])", scope)), "10001");
    EXPECT_EQ(to_feel(evaluated("sum(0" + repeated(", 1", 10'000) + ")", scope)), "10000");
}

TEST(FeelHostile, LongTextIsRefused) {
    EXPECT_EQ(refusal(repeated(" ")), "0: expression is longer than 65536 bytes");
}

TEST(FeelHostile, StepsAreLimited) {
    EXPECT_EQ(stopped_by("some i in 1..1000000000, j in 1..1000000000 satisfies i < 0"),
              "expression takes more than 1000000 steps");
    EXPECT_EQ(stopped_by("every i in 1..9000000000000000000 satisfies i > 0"),
              "expression takes more than 1000000 steps");
    EXPECT_EQ(stopped_by("count(for i in 1..300 return distinct values(for j in 1..30 return j))"), "");
    EXPECT_EQ(stopped_by("{l: for i in 1..50000 return i, d: distinct values(l)}"),
              "expression takes more than 1000000 steps");
}

TEST(FeelHostile, ListsAreLimited) {
    EXPECT_EQ(stopped_by("for i in 1..200000 return i"), "list has more than 100000 items");
    EXPECT_EQ(stopped_by("{l: for i in 1..60000 return i, d: concatenate(l, l)}"),
              "list has more than 100000 items");
}

TEST(FeelHostile, GrowingTextIsLimited) {
    EXPECT_EQ(
        stopped_by("for i in 1..100 return if i = 1 then \"0123456789\" else partial[-1] + partial[-1]"),
        "text is longer than 1048576 bytes");
    EXPECT_NE(stopped_by("for i in 1..100000 return string(partial)"), "");
}

TEST(FeelHostile, ValuesThatShareThemselvesAreLimited) {
    EXPECT_EQ(stopped_by("for i in 1..100 return if i = 1 then 1 else [partial[-1], partial[-1]]"),
              "value has more than 10000000 parts");
}

TEST(FeelHostile, DeepValuesAreLimited) {
    EXPECT_EQ(stopped_by("for i in 1..1000 return if i = 1 then 1 else [partial[-1]]"),
              "value nests deeper than 256 levels");
}

TEST(FeelHostile, EndlessRecursionIsLimited) {
    EXPECT_EQ(stopped_by("{f: function(g) g(g), r: f(f)}.r"), "functions call each other too deeply");
}

TEST(FeelHostile, InterruptsAreNoticed) {
    struct Canceled {};
    MapScope scope;
    EXPECT_THROW(parsed("every i in 1..100000 satisfies i > 0").evaluate(scope, {}, [] { throw Canceled{}; }),
                 Canceled);
    EXPECT_NO_THROW(parsed("1 + 1").evaluate(scope, {}, [] { throw Canceled{}; }));
}

TEST(FeelHostile, EveryShortTextIsParsedOrRefused) {
    // All texts of four tokens out of the ones that open, close and separate.
    static constexpr std::string_view tokens[] = {"(", ")", "[",  "]",   "{",  "}", ",", ":", "..",
                                                  "1", "a", "in", "for", "if", "<", "-", ".", "function"};
    MapScope scope;
    std::size_t accepted = 0;
    for (const auto a : tokens)
        for (const auto b : tokens)
            for (const auto c : tokens)
                for (const auto d : tokens) {
                    SyntaxError error;
                    std::string text;
                    for (const auto token : {a, b, c, d}) (text += token) += ' ';
                    const auto expression = Expression::parse(text, error);
                    if (!expression) continue;
                    ++accepted;
                    (void)expression->evaluate(scope);
                }
    EXPECT_GT(accepted, 100u);
}

}  // namespace
}  // namespace wf::feel::test
