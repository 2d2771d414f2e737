// Against the flows, from each incoming flow of a join, never through the join itself: BPMN 2.0, section
// 13.4.3. Computed once, because at run time the question comes up after every move of a token.
#include "core/compile/join_reach.hpp"

#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

bool is_join(const Node& node) {
    return (node.type == NodeType::Inclusive || node.type == NodeType::Complex) && node.incoming.size() > 1;
}

// Sets `bit` for all nodes from which `last`, where the flow into the join begins, can be reached.
void mark(const Definition& definition, NodeIndex last, std::uint64_t bit, JoinReach& reach) {
    std::vector<NodeIndex> open;
    const auto visit = [&](NodeIndex i) {
        if (i == reach.node || (reach.from[i] & bit) != 0) return;
        reach.from[i] |= bit;
        open.push_back(i);
    };
    visit(last);
    while (!open.empty()) {
        const Node& node = definition.nodes[open.back()];
        open.pop_back();
        for (const FlowIndex flow : node.incoming) visit(definition.flows[flow].from);
        // An event that does not interrupt may never come: its token counts once it exists, not before.
        if (node.type == NodeType::Boundary && node.event.interrupting) visit(node.attached_to);
    }
}

}  // namespace

void find_join_reach(Definition& definition) {
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        Node& node = definition.nodes[i];
        if (!is_join(node)) continue;
        JoinReach reach{.node = i, .from = std::vector<std::uint64_t>(definition.nodes.size())};
        for (std::size_t k = 0; k < node.incoming.size(); ++k)
            mark(definition, definition.flows[node.incoming[k]].from, std::uint64_t{1} << k, reach);
        definition.joins.push_back(std::move(reach));
        node.join = static_cast<std::uint32_t>(definition.joins.size());
    }
}

}  // namespace wf::compiler
