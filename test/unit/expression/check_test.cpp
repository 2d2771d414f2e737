// What the static check finds.
#include "check_spec.hpp"
#include "core/expression/property.hpp"

namespace wf::feel::test {
namespace {

TEST(Check, FindsNamesThatThereAreNot) {
    EXPECT_EQ(of_text("dasy > 5"), "unknown_name@1: unknown name \"dasy\" -> days");
    EXPECT_EQ(of_text("days > 5 and xyzzy = 1"), "unknown_name@14: unknown name \"xyzzy\"");
    EXPECT_EQ(of_text("dasy > 5 or dasy < 1"), "unknown_name@1: unknown name \"dasy\" -> days");
    EXPECT_EQ(of_text("lines[prise > 5]"), "unknown_name@7: unknown name \"prise\" -> price");
    EXPECT_EQ(of_text("[{alpha: 1}][b > 5]"), "unknown_name@14: unknown name \"b\"");
}

TEST(Check, FindsFieldsThatThereAreNot) {
    EXPECT_EQ(of_text("order.totl > 5"), "unknown_field@1: \"order\" has no field \"totl\" -> order.total");
    EXPECT_EQ(of_text("order.x > 5"),
              "unknown_field@1: \"order\" has no field \"x\" | It has \"total\", \"due\".");
    EXPECT_EQ(of_text("start_date.yaer > 5"),
              "unknown_field@1: a date has no field \"yaer\" -> start_date.year");
    EXPECT_EQ(
        of_text("start_date.hour > 5"),
        "unknown_field@1: a date has no field \"hour\" | It has \"year\", \"month\", \"day\", \"weekday\".");
    EXPECT_EQ(of_text("days.x"), "unknown_field@1: a number has no field \"x\"");
    EXPECT_EQ(of_text("initiator.nmae = \"a\""),
              "warning unknown_field@1: \"initiator\" has no field \"nmae\" -> initiator.name");
    EXPECT_EQ(of_text("sum(lines.prise) > 5"),
              "unknown_field@5: \"lines\" has no field \"prise\" -> lines.price");
}

TEST(Check, FindsComparisonsThatAreAlwaysNull) {
    EXPECT_EQ(of_text("days > \"5\""),
              "type_mismatch@8: days (a number) and \"5\" (a string) cannot be compared: the result is always "
              "null -> 5");
    EXPECT_EQ(
        of_text("name = 5"),
        "type_mismatch@8: name (a string) and 5 (a number) cannot be compared: the result is always null "
        "-> \"5\"");
    EXPECT_EQ(of_text("start_date > \"2026-01-01\""),
              "type_mismatch@14: start_date (a date) and \"2026-01-01\" (a string) cannot be compared: the "
              "result is always null -> date(\"2026-01-01\")");
    EXPECT_EQ(
        of_text("sent > start_date"),
        "type_mismatch@8: sent (a date and time) and start_date (a date) cannot be compared: the result is "
        "always null -> date and time(start_date)");
    EXPECT_EQ(of_text("urgent = \"true\""),
              "type_mismatch@10: urgent (a boolean) and \"true\" (a string) cannot be compared: the result is "
              "always null -> true");
    EXPECT_EQ(of_text("urgent > false"),
              "type_mismatch@10: a boolean has no order: the result is always null");
    EXPECT_EQ(of_text("days > null"),
              "type_mismatch@8: days (a number) and null cannot be compared: the result is always null");
    EXPECT_EQ(
        of_text("tags = \"a\""),
        "type_mismatch@8: tags (a list) and \"a\" (a string) cannot be compared: the result is always null "
        "| A list is compared with a list; write list contains(tags, \"a\").");
    EXPECT_EQ(
        of_text("days between 1 and \"5\""),
        "type_mismatch@20: days (a number) and \"5\" (a string) cannot be compared: the result is always "
        "null -> 5");
    EXPECT_EQ(
        of_text("days in (> \"a\")"),
        "type_mismatch@12: days (a number) and \"a\" (a string) cannot be compared: the result is always "
        "null");
    EXPECT_EQ(of_text("days in [\"a\"..\"b\"]"),
              "type_mismatch@9: days (a number) is never in [\"a\"..\"b\"] (a range)");
    EXPECT_EQ(of_text("days in tags"), "type_mismatch@9: days (a number) is never in tags (a list)");
    EXPECT_EQ(of_text("days in (1, \"2\")"),
              "type_mismatch@13: days (a number) is never in \"2\" (a string) -> 2");
    EXPECT_EQ(of_text("[1..\"a\"]"), "type_mismatch@1: nothing lies between a number and a string");
}

TEST(Check, FindsArithmeticThatIsAlwaysNull) {
    EXPECT_EQ(
        of_text("days + \"1\""),
        "type_mismatch@8: cannot add days (a number) and \"1\" (a string): the result is always null -> 1");
    EXPECT_EQ(of_text("name + days"),
              "type_mismatch@8: cannot add name (a string) and days (a number): the result is always null -> "
              "string(days)");
    EXPECT_EQ(of_text("start_date + 5"),
              "type_mismatch@14: cannot add start_date (a date) and 5 (a number): the result is always null");
    EXPECT_EQ(of_text("start_date + start_date"),
              "type_mismatch@14: cannot add start_date (a date) and start_date (a date): the result is always "
              "null");
    EXPECT_EQ(
        of_text("days - tags"),
        "type_mismatch@8: cannot subtract tags (a list) from days (a number): the result is always null");
    EXPECT_EQ(of_text("1 + 2 + urgent"),
              "type_mismatch@9: cannot add a number and urgent (a boolean): the result is always null");
    EXPECT_EQ(of_text("name ** 2"),
              "type_mismatch@1: \"**\" takes numbers, not name (a string) -> number(name)");
    EXPECT_EQ(of_text("-name"),
              "type_mismatch@2: \"-\" takes a number or a duration, not name (a string) -> "
              "number(name)");
    EXPECT_EQ(of_text("leave + notice"),
              "type_mismatch@9: cannot add leave (a days and time duration) and notice (a years and months "
              "duration): the result is always null");
}

TEST(Check, FindsArgumentsThatDoNotFit) {
    EXPECT_EQ(
        of_text("substring(5, 1)"),
        "type_mismatch@11: parameter \"string\" of \"substring\" is a string, not 5 (a number) -> \"5\" | "
        "Its form is substring(string: string, start position: number, length?: number).");
    EXPECT_EQ(
        of_text("sum(tags)"),
        "type_mismatch@5: parameter \"list\" of \"sum\" is a number, not a list of which each item is a "
        "string | Its form is sum(list...: number).");
    EXPECT_EQ(
        of_text("not(days)"),
        "type_mismatch@5: parameter \"negand\" of \"not\" is a boolean, not days (a number) | Its form is "
        "not(negand: boolean).");
    EXPECT_EQ(
        of_text("date(5)"),
        "type_mismatch@6: parameter \"from\" of \"date\" is a string, a date or a date and time, not 5 (a "
        "number) | Its form is date(from: string/date/date and time).");
    EXPECT_EQ(of_text("count(days)"),
              "warning type_mismatch@7: days (a number) is not a list: \"count\" takes it as a list of this one "
              "value");
    EXPECT_EQ(
        of_text("context put(order, 5, 1)"),
        "type_mismatch@20: parameter \"key\" of \"context put\" is a string, not 5 (a number) -> \"5\" | Its "
        "form is context put(context: context, key: string, value: any).");
}

TEST(Check, FindsArgumentsThatTheirNamesForbid) {
    EXPECT_EQ(of_text("before(days, limits)"), "");
    EXPECT_EQ(of_text("before(point: days, range: limits)"), "");
    EXPECT_EQ(of_text("before(point1: days, point2: limits)").substr(0, 63),
              "type_mismatch@30: parameter \"point2\" of \"before\" is a duration,");
    EXPECT_EQ(of_text("includes(range1: limits, range2: days)"),
              "type_mismatch@34: parameter \"range2\" of \"includes\" is a range, not days (a number) | Its form is "
              "includes(range1: range, range2: range).");
    EXPECT_EQ(of_text("count(list: prices)"), "");
    EXPECT_EQ(of_text("is(value2: days)").substr(0, 52), "wrong_arguments@1: \"is\" needs parameter \"value1\" | I");
    EXPECT_EQ(of_text("{f: function(a, b) a, r: f(1, b: 2)}"),
              "wrong_arguments@26: arguments of a function are given by name or by position, not both");
}

TEST(Check, FindsRangesThatCountDown) {
    EXPECT_EQ(of_text("for i in [3..1] return i"),
              "type_mismatch@10: a range in brackets does not count down: the result is always null -> 3..1");
    EXPECT_EQ(of_text("for i in 3..1 return i"), "");
    EXPECT_EQ(of_text("for i in [1..3] return i"), "");
    EXPECT_EQ(of_text("for i in [days..1] return i"), "");
}

TEST(Check, FindsWhatIsNullToTheEvaluation) {
    SyntaxError error;
    const Vocabulary lenient{.mistakes_are_null = true};
    const auto expression =
        Expression::parse("days > 5 and lenght(name) = 1 and @\"2026-02-30\" < start_date", error, {}, lenient);
    ASSERT_TRUE(expression) << error.message;
    EXPECT_EQ(told(check(*expression, Names{})),
              "bad_expression@14: unknown function \"lenght\"\n"
              "bad_expression@35: no date, time or duration | Write @\"2026-12-31\", @\"10:30:00\", "
              "@\"2026-12-31T10:30:00\", @\"P1D\" or @\"P1Y\".");
}

TEST(Check, FindsCallsThatFitNoSignature) {
    EXPECT_EQ(
        of_text("substring(name)"),
        "wrong_arguments@1: \"substring\" takes 2 or 3 arguments, not 1 | Its form is substring(string: "
        "string, start position: number, length?: number).");
    EXPECT_EQ(of_text("count()"),
              "wrong_arguments@1: \"count\" takes 1 argument, not 0 | Its form is count(list: list).");
    EXPECT_EQ(of_text("today(1)"),
              "wrong_arguments@1: \"today\" takes 0 arguments, not 1 | Its form is today().");
    EXPECT_EQ(of_text("substring(strng: name, start position: 1)"),
              "wrong_arguments@1: \"substring\" has no parameter \"strng\" | Did you mean \"string\"?");
    EXPECT_EQ(
        of_text("substring(string: name, length: 1)"),
        "wrong_arguments@1: \"substring\" needs parameter \"start position\" | Its form is substring(string: "
        "string, start position: number, length?: number).");
    EXPECT_EQ(
        of_text("substring(string: name, 1)"),
        "wrong_arguments@1: arguments of \"substring\" are given by name or by position, not both | Its "
        "form is substring(string: string, start position: number, length?: number).");
    EXPECT_EQ(
        of_text("date(1, 2)"),
        "wrong_arguments@1: \"date\" takes 1 or 3 arguments, not 2 | Its form is date(from: string/date/date "
        "and time).");
}

TEST(Check, FindsDatesThatThereAreNot) {
    EXPECT_EQ(of_text("start_date > date(\"2026-02-30\")"), "bad_value@14: \"2026-02-30\" is not a date");
    EXPECT_EQ(of_text("date(2026, 2, 30)"), "bad_value@1: there is no such date");
    EXPECT_EQ(of_text("duration(\"5 days\")"), "bad_value@1: \"5 days\" is not a duration");
    EXPECT_EQ(of_text("{a: 1, a: 2}"), "bad_value@1: a key of this context is there twice");
}

TEST(Check, FindsValuesThatAChoiceDoesNotHave) {
    EXPECT_EQ(of_text("kind = \"sikc\""), "bad_value@8: \"sikc\" is not a value of kind -> \"sick\"");
    EXPECT_EQ(of_text("\"x\" != kind"),
              "bad_value@1: \"x\" is not a value of kind | Its values are \"annual\", \"sick\", \"unpaid\".");
    EXPECT_EQ(of_text("kind in (\"sick\", \"anual\")"),
              "bad_value@18: \"anual\" is not a value of kind -> \"annual\"");
    EXPECT_EQ(of_text("list contains([\"sick\", \"anual\"], kind)"),
              "bad_value@15: \"anual\" is not a value of kind -> \"annual\"");
}

TEST(Check, FindsWhatIsNeverTrueOrFalse) {
    EXPECT_EQ(of_text("if days then 1 else 2"),
              "type_mismatch@4: the condition of \"if\" is never true or false: days (a number)");
    EXPECT_EQ(of_text("urgent and name"),
              "type_mismatch@12: an operand of \"and\" is never true or false: name (a string)");
    EXPECT_EQ(of_text("urgent or \"false\""),
              "type_mismatch@11: an operand of \"or\" is never true or false: \"false\" (a string) -> false");
    EXPECT_EQ(of_text("some t in tags satisfies count(tags)"),
              "type_mismatch@26: what follows \"satisfies\" is never true or false: count(tags) (a number)");
    EXPECT_EQ(of_condition("days + 1"), "type_mismatch@1: the result is a number, never a boolean");
    EXPECT_EQ(of_condition("anything"), "");
    EXPECT_EQ(of_condition("null"), "type_mismatch@1: the result is null, never a boolean");
    EXPECT_EQ(of_condition("days + \"a\""),
              "type_mismatch@1: cannot add days (a number) and \"a\" (a string): the result is always null -> "
              "string(days)");
}

TEST(Check, FindsListsThatAreNone) {
    EXPECT_EQ(
        of_text("some t in days satisfies t > 5"),
        "warning type_mismatch@11: days (a number) is not a list: it is gone through as a list of this one "
        "value");
    EXPECT_EQ(
        of_text("for i in \"a\"..\"b\" return i"),
        "type_mismatch@10: \"..\" counts from number to number or from date to date, not from a string to a "
        "string");
    EXPECT_EQ(
        of_text("days[1]"),
        "warning type_mismatch@1: days (a number) is not a list: the filter looks at a list of this one value");
    EXPECT_EQ(of_text("tags[\"a\"]"), "type_mismatch@6: a filter is a condition or a position, not a string");
    EXPECT_EQ(of_text("anything.function(1) + order.total(1)"),
              "type_mismatch@24: order.total (a number) is not a function: the result is always null");
}

TEST(Check, PositionsCountCharacters) {
    EXPECT_EQ(of_text("\"时间\" = name and dasy > 5"), "unknown_name@17: unknown name \"dasy\" -> days");
}

TEST(Check, LooksIntoUnaryTests) {
    const auto of_tests = [](std::string_view text, std::string_view input) {
        SyntaxError error;
        const std::optional<Expression> tests = Expression::parse_tests(text, error);
        EXPECT_TRUE(tests) << text << ": " << error.message;
        return told(check_tests(*tests, of(input), Names{}));
    };
    for (const char* text : {"-", "< 5", "> 5, < 2", "[1..5]", "not(1, 2)", "5", "? > 5", "days", "prices"})
        EXPECT_EQ(of_tests(text, "number"), "") << text;
    EXPECT_EQ(
        of_tests("> \"5\"", "number"),
        "type_mismatch@3: the value tested (a number) and \"5\" (a string) cannot be compared: the result is "
        "always null -> 5");
    EXPECT_EQ(of_tests("\"a\", 5", "string"),
              "type_mismatch@6: the value tested (a string) is never in 5 (a number) -> \"5\"");
    EXPECT_EQ(
        of_tests("? > 5", "string"),
        "type_mismatch@5: ? (a string) and 5 (a number) cannot be compared: the result is always null -> "
        "\"5\"");
}

TEST(Check, KnowsEveryPropertyThatValuesHave) {
    const std::pair<Type, Value> samples[] = {
        {Type::Date, Value::temporal(date_from("2026-01-31"))},
        {Type::Time, Value::temporal(time_from("10:00:00@Europe/Paris"))},
        {Type::DateTime, Value::temporal(date_time_from("2026-01-31T10:00:00@Europe/Paris"))},
        {Type::DaysDuration, Value::temporal(days_duration_from("P1D"))},
        {Type::MonthsDuration, Value::temporal(months_duration_from("P1Y"))},
    };
    for (const auto& [type, value] : samples)
        for (const std::string_view name : property_names(type)) {
            const Value found = property(value, name);
            EXPECT_TRUE(property_type(type, name)->is_only(found.type())) << name;
        }
}

TEST(Check, StaysQuickOnHostileText) {
    std::string nested = "1", keys = "{k0: [1]";
    for (int i = 0; i < 150; ++i) nested = "[" + nested + ",{a:1}]";
    for (int i = 1; i < 3000; ++i)
        keys +=
            ",k" + std::to_string(i) + ":[k" + std::to_string(i - 1) + ",[k" + std::to_string(i - 1) + "]]";
    EXPECT_EQ(of_text(nested + " = 1").substr(0, 13), "type_mismatch");
    EXPECT_EQ(of_text(keys + "}"), "");
}

TEST(StaticTypes, AreReadFromTheirText) {
    SyntaxError error;
    EXPECT_EQ(describe(of("date and time")), "a date and time");
    EXPECT_TRUE(of("list<number>").item().is_only(Type::Number));
    EXPECT_TRUE(of("Any").is_unknown());
    EXPECT_FALSE(type_from_text("nubmer", {}, error));
    EXPECT_FALSE(type_from_text("list<number", {}, error));
    EXPECT_FALSE(type_from_text("number 5", {}, error));
}

}  // namespace
}  // namespace wf::feel::test
