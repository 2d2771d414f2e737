// One node a line, in an order that follows the flows; a bar joins a node with the next line, other flows
// name their target.
#include "core/diagram/lettering.hpp"
#include "core/diagram/parts.hpp"

#include <algorithm>

namespace wf::diagram {
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
    explicit Order(const Definition& definition)
        : definition_(definition), scopes_(definition.nodes.size() + 1), seen_(definition.nodes.size()) {
        for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
            const NodeIndex parent = definition.nodes[i].parent;
            scopes_[parent == no_node ? 0 : parent + 1].push_back(i);
        }
    }

    // The nodes of one scope: from its starts on, then what no flow leads to (event subprocesses,
    // compensation handlers).
    std::vector<NodeIndex> of_scope(NodeIndex scope) {
        std::vector<NodeIndex> order;
        for (const bool starts_only : {true, false})
            for (const NodeIndex i : scopes_[scope == no_node ? 0 : scope + 1]) {
                if (seen_[i] || (starts_only && definition_.nodes[i].type != NodeType::Start)) continue;
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
    std::vector<std::vector<NodeIndex>> scopes_;
    std::vector<bool> seen_;
};

std::string_view sign_of(Mark mark) {
    switch (mark) {
        case Mark::Predicted:
            return "◌";
        case Mark::Done:
            return "✓";
        case Mark::Current:
            return "▶";
        case Mark::None:
            break;
    }
    return " ";
}

std::string figure(const Node& node, Mark mark) {
    const std::string sign{sign_of(mark)};
    switch (shape_of(node.type)) {
        case Shape::Start:
        case Shape::End:
        case Shape::Event:
            return "(" + sign + ")";
        case Shape::Gateway:
            return "<" + sign + std::string{gateway_sign(node.type)} + ">";
        case Shape::Activity:
        case Shape::Subprocess:
            break;
    }
    return "[" + sign + "]";
}

class TextDrawing {
public:
    TextDrawing(const Definition& definition, const Marking& marking, std::string_view language)
        : definition_(definition), marking_(marking), language_(language), order_(definition) {}

    // A subprocess is followed by what lies in it, further to the right.
    void draw_scope(NodeIndex scope, const std::string& margin) {
        const std::vector<NodeIndex> nodes = order_.of_scope(scope);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Node& node = definition_.nodes[nodes[i]];
            const NodeMark& mark = marking_.nodes[nodes[i]];
            out_ += margin + figure(node, mark.mark) + " " + label_of(node, language_);
            if (!mark.who.empty()) out_ += ": " + clean(mark.who);
            out_ += "\n";
            if (node.type == NodeType::Subprocess) draw_scope(nodes[i], margin + "    ");
            draw_flows(node, i + 1 < nodes.size() ? nodes[i + 1] : no_node, margin);
        }
    }

    std::string take() {
        if (!out_.empty()) out_.pop_back();
        return std::move(out_);
    }

private:
    void draw_flows(const Node& node, NodeIndex next, const std::string& margin) {
        for (std::size_t i = 0; i < node.outgoing.size(); ++i) {
            const Flow& flow = definition_.flows[node.outgoing[i]];
            out_ += margin;
            if (node.outgoing.size() == 1 && flow.to == next) {
                out_ += " │\n";
                continue;
            }
            const std::string why = label_of(flow, marking_.untold[node.outgoing[i]], language_);
            out_ += i + 1 == node.outgoing.size() ? " └─" : " ├─";
            out_ += (why.empty() ? "" : " " + why + " ─") + std::string{"─▶ "} +
                    label_of(definition_.nodes[flow.to], language_) + "\n";
        }
    }

    const Definition& definition_;
    const Marking& marking_;
    const std::string_view language_;
    Order order_;
    std::string out_;
};

}  // namespace

std::string draw_text(const Definition& definition, const Marking& marking, std::string_view language) {
    TextDrawing drawing{definition, marking, language};
    drawing.draw_scope(no_node, "");
    return drawing.take();
}

}  // namespace wf::diagram
