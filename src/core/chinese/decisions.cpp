// Findings about decision tables.
#include "core/chinese/phrases.hpp"

#include <array>

namespace wf::chinese {

namespace {

constexpr auto decisions_phrases = std::to_array<Phrase>({
    {"there is more than one decision {q}", "有多个决策{1}"},
    {"decision {q} has the name of a form field", "决策{1}与表单字段同名"},
    {"decisions use each other in a circle: {*}", "决策循环引用：{1}"},
    {"more than {} decisions use each other in a row", "超过 {1} 个决策依次引用"},
    {"decision {q} has {} inputs to be given by position, not {}",
     "决策{1}有 {2} 个按位置给出的输入，而不是 {3} 个"},
    {"Give arguments by name.", "请按名称给出参数。"},
    {"decision {q} does not ask for {q}", "决策{1}不需要{2}"},
    {"a cell must be a text, a number or a boolean, not {k}", "单元格必须是文本、数字或布尔值，而不是{1}"},
    {"a cell must be a text, a number or a boolean", "单元格必须是文本、数字或布尔值"},
    {R"(A text is FEEL: several values are "\"IT\", \"HR\"", a list is "[\"ann\", \"bob\"]".)",
     R"(文本是 FEEL：多个值写 "\"IT\", \"HR\""，列表写 "[\"ann\", \"bob\"]"。)"},
    {"the rule has {} cells for {} {k}", "规则有 {1} 个单元格，而{3}有 {2} 个"},
    {"the cell compares with {k} {=}, but input {q} is of type {k}",
     "单元格与{1} {2} 比较，而输入{3}的类型是{4}"},
    {"Write @{=}.", "请写 @{1}。"},
    {"the cell is {k} {=}, but {k} is of type {k}", "单元格是{1} {2}，而{3}的类型是{4}"},
    {"{=} is not one of the values of {k}", "{1} 不是{2}的可选值之一"},
    {R"(Add it to "values", or correct it.)", "请把它加到 “values” 中，或改正它。"},
    {"the decisions have more than {} cells", "决策的单元格超过 {1} 个"},
    {"{q} is not a name for a decision", "{1}不能用作决策名"},
    {"A name is one or more words with one blank between them, at most 63 bytes, and no word or function of the expression language.",
     "名称由一个或多个以单个空格分隔的词组成，最多 63 字节，且不是表达式语言的关键字或函数。"},
    {R"(only the hit policy "collect" has an aggregation)", "只有命中策略“collect”才有汇总方式"},
    {"{q} is not a name", "{1}不是有效的名称"},
    {R"(A name is a letter or "_" and then letters, digits and "_", at most 63 bytes; what people read is its "label".)",
     R"(名称以字母或 "_" 开头，后接字母、数字和 "_"，最多 63 字节；给人看的是 “label”。)"},
    {"there is more than one {q}", "有多个{1}"},
    {R"("values" must be a list of values, or a text with FEEL tests)",
     "“values”必须是值的列表，或写有 FEEL 检验的文本"},
    {"the quotes would be a part of this value", "引号会成为此值的一部分"},
    {"a value of a list must be a text, a number or a boolean", "列表中的值必须是文本、数字或布尔值"},
    {"the values of an output must be literals", "输出的可选值必须是字面值"},
    {R"(List them, the most important one first: ["board", "cfo"].)",
     R"(请按重要性从高到低列出：["board", "cfo"]。)"},
    {"a value is {k}, not {k}", "有一个值是{1}，而不是{2}"},
    {R"("name" is missing)", "缺少“name”"},
    {R"("values" is missing)", "缺少“values”"},
    {"The result is a context with the names of the outputs.", "结果是以输出名为键的上下文。"},
    {"an aggregate is of one output, not of {}", "汇总只针对一个输出，而不是 {1} 个"},
    {"This hit policy goes by their order: list the values, the most important first.",
     "此命中策略按其顺序：请列出可选值，最重要的在前。"},
    {"there are more than {} decisions", "决策超过 {1} 个"},
    {"rules {} and {} both match {=}, with different outputs", "规则 {1} 和 {2} 都匹配 {3}，但输出不同"},
    {"rules {} and {} both match {=}", "规则 {1} 和 {2} 都匹配 {3}"},
    {"rules {} and {} both match everything, with different outputs",
     "规则 {1} 和 {2} 都匹配所有值，但输出不同"},
    {"rules {} and {} both match everything", "规则 {1} 和 {2} 都匹配所有值"},
    {R"(Rules that match together must say the same with hit policy "any".)",
     "命中策略为 “any” 时，同时匹配的规则输出必须相同。"},
    {R"(Only one rule may match with hit policy "unique"; "first" takes the first one.)",
     "命中策略为 “unique” 时只能有一条规则匹配；“first” 取第一条。"},
    {"{} more pairs of rules overlap", "还有 {1} 对规则重叠"},
    {"rule {} never matches: no value of an input satisfies its cell",
     "规则 {1} 永远不会匹配：没有输入值满足其单元格"},
    {"See the values that the input has.", "请看该输入可取的值。"},
    {"rule {} never counts: whatever it matches, rule {} comes before it",
     "规则 {1} 永远不起作用：它匹配的总有规则 {2} 在前"},
    {"rule {} never counts: whatever it matches, rules {} come before it",
     "规则 {1} 永远不起作用：它匹配的总有规则 {2} 在前"},
    {"Move it up, or remove it.", "请把它上移，或删除。"},
    {"no rule matches {=}", "没有规则匹配 {1}"},
    {"no rule matches anything", "没有规则匹配任何值"},
    {"For example {=}. Add a rule, or a default for an output.",
     "例如 {1}。请加一条规则，或给输出一个默认值。"},
    {"Add a rule, or a default for an output.", "请加一条规则，或给输出一个默认值。"},
    {"no rule matches in {} more cases", "还有 {1} 种情况没有规则匹配"},
    {"the table is too large to be checked for overlaps and gaps", "表太大，无法检查重叠和遗漏"},
    {"Split it, or let one decision use another.", "请拆分它，或让一个决策引用另一个。"},
});

}  // namespace

std::span<const Phrase> of_decisions() { return decisions_phrases; }

}  // namespace wf::chinese
