#include "core/compile/expression.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Key flow_keys[] = {{"id", "text"},         required("from", "text"), required("to", "text"),
                             {"name", "local_text"}, {"when", "when"},         {"default", "boolean"}};

void parse_flow(const Reader& reader, NodeIndex parent, Draft& draft) {
    reader.allow_keys(flow_keys);
    Flow flow;
    FlowSource source{.path = reader.path()};
    if (reader.find("id") != nullptr) flow.id = parse_id(reader);
    source.scope = parent;
    source.from = reader.require_text("from").value_or("");
    source.to = reader.require_text("to").value_or("");
    flow.name = reader.local_text("name");
    flow.is_default = reader.boolean("default", false);
    source.has_condition = reader.find("when") != nullptr;
    if (source.has_condition) flow.when = parse_when(reader, parent, draft);
    draft.definition.flows.push_back(std::move(flow));
    draft.flows.push_back(std::move(source));
}

}  // namespace

void parse_flows(const Reader& owner, NodeIndex parent, Draft& draft) {
    const JsonValue* flows = owner.require("flows", JsonValue::Type::Array);
    if (flows == nullptr) return;
    const std::string path = owner.path("flows");
    for (std::size_t i = 0; i < flows->items.size(); ++i)
        if (is_object_at(flows->items[i], child(path, i), "a flow", owner.report()))
            parse_flow(Reader{flows->items[i], child(path, i), owner.report()}, parent, draft);
}

void describe_flows(SchemaParts& parts) {
    parts.object("flow", flow_keys);
    parts.list("flows", "flow", 0);
}

}  // namespace wf::compiler
