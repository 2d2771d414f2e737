// Boundary events: each entry of an activity's "boundary" becomes a node of its own, with its flow if it says
// where to.
#include "core/compile/event.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<EventKind> boundary_types[] = {{"timer", EventKind::Timer},
                                              {"message", EventKind::Message},
                                              {"signal", EventKind::Signal},
                                              {"condition", EventKind::Condition},
                                              {"error", EventKind::Error},
                                              {"escalation", EventKind::Escalation},
                                              {"compensation", EventKind::Compensation},
                                              {"cancel", EventKind::Cancel}};

std::vector<Key> keys_of_boundary(EventKind kind) {
    std::vector<Key> known{{"id", "text"},
                           required("type", "text"),
                           {"name", "local_text"},
                           {"interrupting", "boolean"},
                           {"to", "text"}};
    for (const Key& key : event_keys(kind, EventRole::Caught)) known.push_back(key);
    return known;
}

void parse_entry(const Reader& reader, NodeIndex host, Draft& draft) {
    const auto self = static_cast<NodeIndex>(draft.nodes.size());
    Node node;
    node.type = NodeType::Boundary;
    node.parent = draft.definition.nodes[host].parent;
    node.attached_to = host;
    NodeSource source{.path = reader.path()};
    if (reader.find("id") != nullptr) node.id = parse_id(reader);
    std::optional<EventKind> kind;
    if (reader.find("type") == nullptr)
        reader.require("type", JsonValue::Type::String);
    else
        kind = reader.word("type", boundary_types, "boundary event");
    node.name = reader.local_text("name");
    if (kind) {
        source.has_known_type = true;
        reader.allow_keys(keys_of_boundary(*kind));
        // What the activity counts (nrOfCompletedInstances) is known to those that watch it.
        node.event = parse_event(reader, *kind, EventRole::Caught, host, draft);
        node.event.interrupting = parse_interrupting(reader, *kind);
        const Node& watched = draft.definition.nodes[host];
        if (has_timers(node))
            node.calendar = parse_calendar(
                reader, draft, has_timers(watched) ? watched.calendar : draft.definition.calendar);
    }
    draft.definition.nodes.push_back(std::move(node));
    draft.nodes.push_back(std::move(source));
    draft.definition.nodes[host].boundary.push_back(self);

    if (reader.find("to") == nullptr) return;
    FlowSource flow{.path = reader.path()};
    flow.to = reader.require_text("to").value_or("");
    flow.scope = draft.definition.nodes[host].parent;
    flow.boundary = self;
    draft.definition.flows.emplace_back();
    draft.flows.push_back(std::move(flow));
}

}  // namespace

void parse_boundary(const Reader& node, NodeIndex host, Draft& draft) {
    const JsonValue* list = node.optional("boundary", JsonValue::Type::Array);
    if (list == nullptr || !has_room(*list, node.path("boundary"), draft, node.report())) return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = child(node.path("boundary"), i);
        if (is_object_at(list->items[i], path, "a boundary event", node.report()))
            parse_entry(Reader{list->items[i], path, node.report()}, host, draft);
    }
}

void describe_boundary(SchemaParts& parts) {
    std::vector<std::pair<std::string_view, std::string>> kinds;
    for (const Word<EventKind>& word : boundary_types) {
        kinds.emplace_back(word.text, "boundary_" + std::string{word.text});
        parts.object(kinds.back().second, keys_of_boundary(*word.value), law_of_event(*word.value));
    }
    parts.choice("boundary_event", "type", kinds);
    parts.list("boundary", "boundary_event", 0);
}

}  // namespace wf::compiler
