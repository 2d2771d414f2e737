// One node a line, in an order that follows the flows; a bar joins a node with the next line, other flows
// name their target.
#include "core/diagram.hpp"

#include <algorithm>

namespace wf {
namespace {

// Reverse postorder of a depth-first walk: a node comes after all that lead to it, loops aside.
std::vector<NodeIndex> drawing_order(const Definition& definition) {
    struct Visit {
        NodeIndex node;
        std::size_t next_flow;
    };
    std::vector<bool> seen(definition.nodes.size());
    std::vector<NodeIndex> order;
    std::vector<Visit> path{{definition.start, 0}};
    seen[definition.start] = true;
    while (!path.empty()) {
        Visit& visit = path.back();
        const std::vector<FlowIndex>& outgoing = definition.nodes[visit.node].outgoing;
        if (visit.next_flow == outgoing.size()) {
            order.push_back(visit.node);
            path.pop_back();
            continue;
        }
        // Last flow first, so that after reversing the first flow's way is drawn first.
        const NodeIndex to = definition.flows[outgoing[outgoing.size() - 1 - visit.next_flow++]].to;
        if (seen[to]) continue;
        seen[to] = true;
        path.push_back({to, 0});
    }
    std::reverse(order.begin(), order.end());
    return order;
}

std::string_view mark(const Node& node, const State* state) {
    if (!state) return " ";
    for (const Token& token : state->tokens)
        if (token.node == node.id) return "▶";
    return state->find_passage(node.id) ? "✓" : " ";
}

std::string shape(const Node& node, std::string_view mark) {
    switch (node.type) {
        case NodeType::Start:
        case NodeType::End:
            return "(" + std::string{mark} + ")";
        case NodeType::Exclusive:
            return "<" + std::string{mark} + ">";
        case NodeType::Parallel:
            return "<" + std::string{mark} + "+>";
        case NodeType::Inclusive:
            return "<" + std::string{mark} + "o>";
        case NodeType::Complex:
            return "<" + std::string{mark} + "*>";
        case NodeType::EventGateway:
            return "<" + std::string{mark} + "?>";
        case NodeType::Catch:
        case NodeType::Throw:
        case NodeType::Boundary:
            return "(" + std::string{mark} + ")";
        case NodeType::Approval:
        case NodeType::Task:
        case NodeType::Copy:
        case NodeType::Service:
        case NodeType::Script:
        case NodeType::Pass:
        case NodeType::Subprocess:
        case NodeType::Call:
            break;
    }
    return "[" + std::string{mark} + "]";
}

std::string label(const Node& node, std::string_view language) {
    const std::string name{node.name.in(language, node.id)};
    return node.type == NodeType::Copy ? name + " (copy)" : name;
}

// ": lena, frank" if they have to act on the node now.
std::string waiting_for(const Node& node, const State* state) {
    std::string who;
    for (const Seat& seat : state ? state->seats : std::vector<Seat>{}) {
        if (seat.state != SeatState::Open || state->find_token(seat.token)->node != node.id) continue;
        who += (who.empty() ? ": " : ", ") + seat.who();
    }
    return who;
}

std::string condition(const Flow& flow) {
    if (flow.when) return flow.when->text();
    return flow.is_default ? "otherwise" : "";
}

void draw_flows(std::string& out, const Definition& definition, const Node& node, const Node* next,
                std::string_view language) {
    for (std::size_t i = 0; i < node.outgoing.size(); ++i) {
        const Flow& flow = definition.flows[node.outgoing[i]];
        const Node& to = definition.nodes[flow.to];
        const std::string why = condition(flow);
        if (node.outgoing.size() == 1 && &to == next) {
            out += " │\n";
            continue;
        }
        out += i + 1 == node.outgoing.size() ? " └─" : " ├─";
        out += (why.empty() ? "" : " " + why + " ─") + std::string{"─▶ "} + label(to, language) + "\n";
    }
}

}  // namespace

std::string draw_text(const Definition& definition, const State* state, std::string_view language) {
    const std::vector<NodeIndex> order = drawing_order(definition);
    std::string out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Node& node = definition.nodes[order[i]];
        const Node* next = i + 1 < order.size() ? &definition.nodes[order[i + 1]] : nullptr;
        out += shape(node, mark(node, state)) + " " + label(node, language) + waiting_for(node, state) + "\n";
        draw_flows(out, definition, node, next, language);
    }
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace wf
