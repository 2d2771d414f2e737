// Why an expression of a BPMN document cannot be FEEL.
#include "core/chinese/phrases.hpp"

#include <array>

namespace wf::chinese {

namespace {

constexpr auto translation_phrases = std::to_array<Phrase>({
    {"expression {q} cannot be translated to FEEL: {*}", "表达式{1}不能翻译成 FEEL：{2}"},
    {R"(Write it in FEEL, for example: amount > 1000 and kind = "travel".)",
     R"(请用 FEEL 书写，例如：amount > 1000 and kind = "travel"。)"},
    {"its language is {q}", "其语言是{1}"},
    {"here a fixed name is needed", "此处需要固定的名称"},
    {"FEEL reads it differently: {*}", "FEEL 的理解不同：{1}"},
    {"it mixes text and expressions", "它混用了文本和表达式"},
    {"it is not one expression", "它不是一个表达式"},
    {"it is nested too deep", "嵌套太深"},
    {"it is too long", "太长"},
    {"it has a character that no simple expression has", "它含有简单表达式不会有的字符"},
    {R"(":" is missing after "?")", "“?”之后缺少“:”"},
    {R"("instanceof" asks for a Java class)", "“instanceof”针对的是 Java 类"},
    {R"("%" is not an operator of FEEL; use modulo())", "“%”不是 FEEL 的运算符；请用 modulo()"},
    {R"(a name is missing after ".")", "“.”之后缺少名称"},
    {"it ends where a value is expected", "应有值的地方已经结束"},
    {"{q} where a value is expected", "应有值的地方是{1}"},
    {"the variable {q} cannot be named in FEEL", "变量{1}不能用作 FEEL 的名称"},
    {"{q} is a method of a Java object", "{1}是 Java 对象的方法"},
    {"{q} is a function of the Java engine", "{1}是 Java 引擎的函数"},
    {"Compute it in a script task or a worker, put it into a variable, and compare that.",
     "请在脚本任务或程序（worker）中计算，放入变量，再比较该变量。"},
    {"{q} is an object of the Java engine", "{1}是 Java 引擎的对象"},
    {"Put what it needs into a variable, and ask for that.", "请把所需内容放入变量，再读取该变量。"},
    {R"("[" counts from 0 in Java and from 1 in FEEL)", "“[”在 Java 中从 0 计数，在 FEEL 中从 1 计数"},
    {"{q} is {k}, and contains nothing", "{1}是{2}，不包含任何内容"},
    {"{q} is {k}, and is compared with the text {q}", "{1}是{2}，却与文本{3}比较"},
    {"{q} is {k}, and is compared with {q}, which is {k}", "{1}是{2}，却与{3}比较，而后者是{4}"},
    {"{q} is {k}, which is neither less nor greater", "{1}是{2}，没有大小之分"},
    {"{q} is {k}, and cannot be computed with", "{1}是{2}，不能用于计算"},
    {"{q} is {k}, and neither true nor false", "{1}是{2}，既不是 true 也不是 false"},
    {"Compare it with what it can be, for example: {=}.", "请与它可能的值比较，例如：{1}。"},
    {"Compare it with something, for example: {=}.", "请与某个值比较，例如：{1}。"},
});

}  // namespace

std::span<const Phrase> of_translation() { return translation_phrases; }

}  // namespace wf::chinese
