#include "core/machine/drawing.hpp"

#include <algorithm>

namespace wf {
namespace {

NodeIndex add_node(Definition& graph, std::string id, NodeType type, LocalText name) {
    Node node;
    node.id = std::move(id);
    node.type = type;
    node.name = std::move(name);
    graph.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(graph.nodes.size() - 1);
}

void add_flow(Definition& graph, NodeIndex from, NodeIndex to, LocalText name) {
    const auto index = static_cast<FlowIndex>(graph.flows.size());
    graph.flows.push_back({.id = graph.nodes[from].id + "->" + graph.nodes[to].id,
                           .from = from,
                           .to = to,
                           .when = {},
                           .is_default = false,
                           .name = std::move(name)});
    graph.nodes[from].outgoing.push_back(index);
    graph.nodes[to].incoming.push_back(index);
}

NodeIndex place_of(const Machine& machine, std::string_view state) {
    const auto found = std::ranges::find(machine.states, state, &MachineState::name);
    return static_cast<NodeIndex>(found - machine.states.begin());
}

LocalText plain(std::string_view text) { return {.texts = {{"", std::string{text}}}}; }

}  // namespace

Definition graph_of(const Machine& machine) {
    Definition graph;
    graph.key = machine.key;
    for (const MachineState& state : machine.states)
        add_node(graph, state.name, state.is_final ? NodeType::End : NodeType::Pass, state.label);
    const NodeIndex start =
        add_node(graph, "*", NodeType::Start, {.texts = {{"en", "start"}, {"zh", "开始"}}});
    for (const MachineState& state : machine.states)
        if (state.is_initial) add_flow(graph, start, place_of(machine, state.name), {});
    for (const Transition& transition : machine.transitions)
        for (const std::string& source : transition.from)
            for (const std::string& target : transition.to)
                if (source != target)
                    add_flow(graph, place_of(machine, source), place_of(machine, target),
                             transition.label.empty() ? plain(transition.name) : transition.label);
    return graph;
}

}  // namespace wf
