// What the people of a node may do with the form, and what they have to fill in for which action.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <algorithm>
#include <utility>

namespace wf::compiler {
namespace {

constexpr Key keys_of_readers[] = {{"fields", "rights_of_readers"}};
constexpr Key keys_of_starters[] = {{"fields", "rights"}, {"required_on", "required_on_start"}};
constexpr Key keys_of_approvers[] = {{"fields", "rights"}, {"required_on", "required_on_approval"}};
constexpr Key keys_of_workers[] = {{"fields", "rights"}, {"required_on", "required_on_task"}};

constexpr std::string_view start_actions[] = {"start", "resubmit"};
constexpr std::string_view approval_actions[] = {"approve",  "reject",   "abstain", "send_back",
                                                 "transfer", "delegate", "resolve", "add_signer"};
constexpr std::string_view task_actions[] = {"complete", "send_back", "transfer",
                                             "delegate", "resolve",   "add_signer"};

// The opinion, among the fields.
constexpr std::string_view opinion = "comment";

constexpr std::pair<std::string_view, FieldRight> rights[] = {
    {"write", FieldRight::Write}, {"read", FieldRight::Read}, {"hidden", FieldRight::Hidden}};

std::span<const std::string_view> actions_of(NodeType type) {
    if (type == NodeType::Start) return start_actions;
    if (type == NodeType::Approval) return approval_actions;
    return task_actions;
}

// Without a declared form, or with an open one, every name may be there.
void must_be_field(const Draft& draft, Report& report, const std::string& name, const std::string& path) {
    const std::optional<Form>& form = draft.definition.form;
    if (!form || form->is_open || form->find(name) != nullptr) return;
    std::vector<std::string_view> names;
    for (const Field& field : form->fields) names.emplace_back(field.name);
    std::string hint = report.did_you_mean(name, names);
    report.error("unknown_name", path, "the form has no field " + in_quotes(name),
                 hint.empty() ? "Declare it as a field of the form." : std::move(hint));
}

std::optional<FieldRight> read_right(const JsonValue& value, const std::string& path, Report& report) {
    for (const auto& [word, right] : rights)
        if (value.is(JsonValue::Type::String) && value.text == word) return right;
    report.error("unknown_value", path,
                 "a field cannot be " + (value.is(JsonValue::Type::String) ? in_quotes(value.text)
                                                                           : std::string{a_type(value.type)}),
                 "It is \"write\", \"read\" or \"hidden\".");
    return std::nullopt;
}

void parse_access(const Reader& node, NodeType type, const Draft& draft, HandlerSettings& handler) {
    const JsonValue* fields = node.optional("fields", JsonValue::Type::Object);
    if (fields == nullptr) return;
    Report& report = node.report();
    for (const auto& [name, value] : fields->members) {
        const std::string path = child(node.path("fields"), name);
        const std::optional<FieldRight> right = read_right(value, path, report);
        if (!right) continue;
        must_be_field(draft, report, name, path);
        const Field* field = draft.definition.form ? draft.definition.form->find(name) : nullptr;
        if (right == FieldRight::Write && type == NodeType::Copy)
            report.error("bad_value", path, "whoever gets a copy cannot write field " + in_quotes(name));
        else if (right == FieldRight::Write && field != nullptr && field->computed)
            report.error("bad_value", path, "field " + in_quotes(name) + " is computed: nobody writes it");
        handler.allow({.field = name, .right = *right});
    }
}

void parse_requirement(const Reader& actions, const std::string& action, const Draft& draft,
                       HandlerSettings& handler) {
    const JsonValue* list = actions.require(action, JsonValue::Type::Array);
    if (list == nullptr) return;
    Requirement requirement{.action = action, .fields = {}};
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = child(actions.path(action), i);
        const JsonValue& item = list->items[i];
        if (!item.is(JsonValue::Type::String)) {
            actions.report().error("wrong_type", path,
                                   "every item of " + in_quotes(action) + " must be a string, not " +
                                       std::string{a_type(item.type)});
            continue;
        }
        if (item.text == opinion && action == "start")
            actions.report().error("bad_value", path, "a start has no comment");
        else if (item.text != opinion)
            must_be_field(draft, actions.report(), item.text, path);
        requirement.fields.push_back(item.text);
    }
    handler.required_on.push_back(std::move(requirement));
}

void parse_requirements(const Reader& node, NodeType type, const Draft& draft, HandlerSettings& handler) {
    const JsonValue* object = node.optional("required_on", JsonValue::Type::Object);
    if (object == nullptr) return;
    const Reader actions{*object, node.path("required_on"), node.report()};
    const std::span<const std::string_view> known = actions_of(type);
    for (const auto& [action, fields] : object->members) {
        if (is_callers_key(action)) continue;
        if (std::ranges::find(known, action) != known.end()) {
            parse_requirement(actions, action, draft, handler);
            continue;
        }
        std::string hint = node.report().did_you_mean(action, known);
        if (hint.empty()) {
            for (const std::string_view word : known)
                hint += (hint.empty() ? "Known are " : ", ") + in_quotes(word);
            hint += ".";
        }
        node.report().error("unknown_value", actions.path(action),
                            "a node of this type has no action " + in_quotes(action), std::move(hint));
    }
}

}  // namespace

std::span<const Key> handler_keys(NodeType type) {
    if (type == NodeType::Copy) return keys_of_readers;
    if (type == NodeType::Start) return keys_of_starters;
    if (type == NodeType::Approval) return keys_of_approvers;
    if (type == NodeType::Task) return keys_of_workers;
    return {};
}

void parse_handler(const Reader& node, NodeType type, const Draft& draft, HandlerSettings& handler) {
    if (handler_keys(type).empty()) return;
    parse_access(node, type, draft, handler);
    if (type != NodeType::Copy) parse_requirements(node, type, draft, handler);
}

void describe_handlers(SchemaParts& parts) {
    std::vector<std::string_view> known;
    for (const auto& [word, right] : rights) known.push_back(word);
    parts.texts("right", known);
    parts.write("rights", R"({"type": "object", "additionalProperties": {"$ref": "#/$defs/right"}})");
    std::erase(known, "write");
    parts.texts("right_of_readers", known);
    parts.write("rights_of_readers",
                R"({"type": "object", "additionalProperties": {"$ref": "#/$defs/right_of_readers"}})");
    parts.write("names", R"({"type": "array", "items": {"type": "string"}})");
    for (const auto& [name, type] : {std::pair{"required_on_start", NodeType::Start},
                                     {"required_on_approval", NodeType::Approval},
                                     {"required_on_task", NodeType::Task}}) {
        std::vector<Key> keys;
        for (const std::string_view action : actions_of(type)) keys.push_back({action, "names"});
        parts.object(name, keys);
    }
}

}  // namespace wf::compiler
