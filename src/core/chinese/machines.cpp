// Findings about state machines.
#include "core/chinese/phrases.hpp"

#include <array>

namespace wf::chinese {

namespace {

constexpr auto machine_phrases = std::to_array<Phrase>({
    {"a state machine", "状态机"},
    {"a state", "状态"},
    {"a transition", "转换"},
    {"{q} cannot be a key", "{1}不能作为 key"},
    {R"(A letter or "_", then letters, digits, "_", "." or "-"; at most 63 bytes.)",
     R"(以字母或“_”开头，其后为字母、数字、“_”、“.”或“-”；最多 63 字节。)"},
    {"{q} has more than {} items", "{1}多于 {2} 项"},
    {"state {q} is there more than once", "状态{1}出现了多次"},
    {"state {q} is initial and final", "状态{1}既是初始状态又是最终状态"},
    {"there is no state {q}", "没有状态{1}"},
    {"transition {q} leads out of the final state {q}", "转换{1}从最终状态{2}出来"},
    {R"(Nothing follows a final state; leave "final" out of it, or this state out of "from".)",
     R"(最终状态之后没有任何转换；请去掉它的 “final”，或把该状态从 “from” 中去掉。)"},
    {"transition {q} leads from {q} to itself", "转换{1}从{2}回到它自己"},
    {"A transition leads to another state.", "转换总是通向另一个状态。"},
    {"the rule asks for an instance, and a row of a table has none", "该规则要用到实例，而表中的行没有实例"},
    {R"(Name a column of the row: "field:owner", or {"by": "form_field", "field": "owner"}.)",
     R"(请写明行的一列："field:owner"，或 {"by": "form_field", "field": "owner"}。)"},
    {"transition {q} leads out of state {q} more than once", "转换{1}多次从状态{2}出来"},
    {"The same name may be used for different states that it leads out of.", "同一名称可以用于不同的来源状态。"},
    {"transition {q} has a message, but no guard", "转换{1}有提示信息，但没有条件"},
    {"no state is initial", "没有初始状态"},
    {R"(Say with which states new rows begin: "initial": true.)", R"(请写明新行以哪些状态开始："initial": true。)"},
    {"no state is final", "没有最终状态"},
    {R"(Mark those in which a row is done: "final": true.)", R"(请标出行在其中已完成的状态："final": true。)"},
    {"state {q} cannot be reached from an initial state", "从初始状态无法到达状态{1}"},
    {"Let a transition lead to it, or mark it as initial.", "请让一个转换通向它，或把它标为初始状态。"},
    {"no final state can be reached from state {q}", "从状态{1}无法到达最终状态"},
    {"Let a transition lead out of it, or mark it as final.", "请让一个转换从它出来，或把它标为最终状态。"},
    {"the table has no column {q}", "表中没有列{1}"},
    {"{} rows are in states that the machine does not have: {}", "{1} 行处于状态机没有的状态：{2}"},
    {R"(Say what becomes of them: mapping => '{"old": "new"}'.)", R"(请写明它们变成什么：mapping => '{"old": "new"}'。)"},
    {"the state machine has {} error", "状态机有 {1} 个错误"},
    {"the state machine has {} errors", "状态机有 {1} 个错误"},
    {"SELECT * FROM wf.check_machine(machine) gives each with a code and a hint.",
     "SELECT * FROM wf.check_machine(machine) 会列出每个错误的代码和提示。"},
});

}  // namespace

std::span<const Phrase> of_machines() { return machine_phrases; }

}  // namespace wf::chinese
