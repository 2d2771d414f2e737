#include "core/form/handling_form.hpp"

#include "core/base/json_string.hpp"
#include "core/base/lists.hpp"
#include "core/form/field_type.hpp"

#include <algorithm>
#include <set>

namespace wf {
namespace {

void append_list(std::string& json, const std::vector<std::string>& items) {
    json += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) json += ',';
        append_json_string(json, items[i]);
    }
    json += ']';
}

bool is_writable_at(const Field& field, const Node* node, const std::optional<RowFields>& row) {
    if (!node || field.computed || node->handler.right_to(field.name) != FieldRight::Write) return false;
    if (!row) return true;
    const auto column = std::ranges::find(row->fields, field.name, &RowField::name);
    return column == row->fields.end() ||
           may_write_column(node, field.name, column->right, node->type == NodeType::Start);
}

void append_field(std::string& json, const Field& field, const Node* node,
                  const std::optional<RowFields>& row, std::string_view language) {
    const bool is_writable = is_writable_at(field, node, row);
    json += "{\"name\":";
    append_json_string(json, field.name);
    json += ",\"label\":";
    append_json_string(json, field.label.in(language, field.name));
    json += ",\"type\":";
    append_json_string(json, word_for(field.type));
    json += is_writable ? ",\"right\":\"write\"" : ",\"right\":\"read\"";
    json += is_writable && field.required ? ",\"required\":true" : ",\"required\":false";
    std::vector<std::string> actions;
    if (node)
        for (const Requirement& requirement : node->handler.required_on)
            if (contains(requirement.fields, field.name)) actions.push_back(requirement.action);
    if (!actions.empty()) {
        json += ",\"required_on\":";
        append_list(json, actions);
    }
    if (!field.values.empty()) {
        json += ",\"values\":";
        append_list(json, field.values);
    }
    if (!field.tag.text.empty()) json += ",\"tag\":" + field.tag.text;
    json += '}';
}

void add_hidden(std::vector<std::string>& hidden, std::set<std::string_view>& seen, const Node& node) {
    for (const FieldAccess& access : node.handler.fields)
        if (access.right == FieldRight::Hidden && seen.insert(access.field).second)
            hidden.push_back(access.field);
}

}  // namespace

std::vector<std::string> hidden_fields(const Definition& definition, const Node* node) {
    std::vector<std::string> hidden;
    std::set<std::string_view> seen;
    if (node)
        add_hidden(hidden, seen, *node);
    else
        for (const Node& any : definition.nodes) add_hidden(hidden, seen, any);
    return hidden;
}

bool may_write_column(const Node* node, std::string_view field, RowRight right, bool is_theirs) {
    if (right != RowRight::Listed) return right == RowRight::Free;
    return !node || is_theirs || std::ranges::any_of(node->handler.fields, [&](const FieldAccess& access) {
        return access.right == FieldRight::Write && access.field == field;
    });
}

std::string form_json(const Definition& definition, const Node* node, const std::vector<std::string>& hidden,
                      const std::optional<RowFields>& row, std::string_view language) {
    if (!definition.form) return {};
    const std::set<std::string_view> left_out{hidden.begin(), hidden.end()};
    std::string json = "[";
    for (const Field& field : definition.form->fields) {
        if (left_out.contains(field.name)) continue;
        if (json.size() > 1) json += ',';
        append_field(json, field, node, row, language);
    }
    return json + ']';
}

}  // namespace wf
