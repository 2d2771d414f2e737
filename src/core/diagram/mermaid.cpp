// Source for Mermaid (mermaid.js.org, "flowchart"). Its ids are ours (n0, n1, ...), so that no id of a
// definition is ever parsed; in labels all punctuation that means something is written as an entity.
#include "core/diagram/lettering.hpp"
#include "core/diagram/parts.hpp"

namespace wf::diagram {
namespace {

std::string node_id(NodeIndex node) { return "n" + std::to_string(node); }

struct Brackets {
    std::string_view open;
    std::string_view close;
};

Brackets brackets(const Node& node) {
    switch (shape_of(node.type)) {
        case Shape::Start:
            return {"((", "))"};
        case Shape::End:
            return {"(((", ")))"};
        case Shape::Event:
            return {"([", "])"};
        case Shape::Gateway:
            return gateway_sign(node.type).empty() ? Brackets{"{", "}"} : Brackets{"{{", "}}"};
        case Shape::Activity:
        case Shape::Subprocess:
            break;
    }
    if (node.type == NodeType::Call) return {"[[", "]]"};
    return node.type == NodeType::Approval || node.type == NodeType::Task ? Brackets{"[", "]"}
                                                                          : Brackets{"(", ")"};
}

class MermaidDrawing {
public:
    MermaidDrawing(const Definition& definition, const Marking& marking, std::string_view language)
        : definition_(definition), marking_(marking), language_(language), scopes_(scopes_of(definition)) {
        out_ = "flowchart TD";
        scope(no_node, "    ");
        for (NodeIndex i = 0; i < definition.nodes.size(); ++i)
            if (definition.nodes[i].type == NodeType::Boundary) attach(i);
        std::size_t number = attached_;
        for (const Line& line : lines_of(definition, marking)) draw(line, number++);
        styles();
    }
    std::string take() { return std::move(out_); }

private:
    void add(const std::string& line) { out_ += "\n    " + line; }

    void scope(NodeIndex scope, const std::string& margin) {
        for (const NodeIndex i : scopes_[scope == no_node ? 0 : scope + 1]) {
            const Node& node = definition_.nodes[i];
            if (node.type == NodeType::Subprocess) {
                out_ += "\n" + margin + "subgraph " + node_id(i) + " [" + label(i) + "]";
                this->scope(i, margin + "    ");
                out_ += "\n" + margin + "end";
            } else {
                shape(i, margin);
            }
            for (const NodeIndex event : node.boundary) shape(event, margin);
        }
    }

    void shape(NodeIndex i, const std::string& margin) {
        const Brackets around = brackets(definition_.nodes[i]);
        out_ += "\n" + margin + node_id(i) + std::string{around.open} + label(i) + std::string{around.close};
    }

    std::string label(NodeIndex i) const {
        const Node& node = definition_.nodes[i];
        const std::string_view sign = gateway_sign(node.type);
        std::string name = label_of(node, language_);
        if (!sign.empty()) name = std::string{sign} + " " + name;
        std::string text = mermaid_label(name);
        const std::string& who = marking_.nodes[i].who;
        if (who.empty()) return text;
        text.pop_back();
        return text + "<br/>" + mermaid_label(clean(who)).substr(1);
    }

    void attach(NodeIndex event) {
        add(node_id(definition_.nodes[event].attached_to) + " -.- " + node_id(event));
        ++attached_;
    }

    void draw(const Line& line, std::size_t number) {
        const std::string label = line.flow ? label_of(*line.flow, line.is_untold, language_) : "";
        const std::string arrow = line.kind == LineKind::Flow ? " -->" : " -.->";
        add(node_id(line.from) + arrow + (label.empty() ? " " : "|" + mermaid_label(label) + "| ") + node_id(line.to));
        if (line.mark == Mark::None) return;
        std::string& list = line.mark == Mark::Done ? taken_ : to_come_;
        list += (list.empty() ? "" : ",") + std::to_string(number);
    }

    void styles() {
        if (!marking_.is_of_instance) return;
        add("classDef done fill:#e3f3e6,stroke:#2e7d32,color:#1b2733");
        add("classDef current fill:#ffe9c2,stroke:#b45f00,stroke-width:3px,color:#1b2733");
        add("classDef predicted fill:#eaf1fd,stroke:#2f62b5,stroke-dasharray:5 4,color:#1b2733");
        style(Mark::Done, "done");
        style(Mark::Current, "current");
        style(Mark::Predicted, "predicted");
        if (!taken_.empty()) add("linkStyle " + taken_ + " stroke:#2e7d32,stroke-width:2px");
        if (!to_come_.empty()) add("linkStyle " + to_come_ + " stroke:#2f62b5,stroke-dasharray:5 4");
    }

    void style(Mark mark, const std::string& name) {
        std::string list;
        for (NodeIndex i = 0; i < marking_.nodes.size(); ++i)
            if (marking_.nodes[i].mark == mark) list += (list.empty() ? "" : ",") + node_id(i);
        if (!list.empty()) add("class " + list + " " + name);
    }

    const Definition& definition_;
    const Marking& marking_;
    const std::string_view language_;
    const std::vector<std::vector<NodeIndex>> scopes_;
    std::string out_;
    std::size_t attached_ = 0;
    std::string taken_;  // numbers of links
    std::string to_come_;
};

}  // namespace

std::string draw_mermaid(const Definition& definition, const Marking& marking, std::string_view language) {
    return MermaidDrawing{definition, marking, language}.take();
}

}  // namespace wf::diagram
