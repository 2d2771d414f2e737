// "buttons" of a node: how an action is called there, or that it is not offered.
#include "core/model/action_names.hpp"
#include "core/compile/buttons.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

void report_unknown(const Reader& reader, const std::string& action) {
    std::vector<std::string_view> known;
    for (const ActionName& name : action_names()) known.push_back(name.action);
    std::string hint = reader.report().did_you_mean(action, known);
    if (hint.empty()) hint = "The actions are the verbs that wf.actions lists.";
    reader.report().error("unknown_value", reader.path(action), "unknown action " + in_quotes(action),
                          std::move(hint));
}

// What everybody who takes part may do belongs to no node, so no node can hide it.
bool can_hide(const ActionName& name, NodeType type) {
    return name.scope == (type == NodeType::Start ? ActionScope::Initiator : ActionScope::Task);
}

Button parse_button(const Reader& reader, const ActionName& name, const JsonValue& value, NodeType type) {
    Button button{.action = std::string{name.action}, .label = {}, .is_hidden = false};
    if (!value.is(JsonValue::Type::Boolean)) {
        button.label = reader.local_text(name.action);
        return button;
    }
    button.is_hidden = !value.truth;
    if (button.is_hidden && !can_hide(name, type))
        reader.report().error("bad_value", reader.path(name.action),
                              "action " + in_quotes(name.action) + " cannot be hidden here",
                              type == NodeType::Start
                                  ? "A start node hides what the initiator does: \"resubmit\", \"withdraw\", "
                                    "\"request_withdrawal\" and \"cancel\"."
                                  : "A node hides what is done with its tasks.");
    return button;
}

}  // namespace

std::vector<Button> parse_buttons(const Reader& node, NodeType type) {
    std::vector<Button> buttons;
    const JsonValue* written = node.optional("buttons", JsonValue::Type::Object);
    if (written == nullptr) return buttons;
    const Reader reader{*written, node.path("buttons"), node.report()};
    for (const auto& [action, value] : written->members) {
        const ActionName* name = find_action(action);
        if (name != nullptr)
            buttons.push_back(parse_button(reader, *name, value, type));
        else
            report_unknown(reader, action);
    }
    return buttons;
}

void describe_buttons(SchemaParts& parts) {
    nlohmann::json actions = nlohmann::json::object();
    for (const ActionName& name : action_names()) actions[std::string{name.action}] = SchemaParts::ref("button");
    parts.either("button", {"boolean", "local_text"});
    parts.add("buttons", nlohmann::json{{"type", "object"}, {"properties", actions}, {"additionalProperties", false}});
}

}  // namespace wf::compiler
