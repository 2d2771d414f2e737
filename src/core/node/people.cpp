// Rules that are expressions are evaluated first, since they see what the token sees: the item of a
// multi-instance activity is a usual approver. What is left is asked of the directory.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

bool is_expression(const ApproverRule& rule) { return rule.kind == RuleKind::Expression; }

// Anything else than the id of a person, or a list of them, is nobody: the node's policy says what then.
Refusal evaluate_rule(Step& step, ApproverRule& rule, TokenId token) {
    feel::Value value;
    if (Refusal refused = evaluate(step, *rule.expression, token, "the approver rule " + rule.text, value))
        return refused;
    if (value.is_string()) rule.users = {value.as_string()};
    if (!value.is_list()) return {};
    for (const feel::Value& item : value.as_list())
        if (item.is_string()) rule.users.push_back(item.as_string());
    return {};
}

}  // namespace

Refusal find_people(Step& step, const std::vector<ApproverRule>& rules, bool late_bound, TokenId token,
                    std::vector<Candidate>& found) {
    const std::string& node = step.state().find_token(token)->node;
    if (std::none_of(rules.begin(), rules.end(), is_expression)) {
        found = resolve(rules, late_bound, step.state(), node, step.world());
        return {};
    }
    std::vector<ApproverRule> evaluated = rules;
    for (ApproverRule& rule : evaluated)
        if (is_expression(rule))
            if (Refusal refused = evaluate_rule(step, rule, token)) return refused;
    found = resolve(evaluated, late_bound, step.state(), node, step.world());
    return {};
}

}  // namespace wf
