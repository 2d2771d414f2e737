// Nodes of type task: who may do the work.
#include "core/compile/parse.hpp"

#include <utility>

namespace wf::compiler {
namespace {

// A person's id, or a rule.
std::optional<ApproverRule> parse_assignee(const Reader& node, NodeIndex self, Draft& draft) {
    const JsonValue* assignee = node.find("assignee");
    if (assignee == nullptr) return std::nullopt;
    if (!assignee->is(JsonValue::Type::String) && !assignee->is(JsonValue::Type::Object)) {
        node.report().error(
            "wrong_type", node.path("assignee"),
            "\"assignee\" must be a string or an object, not " + std::string{a_type(assignee->type)},
            "Give the id of a person or a rule such as {\"by\": \"initiator\"}.");
        return std::nullopt;
    }
    if (assignee->is(JsonValue::Type::Object))
        return parse_rule(Reader{*assignee, node.path("assignee"), node.report()}, *assignee, self, draft);
    const std::optional<std::string> person = node.optional_text("assignee");
    if (!person) return std::nullopt;
    draft.references.push_back({.kind = ReferenceKind::Person, .id = *person, .path = node.path("assignee")});
    ApproverRule rule;
    rule.kind = RuleKind::Users;
    rule.users.push_back(*person);
    rule.text = to_text(*assignee);
    return rule;
}

}  // namespace

ApprovalSettings parse_task(const Reader& node, NodeIndex self, Draft& draft) {
    ApprovalSettings settings;
    if (auto assignee = parse_assignee(node, self, draft)) settings.approvers.push_back(std::move(*assignee));
    if (node.find("candidates") != nullptr)
        for (ApproverRule& rule : parse_rules(node, "candidates", self, draft))
            settings.approvers.push_back(std::move(rule));
    parse_people(node, self, draft, settings);
    return settings;
}

}  // namespace wf::compiler
