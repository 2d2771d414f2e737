#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<NodeType> node_types[] = {
    {"start", NodeType::Start},
    {"end", NodeType::End},
    {"approval", NodeType::Approval},
    {"copy", NodeType::Copy},
    {"exclusive", NodeType::Exclusive},
    {"task", std::nullopt},
    {"parallel", std::nullopt},
    {"inclusive", std::nullopt},
    {"complex", std::nullopt},
    {"event_gateway", std::nullopt},
    {"timer", std::nullopt},
    {"message", std::nullopt},
    {"signal", std::nullopt},
    {"service", std::nullopt},
    {"script", std::nullopt},
    {"subprocess", std::nullopt},
    {"call", std::nullopt},
};

constexpr std::string_view common_keys[] = {"id", "type", "name"};
constexpr std::string_view approval_keys[] = {"id",   "type",           "name",    "approvers", "mode",
                                              "vote", "on_no_approver", "on_self", "dedupe",    "assign"};
constexpr std::string_view copy_keys[] = {"id", "type", "name", "to"};

// Of DESIGN section 3 and 12, on nodes of any type.
constexpr std::string_view later_keys[] = {
    "boundary",  "send_back", "fields",     "required_on", "buttons",     "due",       "calendar",
    "remind",    "veto",      "on_timeout", "weights",     "collect_all", "decisions", "on_leave",
    "terminate", "after",     "at",         "every",       "topic",       "message",   "signal",
    "nodes",     "flows",     "max_rounds", "correlation",
};

std::span<const std::string_view> keys_of(NodeType type) {
    switch (type) {
        case NodeType::Approval:
            return approval_keys;
        case NodeType::Copy:
            return copy_keys;
        default:
            break;
    }
    return common_keys;
}

void parse_node(const Reader& reader, Draft& draft) {
    Node node;
    NodeSource source{.path = reader.path()};
    if (auto id = reader.require_text("id")) {
        if (!is_id(*id))
            reader.report().error("bad_name", reader.path("id"), quoted(*id) + " is not an id",
                                  "An id has at most 63 bytes and no control characters.");
        node.id = std::move(*id);
    }
    std::optional<NodeType> type;
    if (reader.find("type") == nullptr)
        reader.require("type", JsonValue::Type::String);
    else
        type = reader.word("type", node_types, "node type");
    node.name = reader.local_text("name");
    if (type) {
        source.has_known_type = true;
        node.type = *type;
        reader.allow_keys(keys_of(*type), later_keys);
        if (*type == NodeType::Approval) {
            source.has_vote = reader.find("vote") != nullptr;
            node.approval = parse_approval(reader, draft.references);
        }
        if (*type == NodeType::Copy) node.copy_to = parse_rules(reader, "to", draft.references);
    }
    draft.definition.nodes.push_back(std::move(node));
    draft.nodes.push_back(std::move(source));
}

}  // namespace

void parse_nodes(const Reader& top, const CompileLimits& limits, Draft& draft) {
    const JsonValue* nodes = top.require("nodes", JsonValue::Type::Array);
    if (nodes == nullptr) return;
    const std::string path = top.path("nodes");
    if (nodes->items.size() > limits.max_nodes) {
        top.report().error("too_many_nodes", path,
                           "definition has " + std::to_string(nodes->items.size()) + " nodes, more than " +
                               std::to_string(limits.max_nodes));
        return;
    }
    draft.has_nodes = true;
    for (std::size_t i = 0; i < nodes->items.size(); ++i)
        if (is_object_at(nodes->items[i], child(path, i), "a node", top.report()))
            parse_node(Reader{nodes->items[i], child(path, i), top.report()}, draft);
}

}  // namespace wf::compiler
