#include "core/compile/scope_exits.hpp"

namespace wf::compiler {
namespace {

std::size_t slot(NodeIndex scope) { return scope == no_node ? 0 : std::size_t{scope} + 1; }

bool ends_all(const Node& node) {
    return node.type == NodeType::End &&
           (node.event.kind == EventKind::Terminate || node.event.kind == EventKind::Error ||
            node.event.kind == EventKind::Cancel);
}

bool interrupts(const NodeEvent& event) {
    return event.interrupting && event.kind != EventKind::None && event.kind != EventKind::Compensation;
}

}  // namespace

std::vector<bool> find_scope_exits(const Draft& draft) {
    const std::vector<Node>& nodes = draft.definition.nodes;
    std::vector<bool> has_exit(nodes.size() + 1);
    for (const Node& node : nodes) {
        if (ends_all(node)) has_exit[slot(node.parent)] = true;
        if (node.type == NodeType::Boundary && interrupts(node.event))
            has_exit[slot(node.attached_to)] = true;
        if (node.is_event_subprocess && node.start != no_node && interrupts(nodes[node.start].event))
            has_exit[slot(node.parent)] = true;
    }
    // What lies in a subprocess comes after it, so the outer scope is known when the inner one is asked.
    for (NodeIndex i = 0; i < nodes.size(); ++i)
        if (has_exit[slot(nodes[i].parent)]) has_exit[slot(i)] = true;
    return has_exit;
}

}  // namespace wf::compiler
