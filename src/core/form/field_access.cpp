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

}  // namespace wf
