// Rules that ask the form, an expression, a function or the signatures are answered first, since they see
// what the token sees: the item of a multi-instance activity is a usual approver. What is left is asked of
// the directory.
#include "core/approver/people_in.hpp"
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"
#include "core/step/condition_scope.hpp"

#include <algorithm>

namespace wf {
namespace {

bool is_field(std::string_view text) { return text.starts_with("field:"); }

// The directory alone can answer the others.
bool needs_answer(const ApproverRule& rule) {
    switch (rule.kind) {
        case RuleKind::Expression:
        case RuleKind::FormField:
        case RuleKind::LastHandler:
        case RuleKind::Function: return true;
        case RuleKind::Position:
        case RuleKind::Department: return rule.department == "document" || is_field(rule.department);
        case RuleKind::ReportingLine: return rule.from == "document" || is_field(rule.from);
        case RuleKind::Users:
        case RuleKind::Role:
        case RuleKind::ChosenAtStart:
        case RuleKind::ChosenByPrevious:
        case RuleKind::Initiator: break;
    }
    return false;
}

std::string text_in(const feel::Value* value) {
    return value && value->is_string() ? value->as_string() : std::string{};
}

// "field:NAME", or "document": the first of `columns` that the business row has.
std::string text_of(Step& step, TokenId token, const std::string& source,
                    std::initializer_list<std::string_view> columns) {
    if (is_field(source)) {
        const std::optional<feel::Value> value = step.scope(token).find(source.substr(6));
        return value ? text_in(&*value) : std::string{};
    }
    const std::optional<feel::Value> row = step.scope(token).find("doc");
    for (const std::string_view column : columns)
        if (const std::string text = row ? text_in(row->get(column)) : std::string{}; !text.empty())
            return text;
    return {};
}

// Of a start: the initiator.
PersonId last_handler(const Step& step, std::string_view id) {
    const State& state = step.state();
    const Node* node = step.definition().find_node(id);
    if (node && node->type == NodeType::Start) return state.initiator;
    for (auto signature = state.signatures.rbegin(); signature != state.signatures.rend(); ++signature)
        if (signature->node == id) return signature->person;
    return {};
}

Refusal answer_expression(Step& step, TokenId token, ApproverRule& rule) {
    feel::Value value;
    const std::string what = "the approver rule " + rule.text;
    if (Refusal refused = evaluate(step, *rule.expression, token, what, value)) return refused;
    rule.users = people_in(value);
    return {};
}

Refusal answer_function(Step& step, std::string_view node, ApproverRule& rule) {
    auto people = step.world().people_by_function(rule.function, step.state().data);
    if (!people) return refuse::function_missing(node, rule.function);
    rule.users = std::move(*people);
    return {};
}

// None: not the same as any department.
void answer_department(Step& step, TokenId token, ApproverRule& rule) {
    rule.department = text_of(step, token, rule.department, {"department_id", "department"});
    if (rule.department.empty()) rule = ApproverRule{};
}

void answer_line(Step& step, TokenId token, ApproverRule& rule) {
    const PersonId from = text_of(step, token, rule.from, {"owner_id", "owner", "created_by"});
    if (from.empty())
        rule = ApproverRule{};
    else
        rule.from = "person:" + from;
}

Refusal answer(Step& step, std::string_view node, TokenId token, ApproverRule& rule) {
    switch (rule.kind) {
        case RuleKind::Expression: return answer_expression(step, token, rule);
        case RuleKind::FormField:
            rule.users = people_in(step.scope(token).find(rule.field).value_or(feel::Value{}));
            return {};
        case RuleKind::LastHandler:
            rule.users = {last_handler(step, rule.node.empty() ? node : rule.node)};
            return {};
        case RuleKind::Function: return answer_function(step, node, rule);
        case RuleKind::Position:
        case RuleKind::Department: answer_department(step, token, rule); return {};
        case RuleKind::ReportingLine: answer_line(step, token, rule); return {};
        case RuleKind::Users:
        case RuleKind::Role:
        case RuleKind::ChosenAtStart:
        case RuleKind::ChosenByPrevious:
        case RuleKind::Initiator: break;
    }
    return {};
}

}  // namespace

Refusal find_people(Step& step, const std::vector<ApproverRule>& rules, Combine combine, bool late_bound,
                    std::string_view node, TokenId token, std::vector<Candidate>& found) {
    std::vector<ApproverRule> answered;
    if (std::any_of(rules.begin(), rules.end(), needs_answer)) {
        answered = rules;
        for (ApproverRule& rule : answered)
            if (needs_answer(rule))
                if (Refusal refused = answer(step, node, token, rule)) return refused;
    }
    const std::vector<ApproverRule>& asked = answered.empty() ? rules : answered;
    std::vector<std::size_t> empty;
    found = resolve(asked, combine, late_bound, step.state(), node, step.world(), &empty);
    if (step.limits().trace) step.limits().trace->asked(token, rules, found, empty);
    return {};
}

}  // namespace wf
