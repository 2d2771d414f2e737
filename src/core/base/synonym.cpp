#include "core/base/synonym.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>
#include <string>

namespace wf {
namespace {

// A word of others may stand behind several of ours: the candidates say which is meant.
struct Synonyms {
    std::string_view ours;
    std::string_view others;  // in lower case, without "_" and "-", separated by blanks
};

constexpr Synonyms table[] = {
    // types of fields and values
    {"text", "string str char varchar textarea textfield input richtext multiline 文本 字符串 多行文本 单行文本"},
    {"string", "text str char varchar 文本 字符串"},
    {"number", "int integer bigint float double decimal numeric money amount currency long 数字 数值 整数 金额 小数"},
    {"boolean", "bool bit switch checkbox yesno 布尔 布尔值 是否 开关"},
    {"choice", "enum select option dropdown radio radiogroup picklist 枚举 选项 单选 下拉 下拉框"},
    {"date", "day calendar 日期"},
    {"datetime", "timestamp timestamptz 日期时间 时间"},
    {"date and time", "datetime timestamp timestamptz dateandtime 日期时间"},
    {"time", "clock 时间"},
    {"days and time duration", "duration interval daytimeduration"},
    {"years and months duration", "yearmonthduration"},
    {"person", "user employee member staff 人员 用户 员工 成员 选人"},
    {"department", "dept org orgunit organization organisation unit 部门 组织"},
    {"list", "array collection table subform rows 数组 列表 表格 子表单 明细"},
    {"object", "map json dict struct record context 对象"},
    {"context", "map json dict struct record object"},
    {"attachment", "file files upload document 附件 文件 上传"},
    // types of nodes
    {"start", "begin startevent initiator 开始 发起 发起人"},
    {"end", "stop finish endevent 结束"},
    {"approval", "approve approver usertask approvalnode countersign 审批 审核 审批节点 会签 或签"},
    {"task", "manualtask handle worker transact todo 办理 任务"},
    {"copy", "cc carboncopy notify notification ccnode 抄送 知会"},
    {"service", "servicetask http webhook job externaltask 服务"},
    {"script", "scripttask code 脚本"},
    {"exclusive", "xor condition router branch exclusivegateway switch if gateway decision 排他 排他网关 条件 条件分支 分支"},
    {"parallel", "and fork parallelgateway 并行 并行网关 并行分支"},
    {"inclusive", "or inclusivegateway 包容 包容网关"},
    {"subprocess", "subflow embeddedsubprocess 子流程"},
    {"call", "callactivity 调用"},
    // how signers decide together
    {"all", "and every everyone countersign each unanimous 会签 全部 全部通过 所有人"},
    {"any", "or one anyone anyof single first 或签 任一 任意 一人通过"},
    {"sequential", "sequence serial inorder order onebyone 顺签 依次 顺序 依次审批 逐个 顺序会签"},
    {"vote", "ratio percent percentage voting 票签 投票 比例"},
    // keys
    {"when", "condition conditions if expression expr guard conditionexpression 条件 当"},
    {"expression", "expr formula 表达式"},
    {"mode", "signtype multimode approvaltype approvetype countersign signmode 会签 或签 签署方式 审批方式 会签方式"},
    {"approvers", "approver assignees assignee signers signer candidates reviewers users 审批人 审核人"},
    {"assignee", "owner user handler approver executor 负责人 办理人 处理人"},
    {"candidates", "candidateusers candidategroups groups 候选人"},
    {"to", "target targetref destination dest next receivers recipients 目标 到 接收人"},
    {"from", "source sourceref src origin prev 来源 从"},
    {"flows", "edges links lines connections transitions arrows sequenceflows sequenceflow 连线 流转"},
    {"nodes", "steps states tasks elements activities vertices shapes 节点 步骤"},
    {"default", "else otherwise isdefault defaultflow 默认 否则"},
    {"name", "title label caption displayname 名称 标题"},
    {"label", "title caption displayname name 标签 名称 标题"},
    {"type", "kind nodetype fieldtype category 类型"},
    {"id", "key code nodeid 编号"},
    {"key", "id code processkey processid 编号"},
    {"values", "options items enum choices enumvalues 选项"},
    {"required", "mandatory notnull notempty 必填"},
    {"fields", "items controls widgets columns inputs 字段"},
    {"form", "formdata schema 表单"},
    {"due", "deadline duedate timeout expires limit 期限 时限 截止"},
    {"on_timeout", "timeoutaction overdue onoverdue 超时 超时处理"},
    {"remind", "reminder reminders urge 提醒 催办"},
    {"valid", "validate validation check rule rules 校验"},
    {"computed", "formula calculated calc 公式 计算"},
    {"after", "delay wait duration in 延迟"},
    {"every", "cycle repeat interval cron 每"},
    {"at", "datetime moment time 时刻"},
    {"level", "levels grade depth 级别 层级"},
    // rules of approvers
    {"role", "group roles candidategroup 角色"},
    {"users", "user people persons members ids 用户 指定成员"},
    {"initiator", "self starter applicant requester creator 发起人 申请人"},
    {"reporting_line", "manager superior leader supervisor boss 上级 主管 直属上级 直接上级"},
    {"position", "post job 岗位 职位"},
    // operators
    {"=", "== === eq equal equals is 等于 是"},
    {"!=", "<> ≠ !== ne neq notequal notequals 不等于 不是"},
    {">", "gt ＞ greater greaterthan 大于 超过"},
    {"<", "lt ＜ less lessthan 小于 低于"},
    {">=", "≥ => ≧ ge gte atleast 大于等于 不小于 不低于 至少"},
    {"<=", "≤ =< ≦ le lte atmost 小于等于 不大于 不超过 至多"},
    {"in", "∈ oneof anyof among 属于 在"},
    {"not in", "∉ nin notoneof 不属于 不在"},
    {"contains", "has like includes include 包含"},
    {"not contains", "notlike excludes 不包含"},
    {"like", "contains includes 包含"},
    {"starts with", "startswith beginswith prefix 开头是"},
    {"ends with", "endswith suffix 结尾是"},
    {"between", "range 介于"},
    {"is null", "isnull empty isempty null 为空"},
    {"and", "&& & ∧ allof 且 并且 而且 与 和 以及"},
    {"or", "|| | ∨ anyof 或 或者"},
    {"not", "! ¬ 非 不"},
    // functions of FEEL
    {"string length", "len length size strlen 长度"},
    {"count", "len length size num"},
    {"mean", "avg average 平均 平均值"},
    {"upper case", "upper toupper touppercase ucase"},
    {"lower case", "lower tolower tolowercase lcase"},
    {"ceiling", "ceil"},
    {"round half up", "round"},
    {"substring", "substr mid slice"},
    {"concatenate", "concat"},
    {"string join", "join implode"},
    {"modulo", "mod"},
    {"now", "currenttimestamp getdate sysdate"},
    {"today", "currentdate curdate"},
    {"number", "tonumber parsefloat parseint toint int float"},
    {"string", "tostring str"},
    {"date", "todate"},
    {"is defined", "exists isset"},
    {"matches", "regex regexp match"},
    {"distinct values", "distinct unique uniq"},
};

// "User_Task" as "usertask". Bytes of other letters than ASCII's stay.
std::string squeezed(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c != '_' && c != '-' && c != ' ') result += ascii_lower(c);
    }
    return result;
}

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const bool begins = at == 0 || list[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == list.size() || list[end] == ' ')) return true;
    }
    return false;
}

}  // namespace

std::string_view synonym(std::string_view text, std::span<const std::string_view> candidates) {
    const std::string word = squeezed(text);
    if (word.empty()) return {};
    for (const Synonyms& row : table) {
        if (!has_word(row.others, word)) continue;
        const auto found = std::ranges::find(candidates, row.ours);
        if (found != candidates.end()) return *found;
    }
    return {};
}

}  // namespace wf
