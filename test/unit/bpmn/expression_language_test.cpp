#include "core/bpmn/expression_language.hpp"

#include <gtest/gtest.h>

namespace wf::bpmn {
namespace {

std::string translated(std::string_view java) {
    Untranslatable why;
    return feel_from_java(java, why).value_or("!" + why.reason);
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
        {"${!a}", "not(a)"},
        {"${not a}", "not(a)"},
        {"${!(a > 1 && b)}", "not(a > 1 and b)"},
        {"${!a && !b}", "not(a) and not(b)"},
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
        {"${kind.equals('a') && b}", "kind = \"a\" and b"},
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
        {"${now()}", "!\"now\" is a function of the Java engine"},
        {"${list[0]}", "!\"[\" counts from 0 in Java and from 1 in FEEL"},
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

TEST(BpmnExpressionLanguage, NestedTooDeepIsRefused) {
    EXPECT_EQ(translated("${" + std::string(100'000, '(') + "a}"), "!it is nested too deep");
    EXPECT_EQ(translated("${" + std::string(100'000, '!') + "a}"), "!it is nested too deep");
}

}  // namespace
}  // namespace wf::bpmn
