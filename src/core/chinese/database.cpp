// Findings that need the database: the directory, business tables, other definitions.
#include "core/chinese/phrases.hpp"

#include <array>

namespace wf::chinese {

namespace {

constexpr auto database_phrases = std::to_array<Phrase>({
    {"definition {q} does not exist yet", "流程定义{1}尚不存在"},
    {"Deploy it before this call is reached.", "请在执行到此调用之前部署它。"},
    {"{k} {q} does not exist", "{1}{2}不存在"},
    {"People are loaded with wf.load_directory.", "人员由 wf.load_directory 导入。"},
    {"Roles are loaded with wf.load_directory.", "角色由 wf.load_directory 导入。"},
    {"Positions are loaded with wf.load_directory.", "岗位由 wf.load_directory 导入。"},
    {"Departments are loaded with wf.load_directory.", "部门由 wf.load_directory 导入。"},
    {"It is the name of a table or view, best with its schema, that whoever deploys may read.",
     "它是部署者可以读取的表或视图的名称，最好带上 schema。"},
    {R"(an expression reads "doc", but {q} has no key to find a row by)",
     "有表达式读取“doc”，但{1}没有可用来查找行的键"},
    {"Name a table with a primary key, or with a unique index on columns that are NOT NULL.",
     "请写明有主键的表，或在 NOT NULL 列上有唯一索引的表。"},
    {R"(Call wf.bind() with other "data" first, or wf.unbind().)",
     "请先用其他 “data” 调用 wf.bind()，或调用 wf.unbind()。"},
    {"table {=} is bound: {*}", "表 {1} 已绑定：{2}"},
    {"column {q} fills field {q}, which the form does not have", "列{1}对应字段{2}，而表单没有该字段"},
    {"column {q} is {k}, which field {q} of the form cannot be", "列{1}是{2}，表单的字段{3}不能是这种类型"},
    {"table {q} does not exist", "表{1}不存在"},
    {"permission denied for table {q}", "没有读取表{1}的权限"},
    {"the definition has {} error", "流程定义有 {1} 个错误"},
    {"the definition has {} errors", "流程定义有 {1} 个错误"},
    {"SELECT * FROM wf.validate(definition) gives each with a code and a hint.",
     "SELECT * FROM wf.validate(definition) 会列出每个错误的代码和提示。"},
    {"SELECT * FROM wf.validate_bpmn(document) gives each with a code and a hint.",
     "SELECT * FROM wf.validate_bpmn(document) 会列出每个错误的代码和提示。"},
    {"and {#} more", "另有 {1} 项"},
});

}  // namespace

std::span<const Phrase> of_database() { return database_phrases; }

}  // namespace wf::chinese
