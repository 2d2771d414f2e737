#include "core/form/field_access.hpp"

#include <algorithm>
#include <set>

namespace wf {
namespace {

bool hides(const Node& node, std::string_view field) {
    return node.handler.right_to(field) == FieldRight::Hidden;
}

bool shows_the_form(const Node& node) {
    return node.type == NodeType::Start || node.type == NodeType::Approval || node.type == NodeType::Task ||
           node.type == NodeType::Copy;
}

std::vector<std::string> hidden_anywhere(const Definition& definition) {
    std::vector<std::string> fields;
    std::set<std::string_view> seen;
    for (const Node& node : definition.nodes)
        for (const FieldAccess& access : node.handler.fields)
            if (access.right == FieldRight::Hidden && seen.insert(access.field).second)
                fields.push_back(access.field);
    return fields;
}

}  // namespace

bool hides_fields(const Definition& definition) { return !hidden_anywhere(definition).empty(); }

std::vector<std::string> hidden_at(const Definition& definition, const std::vector<std::string>& nodes) {
    std::vector<std::string> fields = hidden_anywhere(definition);
    for (const std::string& id : nodes) {
        const Node* node = definition.find_node(id);
        if (node != nullptr && shows_the_form(*node))
            std::erase_if(fields, [&](const std::string& field) { return !hides(*node, field); });
    }
    return fields;
}

bool reads_any(const Definition& definition, const feel::Expression& expression,
               const std::vector<std::string>& fields) {
    if (fields.empty()) return false;
    return std::ranges::any_of(expression.names(), [&](const feel::Expression::Name& name) {
        const bool is_decision = std::ranges::any_of(
            definition.decisions, [&](const DecisionTable& table) { return table.name == name.name; });
        return is_decision || std::ranges::find(fields, name.name) != fields.end();
    });
}

bool reads_any(const Definition& definition, const ApproverRule& rule,
               const std::vector<std::string>& fields) {
    const auto names_one = [&](const std::string& text) {
        const std::string_view prefix = "field:";
        const std::string_view field =
            text.starts_with(prefix) ? std::string_view{text}.substr(prefix.size()) : text;
        return std::ranges::find(fields, field) != fields.end();
    };
    return names_one(rule.field) || names_one(rule.from) || names_one(rule.department) ||
           (rule.expression && reads_any(definition, *rule.expression, fields));
}

}  // namespace wf
