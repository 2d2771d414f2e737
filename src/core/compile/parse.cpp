#include "core/compile/parse.hpp"

#include "core/compile/names.hpp"

namespace wf::compiler {

Draft parse_definition(const JsonValue& root, const CompileLimits& limits, Report& report) {
    static constexpr std::string_view known[] = {"key", "name", "description", "form", "nodes", "flows"};
    static constexpr std::string_view later[] = {"on_leave", "calendar"};

    Draft draft;
    if (!is_object_at(root, "", "a definition", report)) return draft;
    const Reader top{root, "", report};
    top.allow_keys(known, later);
    if (auto key = top.require_text("key")) {
        if (!is_definition_key(*key))
            report.error(
                "bad_name", top.path("key"), quoted(*key) + " is not a key",
                "A key is a letter and then letters, digits, \"_\", \".\" or \"-\", at most 63 in all.");
        draft.definition.key = std::move(*key);
    }
    draft.definition.name = top.local_text("name");
    top.local_text("description");  // checked, not kept
    draft.definition.form = parse_form(top);
    parse_nodes(top, limits, draft);
    parse_flows(top, limits, draft);
    return draft;
}

}  // namespace wf::compiler
