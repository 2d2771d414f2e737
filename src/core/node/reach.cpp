#include "core/node/reach.hpp"

namespace wf {

std::vector<bool> reach_from(const Definition& definition, NodeIndex from, NodeIndex without) {
    std::vector<bool> closed(definition.nodes.size());
    if (without != no_node) closed[without] = true;
    return reach_from(definition, from, closed);
}

std::vector<bool> reach_from(const Definition& definition, NodeIndex from, const std::vector<bool>& without) {
    std::vector<bool> reached(definition.nodes.size());
    if (without[from]) return reached;
    std::vector<NodeIndex> open{from};
    reached[from] = true;
    const auto go_to = [&](NodeIndex next) {
        if (without[next] || reached[next]) return;
        reached[next] = true;
        open.push_back(next);
    };
    while (!open.empty()) {
        const Node& node = definition.nodes[open.back()];
        open.pop_back();
        for (const FlowIndex flow : node.outgoing) go_to(definition.flows[flow].to);
        for (const NodeIndex boundary : node.boundary) go_to(boundary);
    }
    return reached;
}

bool lies_in(const Definition& definition, NodeIndex inner, NodeIndex outer) {
    while (inner != no_node && inner != outer) inner = definition.nodes[inner].parent;
    return inner == outer;
}

std::vector<bool> nodes_after(const Definition& definition, NodeIndex target, NodeIndex scope) {
    std::vector<bool> after(definition.nodes.size());
    for (NodeIndex level = target; level != scope && level != no_node;
         level = definition.nodes[level].parent) {
        const std::vector<bool> reached = reach_from(definition, level);
        after[level] = true;
        for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
            for (NodeIndex around = i; around != no_node; around = definition.nodes[around].parent)
                // The activity that the target lies in begins anew at the target, not at its start.
                if (reached[around] && (around != level || level == target)) after[i] = true;
    }
    return after;
}

}  // namespace wf
