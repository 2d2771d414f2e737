// One node a line, in an order that follows the flows; a bar joins a node with the next line, other flows
// name their target.
#include "core/diagram.hpp"

#include "core/names.hpp"

#include <algorithm>

namespace wf {
namespace {

// What comes after a node: where its flows lead, then the events that hang on it.
std::vector<NodeIndex> successors(const Definition& definition, NodeIndex node) {
    std::vector<NodeIndex> next;
    for (const FlowIndex flow : definition.nodes[node].outgoing) next.push_back(definition.flows[flow].to);
    const std::vector<NodeIndex>& boundary = definition.nodes[node].boundary;
    next.insert(next.end(), boundary.begin(), boundary.end());
    return next;
}

// Reverse postorder of a depth-first walk: a node comes after all that lead to it, loops aside.
class Order {
public:
    explicit Order(const Definition& definition) : definition_(definition), seen_(definition.nodes.size()) {}

    // The nodes of one scope: from its starts on, then what no flow leads to (event subprocesses,
    // compensation handlers).
    std::vector<NodeIndex> of_scope(NodeIndex scope) {
        std::vector<NodeIndex> order;
        for (const bool starts_only : {true, false})
            for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
                const Node& node = definition_.nodes[i];
                if (node.parent != scope || seen_[i] || (starts_only && node.type != NodeType::Start))
                    continue;
                const std::vector<NodeIndex> from_here = walk(i);
                order.insert(order.end(), from_here.begin(), from_here.end());
            }
        return order;
    }

private:
    struct Visit {
        NodeIndex node;
        std::vector<NodeIndex>
            to_do;  // taken from the end: after reversing, the first flow's way is drawn first
    };

    std::vector<NodeIndex> walk(NodeIndex from) {
        std::vector<NodeIndex> order;
        std::vector<Visit> path{{from, successors(definition_, from)}};
        seen_[from] = true;
        while (!path.empty()) {
            if (path.back().to_do.empty()) {
                order.push_back(path.back().node);
                path.pop_back();
                continue;
            }
            const NodeIndex to = path.back().to_do.back();
            path.back().to_do.pop_back();
            if (seen_[to]) continue;
            seen_[to] = true;
            path.push_back({to, successors(definition_, to)});
        }
        std::reverse(order.begin(), order.end());
        return order;
    }

    const Definition& definition_;
    std::vector<bool> seen_;
};

std::string_view mark(const Node& node, const State* state) {
    if (!state) return " ";
    for (const Token& token : state->tokens)
        if (token.node == node.id && !token.waits()) return "▶";
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
    if (node.type == NodeType::Copy) return name + " (copy)";
    const bool is_event = node.event.kind != EventKind::None && node.event.kind != EventKind::Terminate;
    return is_event ? name + " (" + std::string{name_of(node.event.kind)} + ")" : name;
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

// A subprocess is followed by what lies in it, further to the right.
void draw_scope(std::string& out, const Definition& definition, NodeIndex scope, Order& order,
                const State* state, std::string_view language, const std::string& margin) {
    const std::vector<NodeIndex> nodes = order.of_scope(scope);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = definition.nodes[nodes[i]];
        const Node* next = i + 1 < nodes.size() ? &definition.nodes[nodes[i + 1]] : nullptr;
        out += margin + shape(node, mark(node, state)) + " " + label(node, language) +
               waiting_for(node, state) + "\n";
        if (node.type == NodeType::Subprocess)
            draw_scope(out, definition, nodes[i], order, state, language, margin + "    ");
        std::string flows;
        draw_flows(flows, definition, node, next, language);
        for (std::size_t at = 0, end = 0; (end = flows.find('\n', at)) != std::string::npos; at = end + 1)
            out += margin + flows.substr(at, end - at + 1);
    }
}

}  // namespace

std::string draw_text(const Definition& definition, const State* state, std::string_view language) {
    std::string out;
    Order order{definition};
    draw_scope(out, definition, no_node, order, state, language, "");
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace wf
