// Source for Graphviz (graphviz.org, "DOT"). A subprocess is a cluster; as lines can lead to nodes only, it
// holds a point that is not seen, and lines are cut off at its border.
#include "core/diagram/lettering.hpp"
#include "core/diagram/parts.hpp"

namespace wf::diagram {
namespace {

std::string dot_id(NodeIndex node) { return "n" + std::to_string(node); }
std::string cluster(NodeIndex node) { return "cluster_n" + std::to_string(node); }

std::string_view shape_name(const Node& node) {
    switch (shape_of(node.type)) {
        case Shape::Start:
            return "circle";
        case Shape::End:
            return "doublecircle";
        case Shape::Event:
            return "oval";
        case Shape::Gateway:
            return "diamond";
        case Shape::Activity:
        case Shape::Subprocess:
            break;
    }
    return node.type == NodeType::Call ? "component" : "box";
}

std::string style_of(Mark mark) {
    switch (mark) {
        case Mark::Done:
            return R"(, fillcolor="#e3f3e6", color="#2e7d32")";
        case Mark::Current:
            return R"(, fillcolor="#ffe9c2", color="#b45f00", penwidth=3)";
        case Mark::Predicted:
            return R"(, fillcolor="#eaf1fd", color="#2f62b5", style="filled,rounded,dashed")";
        case Mark::None:
            break;
    }
    return "";
}

class DotDrawing {
public:
    DotDrawing(const Definition& definition, const Marking& marking, std::string_view language)
        : definition_(definition), marking_(marking), language_(language), scopes_(scopes_of(definition)) {
        out_ =
            "digraph {\n"
            "    graph [rankdir=TB, compound=true, fontname=\"sans-serif\"]\n"
            "    node [shape=box, style=\"filled,rounded\", fillcolor=white, color=\"#5b6775\", "
            "fontname=\"sans-serif\", fontsize=12]\n"
            "    edge [color=\"#5b6775\", fontname=\"sans-serif\", fontsize=10]";
        scope(no_node, "    ");
        for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
            if (definition.nodes[i].type == NodeType::Boundary)
                edge(definition.nodes[i].attached_to, i, ", style=dotted, arrowhead=none");
        for (const Line& line : lines_of(definition, marking)) edge(line.from, line.to, attributes(line));
        out_ += "\n}";
    }
    std::string take() { return std::move(out_); }

private:
    void scope(NodeIndex scope, const std::string& margin) {
        for (const NodeIndex i : scopes_[scope == no_node ? 0 : scope + 1]) {
            const Node& node = definition_.nodes[i];
            if (node.type == NodeType::Subprocess)
                subprocess(i, margin);
            else
                shape(i, margin);
            for (const NodeIndex event : node.boundary) shape(event, margin);
        }
    }

    void subprocess(NodeIndex i, const std::string& margin) {
        const std::string inner = margin + "    ";
        out_ += "\n" + margin + "subgraph " + cluster(i) + " {\n" + inner + "graph [label=\"" + label(i) +
                "\", style=\"filled,rounded\", fillcolor=\"#fafbfc\", color=\"#5b6775\"" +
                style_of(marking_.nodes[i].mark) + "]\n" + inner + dot_id(i) +
                " [shape=point, style=invis, label=\"\"]";
        scope(i, inner);
        out_ += "\n" + margin + "}";
    }

    void shape(NodeIndex i, const std::string& margin) {
        out_ += "\n" + margin + dot_id(i) + " [shape=" + std::string{shape_name(definition_.nodes[i])} +
                ", label=\"" + label(i) + "\"" + style_of(marking_.nodes[i].mark) + "]";
    }

    std::string label(NodeIndex i) const {
        const Node& node = definition_.nodes[i];
        const std::string_view sign = gateway_sign(node.type);
        std::string text;
        if (!sign.empty()) text = std::string{sign} + "\\n";
        text += escape_dot(label_of(node, language_));
        const std::string& who = marking_.nodes[i].who;
        return who.empty() ? text : text + "\\n" + escape_dot(clean(who));
    }

    std::string attributes(const Line& line) const {
        std::string text;
        const std::string label = line.flow ? label_of(*line.flow, line.is_untold, language_) : "";
        if (!label.empty()) text += ", label=\"" + escape_dot(label) + "\"";
        if (line.kind != LineKind::Flow) text += ", style=dashed";
        if (line.mark == Mark::Done) text += ", color=\"#2e7d32\", penwidth=2";
        if (line.mark == Mark::Predicted) text += ", color=\"#2f62b5\", style=dashed";
        return text;
    }

    void edge(NodeIndex from, NodeIndex to, std::string attributes) {
        if (definition_.nodes[from].type == NodeType::Subprocess) attributes += ", ltail=" + cluster(from);
        if (definition_.nodes[to].type == NodeType::Subprocess) attributes += ", lhead=" + cluster(to);
        out_ += "\n    " + dot_id(from) + " -> " + dot_id(to);
        if (!attributes.empty()) out_ += " [" + attributes.substr(2) + "]";
    }

    const Definition& definition_;
    const Marking& marking_;
    const std::string_view language_;
    const std::vector<std::vector<NodeIndex>> scopes_;
    std::string out_;
};

}  // namespace

std::string draw_dot(const Definition& definition, const Marking& marking, std::string_view language) {
    return DotDrawing{definition, marking, language}.take();
}

}  // namespace wf::diagram
