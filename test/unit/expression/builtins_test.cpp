#include "core/expression/builtins.hpp"
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

TEST(FeelBuiltins, TakeArgumentsByPositionAndByName) {
    expect_all(
        {{"substring(\"foobar\", 3, 2)", "\"ob\""},
         {"substring(start position: 3, string: \"foobar\")", "\"obar\""},
         {"number(from: \"1.000,5\", decimal separator: \",\", grouping separator: \".\")", "1000.5"}});
}

TEST(FeelBuiltins, AreNullWhenTheArgumentsDoNotFit) {
    expect_all({{"abs()", "null"},
                {"abs(1, 2)", "null"},
                {"abs(m: 1)", "null"},
                {"abs(n: 1, n: 2)", "null"},
                {"substring(\"a\", string: \"b\")", "null"},
                {"abs(\"1\")", "null"},
                {"abs(null)", "null"}});
}

TEST(FeelBuiltins, Round) {
    expect_all({{"floor(-1.5)", "-2"},
                {"floor(1.56, 1)", "1.5"},
                {"ceiling(1.01)", "2"},
                {"decimal(1/3, 2)", "0.33"},
                {"decimal(2.5, 0)", "2"},
                {"round up(-1.121, 2)", "-1.13"},
                {"round down(1.129, 2)", "1.12"},
                {"round half up(2.5, 0)", "3"},
                {"round half down(2.5, 0)", "2"},
                {"round up(5.5, 6177)", "null"},
                {"floor(1.5, null)", "null"}});
}

TEST(FeelBuiltins, Calculate) {
    expect_all({{"abs(-3)", "3"},
                {"modulo(-10, 4)", "2"},
                {"modulo(1, 0)", "null"},
                {"sqrt(16)", "4"},
                {"sqrt(-1)", "null"},
                {"log(0)", "null"},
                {"decimal(exp(1), 10)", "2.7182818285"},
                {"odd(3)", "true"},
                {"even(0)", "true"},
                {"even(1.5)", "false"}});
}

TEST(FeelBuiltins, SummariseAListOrTheirArguments) {
    expect_all({{"sum([1, 2, 3])", "6"},
                {"sum(1, 2, 3)", "6"},
                {"sum([])", "null"},
                {"sum([1, \"2\"])", "null"},
                {"count([1, null])", "2"},
                {"min(3, 1, 2)", "1"},
                {"max([\"a\", \"c\", \"b\"])", "\"c\""},
                {"mean([1, 2])", "1.5"},
                {"median([8, 2, 5, 7])", "6"},
                {"mode([6, 3, 9, 6, 3])", "[3, 6]"},
                {"product(2, 3)", "6"},
                {"decimal(stddev(2, 4, 7, 5), 4)", "2.0817"},
                {"stddev([1])", "null"},
                {"all([true, null])", "null"},
                {"all([true, false, null])", "false"},
                {"any([])", "false"},
                {"any([false, true])", "true"}});
}

TEST(FeelBuiltins, CountTextInCodePoints) {
    expect_all({{"string length(\"金🐎\")", "2"},
                {"substring(\"金🐎x\", 2)", "\"🐎x\""},
                {"substring(\"foobar\", -2)", "\"ar\""},
                {"substring(\"foobar\", -9, 2)", "\"fo\""},
                {"substring(\"foobar\", 0)", "null"},
                {"substring(\"foobar\", 9)", "\"\""}});
}

TEST(FeelBuiltins, WorkOnText) {
    expect_all({{"upper case(\"straße Äpfel жук\")", "\"STRASSE ÄPFEL ЖУК\""},
                {"lower case(\"ÄPFEL ΑΒΓ Ž\")", "\"äpfel αβγ ž\""},
                {"contains(\"foobar\", \"oba\")", "true"},
                {"starts with(\"foobar\", \"foo\")", "true"},
                {"ends with(\"foobar\", \"foo\")", "false"},
                {"substring before(\"a=b\", \"=\")", "\"a\""},
                {"substring after(\"a=b\", \"=\")", "\"b\""},
                {"substring after(\"ab\", \"=\")", "\"\""},
                {"string join([\"a\", null, \"b\"], \", \")", "\"a, b\""},
                {"string join([1])", "null"}});
}

TEST(FeelBuiltins, ConvertToText) {
    expect_all({{"string(1.50)", "\"1.5\""},
                {"string(\"a\")", "\"a\""},
                {"string(null)", "null"},
                {"string([1, \"a\", {b: true}])", R"("[1, \"a\", {b: true}]")"}});
}

TEST(FeelBuiltins, ConvertToNumbers) {
    expect_all({{"number(\"1.5\")", "1.5"},
                {"number(\"1 000,5\", \" \", \",\")", "1000.5"},
                {"number(\"1,000\", \",\", \",\")", "null"},
                {"number(\"x\")", "null"},
                {"number(5)", "null"}});
}

TEST(FeelBuiltins, WorkOnLists) {
    expect_all({{"list contains([1, null], null)", "true"},
                {"append([1], 2, 3)", "[1, 2, 3]"},
                {"concatenate([1], [2, 3], 4)", "[1, 2, 3, 4]"},
                {"union([1, 2], [2, 3])", "[1, 2, 3]"},
                {"distinct values([1, 2, 1.0, null, null])", "[1, 2, null]"},
                {"flatten([1, [2, [3, []]]])", "[1, 2, 3]"},
                {"reverse([1, 2, 3])", "[3, 2, 1]"},
                {"index of([1, 2, 1], 1)", "[1, 3]"},
                {"sublist([1, 2, 3], 2)", "[2, 3]"},
                {"sublist([1, 2, 3], -2, 1)", "[2]"},
                {"insert before([1, 3], 2, 2)", "[1, 2, 3]"},
                {"remove([1, 2, 3], -1)", "[1, 2]"},
                {"remove([1], 2)", "null"},
                {"list replace([1, 2, 3], 2, 9)", "[1, 9, 3]"},
                {"list replace([1, 2, 3], function(item, newItem) item > 1, 9)", "[1, 9, 9]"}});
}

TEST(FeelBuiltins, SortStably) {
    expect_all({{"sort([3, 1, 2])", "[1, 2, 3]"},
                {"sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"},
                {"sort([{k: 1, v: \"a\"}, {k: 0, v: \"b\"}, {k: 1, v: \"c\"}], function(x, y) x.k < y.k).v",
                 R"(["b", "a", "c"])"},
                {"sort([1, 2, 3, 4, 5], function(x, y) true)", "[5, 4, 3, 2, 1]"},
                {"sort([1, \"a\"])", "null"},
                {"sort([2, 1], function(x, y) null)", "null"}});
}

TEST(FeelBuiltins, WorkOnContexts) {
    expect_all({{"get value({a: 1}, \"a\")", "1"},
                {"get value({a: {b: 2}}, [\"a\", \"b\"])", "2"},
                {"get entries({a: 1})", "[{key: \"a\", value: 1}]"},
                {"context([{key: \"a\", value: 1}])", "{a: 1}"},
                {"context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"},
                {"context put({x: {y: 0, z: 1}}, [\"x\", \"y\"], 2)", "{x: {y: 2, z: 1}}"},
                {"context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"}});
}

TEST(FeelBuiltins, HaveUniqueParametersInTheTable) {
    for (const Builtin& builtin : builtins()) {
        EXPECT_TRUE(find_builtin(builtin.name)) << builtin.name;
        EXPECT_LE(builtin.min_arguments, builtin.max_arguments) << builtin.name;
    }
}

}  // namespace
}  // namespace wf::feel::test
