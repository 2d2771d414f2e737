#include "core/bpmn/expression_language.hpp"

#include <gtest/gtest.h>

namespace wf::bpmn {
namespace {

std::string translated(std::string_view java, const VariableTypes& types = {}) {
    Untranslatable why;
    return feel_from_java(java, Needed::Value, types, why).value_or("!" + why.reason);
}

VariableTypes declared() {
    VariableTypes types;
    types.declare("ok", JavaType::Truth);
    types.declare("n", JavaType::Number);
    types.declare("t", JavaType::Text);
    types.declare("day", JavaType::Date);
    types.declare("moment", JavaType::Moment);
    types.declare("list", JavaType::List);
    types.declare("order", JavaType::Object);
    return types;
}

struct Pair {
    std::string_view java;
    std::string_view feel;
};

TEST(BpmnExpressionLanguage, BecomesFeelWhereFeelHasTheSame) {
    constexpr Pair pairs[] = {
        {"${x}", "x"},
        {"#{ x }", "x"},
        {"${order.customer.name}", "order.customer.name"},
        {"${initiator == 'ann'}", "initiator.id = \"ann\""},
        {"${x == 1}", "x = 1"},
        {"${x eq 1}", "x = 1"},
        {"${x != 'a'}", "x != \"a\""},
        {"${x ne null}", "x != null"},
        {"${x < 1.50}", "x < 1.50"},
        {"${x lt .5}", "x < 0.5"},
        {"${x <= 1}", "x <= 1"},
        {"${x le 1}", "x <= 1"},
        {"${x > -1}", "x > -1"},
        {"${x gt 1}", "x > 1"},
        {"${x >= 1}", "x >= 1"},
        {"${x ge 1}", "x >= 1"},
        {"${a && b || c}", "a and b or c"},
        {"${a and (b or c)}", "a and (b or c)"},
        {"${(a && b) || c}", "a and b or c"},
        {"${!a}", "a != true"},
        {"${not a}", "a != true"},
        {"${!!a}", "not(a != true)"},
        {"${!(a > 1 && b)}", "(a > 1 and b) != true"},
        {"${!a && !b}", "a != true and b != true"},
        {"${!(a == 1)}", "a != 1"},
        {"${!(a ne 'x')}", "a = \"x\""},
        {"${empty x}", "list contains([null, \"\", []], x)"},
        {"${!empty x}", "not(list contains([null, \"\", []], x))"},
        {"${a + b * c - d / 2}", "a + b * c - d / 2"},
        {"${(a + b) * c}", "(a + b) * c"},
        {"${a - (b - c)}", "a - (b - c)"},
        {"${a / (b * c)}", "a / (b * c)"},
        {"${-a + 1}", "-a + 1"},
        {"${-(a + 1)}", "-(a + 1)"},
        {"${(a < b) == c}", "(a < b) = c"},
        {"${a ? 'y' : 'n'}", "if a then \"y\" else \"n\""},
        {"${a ? 1 : b ? 2 : 3}", "if a then 1 else (if b then 2 else 3)"},
        {"${(a ? 1 : 2) + 1}", "(if a then 1 else 2) + 1"},
        {"${'it\\'s'}", "\"it's\""},
        {"${\"say \\\"x\\\"\"}", "\"say \\\"x\\\"\""},
        {"${name == 'Zoë 张'}", "name = \"Zoë 张\""},
        {"${true}", "true"},
        {"${kind == null}", "kind = null"},
        {"${execution.getVariable('x') > 1}", "x > 1"},
        {"${variables.get(\"x\")}", "x"},
        {"${execution.hasVariable('x')}", "x != null"},
        {"${kind.equals('a') && b}", "kind = \"a\" and b"},
        {"${'a'.equals(kind)}", "\"a\" = kind"},
        {"${!kind.equals('a')}", "kind != \"a\""},
        {"${kind.equalsIgnoreCase('A')}", "lower case(kind) = lower case(\"A\")"},
        {"${kind.startsWith('a')}", "starts with(kind, \"a\")"},
        {"${kind.toLowerCase() == 'a'}", "lower case(kind) = \"a\""},
        {"${kind.trim().length() > 3}", "string length(replace(kind, \"^\\s+|\\s+$\", \"\")) > 3"},
        {"${kind.isEmpty()}", "list contains([null, \"\", []], kind)"},
        {"${rows.size() > 0}", "count(rows) > 0"},
        {"${rows.contains('a')}",
         "if rows instance of string then contains(rows, \"a\") else list contains(rows, \"a\")"},
        {"${rows[0] == 'a'}", "rows[1] = \"a\""},
        {"${rows.get(1)}", "rows[2]"},
        {"${map['a b']}", "get value(map, \"a b\")"},
        {"${map.containsKey('a')}", "get value(map, \"a\") != null"},
        {"${order.getTotal() > 5L}", "order.total > 5"},
        {"${order.isOpen()}", "order.open"},
        {"${total.compareTo(limit) >= 0}", "total >= limit"},
        {"${day.before(now())}", "day < now()"},
        {"${Boolean.TRUE.equals(a)}", "true = a"},
        {"${(Boolean) a}", "a"},
        {"${Integer.parseInt(a) > 5}", "number(string(a)) > 5"},
        {"${Objects.equals(a, b)}", "a = b"},
        {"${variables:get(a) > 1}", "a > 1"},
        {"${vars:equals(a, 1)}", "a = 1"},
        {"${var:notEmpty('a')}", "not(list contains([null, \"\", []], a))"},
        {"${variables:gte(a, 5) && variables:exists(b)}", "a >= 5 and b != null"},
        {"${nrOfCompletedInstances/nrOfInstances >= 0.6}", "nrOfCompletedInstances / nrOfInstances >= 0.6"},
        {"${loopCounter == nrOfInstances - 1}", "loopCounter = nrOfInstances - 1"},
        {"${金额 > 100}", "金额 > 100"},
    };
    for (const auto& [java, feel] : pairs) EXPECT_EQ(translated(java), feel) << java;
}

TEST(BpmnExpressionLanguage, IsRefusedWhereItCallsIntoJava) {
    constexpr Pair pairs[] = {
        {"${bean.check(execution)}", "!\"check\" is a method of a Java object"},
        {"${execution.id}", "!\"execution\" is an object of the Java engine"},
        {"${execution.getVariable(name)}", "!\"execution\" is an object of the Java engine"},
        {"${execution.getVariable('a b')}", "!the variable \"a b\" cannot be named in FEEL"},
        {"${task.assignee}", "!\"task\" is an object of the Java engine"},
        {"${dice()}", "!\"dice\" is a function of the Java engine"},
        {"${list[i]}", "!\"[\" counts from 0 in Java and from 1 in FEEL"},
        {"${a % 2 == 0}", "!\"%\" is not an operator of FEEL; use modulo()"},
        {"${a} and ${b}", "!it mixes text and expressions"},
        {"PT${hours}H", "!it mixes text and expressions"},
        {"${a", "!it mixes text and expressions"},
        {"${}", "!it ends where a value is expected"},
        {"${ }", "!it ends where a value is expected"},
        {"${a b}", "!it is not one expression"},
        {"${a ? b}", "!\":\" is missing after \"?\""},
        {"${(a}", "!\")\" is missing"},
        {"${a = 1}", "!it has a character that no simple expression has"},
        {"${a & b}", "!it has a character that no simple expression has"},
        {"${'open}", "!it has a character that no simple expression has"},
        {"${1.2.3}", "!it has a character that no simple expression has"},
        {"${a instanceof b}", "!\"instanceof\" asks for a Java class"},
        {"${* 2}", "!\"*\" where a value is expected"},
    };
    for (const auto& [java, why] : pairs) EXPECT_EQ(translated(java), why) << java;
}

TEST(BpmnExpressionLanguage, ConvertsWhatJavaConverts) {
    constexpr Pair pairs[] = {
        {"${ok == 'false'}", "ok = false"},
        {"${'TRUE' != ok}", "true != ok"},
        {"${ok == ''}", "ok = null"},
        {"${ok == t}", "string(ok) = t"},
        {"${!ok}", "ok != true"},
        {"${n == '5'}", "n = 5"},
        {"${n > '-1.5'}", "n > -1.5"},
        {"${n == ''}", "n = null"},
        {"${n == t}", "n = number(t)"},
        {"${t > 5}", "number(t) > 5"},
        {"${t == 5}", "number(t) = 5"},
        {"${t == 'true'}", "t = \"true\""},
        {"${t == ''}", "t = \"\""},
        {"${t && ok}", "t = \"true\" and ok"},
        {"${!t}", "not(t = \"true\")"},
        {"${day > '2026-12-24'}", "day > date(\"2026-12-24\")"},
        {"${moment > '2026-12-24T18:00:00Z'}", "moment > date and time(\"2026-12-24T18:00:00Z\")"},
        {"${day == moment}", "day = date(moment)"},
        {"${list.contains(t)}", "list contains(list, t)"},
        {"${t.contains('a')}", "contains(t, \"a\")"},
        {"${list.length > 1}", "count(list) > 1"},
        {"${'no. ' + n}", "\"no. \" + string(n)"},
        {"${n + '5'}", "n + 5"},
        {"${n + t}", "n + number(t)"},
        {"${Boolean.valueOf(t)}", "t = \"true\""},
        {"${Integer.parseInt(t) > n}", "number(t) > n"},
        // Nothing is known of x.
        {"${x == 'false'}", "string(x) = \"false\""},
        {"${x != '5'}", "string(x) != \"5\""},
        {"${x > '5'}", "x > 5"},
        {"${x == 'yes'}", "x = \"yes\""},
    };
    for (const auto& [java, feel] : pairs) EXPECT_EQ(translated(java, declared()), feel) << java;
}

TEST(BpmnExpressionLanguage, RefusesWhatCouldNeverHold) {
    constexpr Pair pairs[] = {
        {"${ok == 'yes'}", "!\"ok\" is true or false, and is compared with the text \"yes\""},
        {"${ok == 1}", "!\"ok\" is true or false, and is compared with \"1\", which is a number"},
        {"${ok > n}", "!\"ok\" is true or false, which is neither less nor greater"},
        {"${n == 'many'}", "!\"n\" is a number, and is compared with the text \"many\""},
        {"${day == '24.12.2026'}", "!\"day\" is a date, and is compared with the text \"24.12.2026\""},
        {"${list == 'a'}", "!\"list\" is a list, and is compared with the text \"a\""},
        {"${n && ok}", "!\"n\" is a number, and neither true nor false"},
        {"${list + 1}", "!\"list\" is a list, and cannot be computed with"},
        {"${n.contains('a')}", "!\"n\" is a number, and contains nothing"},
    };
    for (const auto& [java, why] : pairs) EXPECT_EQ(translated(java, declared()), why) << java;
}

TEST(BpmnExpressionLanguage, SaysWhatToWriteInstead) {
    Untranslatable why;
    EXPECT_FALSE(feel_from_java("${ok == 'yes'}", Needed::Value, declared(), why));
    EXPECT_EQ(why.hint, "Compare it with what it can be, for example: ok = true.");
}

TEST(BpmnExpressionLanguage, ReadsStatementsOfJavaAndMvel) {
    constexpr Pair pairs[] = {
        {"return approved == true;", "approved = true"},
        {"return KieFunctions.isTrue(approved);", "approved = true"},
        {"return KieFunctions.equalsTo(n, \"5\");", "n = 5"},
        {"return KieFunctions.isNull(x);", "x = null"},
        {"return \"a\".equals((String) kcontext.getVariable(\"kind\"));", "\"a\" = kind"},
        {"x === 'a' && y !== 'b'", "x = \"a\" and y != \"b\""},
    };
    for (const auto& [java, feel] : pairs) {
        Untranslatable why;
        EXPECT_EQ(feel_from_plain_java(java, Needed::Value, declared(), why).value_or("!" + why.reason), feel) << java;
    }
    Untranslatable why;
    EXPECT_FALSE(feel_from_plain_java("int i = 1; return i > 0;", Needed::Value, declared(), why));
}

TEST(BpmnExpressionLanguage, NestedTooDeepIsRefused) {
    EXPECT_EQ(translated("${" + std::string(900, '(') + "a}"), "!it is nested too deep");
    EXPECT_EQ(translated("${" + std::string(900, '!') + "a}"), "!it is nested too deep");
    EXPECT_EQ(translated("${" + std::string(100'000, '!') + "a}"), "!it is too long");
}

}  // namespace
}  // namespace wf::bpmn
