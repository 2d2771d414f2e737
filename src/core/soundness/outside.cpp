#include "core/soundness/outside.hpp"

namespace wf::soundness {
namespace {

bool interrupts(const Node& node) {
    return node.event.interrupting && node.event.kind != EventKind::None &&
           node.event.kind != EventKind::Compensation;
}

bool ends_scope(const Node& node) {
    return node.type == NodeType::End &&
           (node.event.kind == EventKind::Terminate || node.event.kind == EventKind::Error ||
            node.event.kind == EventKind::Cancel);
}

}  // namespace

std::vector<bool> ended_from_outside(const Definition& definition) {
    const std::vector<Node>& nodes = definition.nodes;
    const auto slot = [&](NodeIndex scope) { return scope == no_node ? nodes.size() : scope; };
    std::vector<bool> is_ended(nodes.size() + 1);
    std::vector<bool> has_end_of_all(nodes.size() + 1);
    for (const Node& node : nodes) {
        if (ends_scope(node)) has_end_of_all[slot(node.parent)] = true;
        if (node.type == NodeType::Boundary && interrupts(node)) is_ended[node.attached_to] = true;
        if (node.is_event_subprocess && node.start != no_node && interrupts(nodes[node.start]))
            is_ended[slot(node.parent)] = true;
    }
    // A subprocess comes before what is in it.
    for (NodeIndex i = 0; i < nodes.size(); ++i)
        if (is_ended[slot(nodes[i].parent)] || has_end_of_all[slot(nodes[i].parent)]) is_ended[i] = true;
    return is_ended;
}

}  // namespace wf::soundness
