// "summary" of a definition: the fields that lists show of each instance.
#include "core/compile/parse.hpp"

#include <algorithm>

namespace wf::compiler {
namespace {

bool is_hidden_somewhere(const Draft& draft, std::string_view field) {
    return std::any_of(draft.definition.nodes.begin(), draft.definition.nodes.end(),
                       [&](const Node& node) { return node.handler.right_to(field) == FieldRight::Hidden; });
}

}  // namespace

void parse_summary(const Reader& top, Draft& draft) {
    const JsonValue* list = top.find("summary");
    if (list == nullptr) return;
    const std::vector<std::string> fields = top.require_texts("summary");
    if (!list->is(JsonValue::Type::Array)) return;
    std::vector<std::string_view> known;
    if (draft.definition.form)
        for (const Field& field : draft.definition.form->fields) known.push_back(field.name);
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string& field = list->items[i].text;
        if (!list->items[i].is(JsonValue::Type::String) || field.empty()) continue;
        const std::string path = child(top.path("summary"), i);
        if (draft.definition.form && !draft.definition.form->find(field))
            top.report().error("unknown_name", path, "the form has no field " + in_quotes(field),
                               top.report().did_you_mean(field, known));
        if (is_hidden_somewhere(draft, field))
            top.report().error(
                "conflicting_keys", path,
                "field " + in_quotes(field) + " is hidden at a node, so it cannot be in \"summary\"",
                "A summary is shown to everybody who sees the instance.");
        draft.definition.summary.push_back(field);
    }
}

}  // namespace wf::compiler
