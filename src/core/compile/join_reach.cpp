// Against the flows, from each incoming flow of a join, never through the join itself: BPMN 2.0, section
// 13.4.3. Computed once, because at run time the question comes up after every move of a token.
//
// For a complex join neither through a node that lies behind it on every way to an end: whoever still has such a node before
// him comes with a later cycle, round a loop, and is none of those that this cycle waits for or takes away.
#include "core/compile/join_reach.hpp"

#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

bool is_join(const Node& node) {
    return (node.type == NodeType::Inclusive || node.type == NodeType::Complex) && node.incoming.size() > 1;
}

using Nodes = std::vector<bool>;

// Where a token on `node` can go next.
template <class Visit>
void for_each_next(const Definition& definition, const Node& node, Visit visit) {
    for (const FlowIndex flow : node.outgoing) visit(definition.flows[flow].to);
    for (const NodeIndex event : node.boundary)
        if (definition.nodes[event].event.interrupting) visit(event);
}

// The nodes on a shortest way from `from` to an end that does not touch `avoided`; none if there is no such way.
std::vector<NodeIndex> way_to_end(const Definition& definition, NodeIndex from, NodeIndex avoided) {
    std::vector<NodeIndex> before(definition.nodes.size(), no_node);
    std::vector<NodeIndex> open{from};
    before[from] = from;
    for (std::size_t k = 0; k < open.size(); ++k) {
        const Node& node = definition.nodes[open[k]];
        if (node.outgoing.empty()) {
            std::vector<NodeIndex> way;
            for (NodeIndex at = open[k]; at != from; at = before[at]) way.push_back(at);
            return way;
        }
        for_each_next(definition, node, [&](NodeIndex next) {
            if (next == avoided || before[next] != no_node) return;
            before[next] = open[k];
            open.push_back(next);
        });
    }
    return {};
}

// They all lie on any one way.
Nodes nodes_behind(const Definition& definition, NodeIndex join) {
    Nodes behind(definition.nodes.size());
    for (const NodeIndex candidate : way_to_end(definition, join, no_node))
        behind[candidate] = way_to_end(definition, join, candidate).empty();
    return behind;
}

// Sets `bit` for all nodes from which `last`, where the flow into the join begins, can be reached.
void mark(const Definition& definition, NodeIndex last, std::uint64_t bit, const Nodes& shut, JoinReach& reach) {
    std::vector<NodeIndex> open;
    const auto visit = [&](NodeIndex i) {
        if (i == reach.node || shut[i] || (reach.from[i] & bit) != 0) return;
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
        const Nodes shut = node.type == NodeType::Complex ? nodes_behind(definition, i) : Nodes(definition.nodes.size());
        for (std::size_t k = 0; k < node.incoming.size(); ++k)
            mark(definition, definition.flows[node.incoming[k]].from, std::uint64_t{1} << k, shut, reach);
        definition.joins.push_back(std::move(reach));
        node.join = static_cast<std::uint32_t>(definition.joins.size());
    }
}

}  // namespace wf::compiler
