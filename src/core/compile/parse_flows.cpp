#include "core/compile/condition.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr std::string_view flow_keys[] = {"id", "from", "to", "name", "when", "default"};

void parse_flow(const Reader& reader, const CompileLimits& limits, Draft& draft) {
    reader.allow_keys(flow_keys);
    Flow flow;
    FlowSource source{.path = reader.path()};
    if (auto id = reader.optional_text("id")) {
        if (!is_id(*id))
            reader.report().error("bad_name", reader.path("id"), quoted(*id) + " is not an id",
                                  "An id has at most 63 bytes and no control characters.");
        flow.id = std::move(*id);
    }
    source.from = reader.require_text("from").value_or("");
    source.to = reader.require_text("to").value_or("");
    flow.name = reader.local_text("name");
    flow.is_default = reader.boolean("default", false);
    if (const JsonValue* when = reader.find("when")) {
        const Form* form = draft.definition.form ? &*draft.definition.form : nullptr;
        source.has_condition = true;
        flow.when = parse_condition(*when, reader.path("when"), form, limits, reader.report(), source.names);
    }
    draft.definition.flows.push_back(std::move(flow));
    draft.flows.push_back(std::move(source));
}

}  // namespace

void parse_flows(const Reader& top, const CompileLimits& limits, Draft& draft) {
    const JsonValue* flows = top.require("flows", JsonValue::Type::Array);
    if (flows == nullptr) return;
    const std::string path = top.path("flows");
    for (std::size_t i = 0; i < flows->items.size(); ++i)
        if (is_object_at(flows->items[i], child(path, i), "a flow", top.report()))
            parse_flow(Reader{flows->items[i], child(path, i), top.report()}, limits, draft);
}

}  // namespace wf::compiler
