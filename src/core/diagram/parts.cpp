#include "core/diagram/parts.hpp"

#include "core/diagram/diagram.hpp"
#include "core/diagram/lettering.hpp"

namespace wf {

std::string draw(const Definition& definition, const Marking& marking, DiagramFormat format,
                 std::string_view language) {
    switch (format) {
        case DiagramFormat::Text: return diagram::draw_text(definition, marking, language);
        case DiagramFormat::Mermaid: return diagram::draw_mermaid(definition, marking, language);
        case DiagramFormat::Dot: return diagram::draw_dot(definition, marking, language);
        case DiagramFormat::Svg: break;
    }
    return diagram::draw_svg(definition, marking, language);
}

namespace diagram {
namespace {

constexpr Words english{.otherwise = "otherwise",
                        .copy = "copy",
                        .done = "done",
                        .current = "current",
                        .predicted = "predicted",
                        .events = {"", "timer", "message", "signal", "condition", "error", "escalation",
                                   "compensation", "link", "cancel", ""}};

constexpr Words chinese{
    .otherwise = "否则",
    .copy = "抄送",
    .done = "已完成",
    .current = "进行中",
    .predicted = "预计",
    .events = {"", "定时", "消息", "信号", "条件", "错误", "升级", "补偿", "链接", "取消", ""}};

}  // namespace

Shape shape_of(NodeType type) {
    switch (type) {
        case NodeType::Start: return Shape::Start;
        case NodeType::End: return Shape::End;
        case NodeType::Catch:
        case NodeType::Throw:
        case NodeType::Boundary: return Shape::Event;
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::Complex:
        case NodeType::EventGateway: return Shape::Gateway;
        case NodeType::Subprocess: return Shape::Subprocess;
        case NodeType::Approval:
        case NodeType::Task:
        case NodeType::Copy:
        case NodeType::Service:
        case NodeType::Script:
        case NodeType::Pass:
        case NodeType::Call: break;
    }
    return Shape::Activity;
}

std::string_view gateway_sign(NodeType type) {
    if (type == NodeType::Parallel) return "+";
    if (type == NodeType::Inclusive) return "o";
    if (type == NodeType::Complex) return "*";
    if (type == NodeType::EventGateway) return "?";
    return "";
}

const Words& words(std::string_view language) { return language.starts_with("zh") ? chinese : english; }

std::string name_of(const Node& node, std::string_view language) {
    return clean(node.name.in(language, node.id));
}

std::string label_of(const Node& node, std::string_view language) {
    const std::string name = name_of(node, language);
    const Words& known = words(language);
    const std::string_view kind =
        node.type == NodeType::Copy ? known.copy : line_of(known.events, node.event.kind);
    return kind.empty() ? name : name + " (" + std::string{kind} + ")";
}

std::string label_of(const Flow& flow, bool is_untold, std::string_view language) {
    if (!flow.name.empty()) return clean(flow.name.in(language, flow.id));
    if (is_untold) return "";
    if (flow.when) return clean(flow.when->text());
    return flow.is_default ? std::string{words(language).otherwise} : "";
}

std::vector<Line> lines_of(const Definition& definition, const Marking& marking) {
    std::vector<Line> lines;
    for (FlowIndex i = 0; i < definition.flows.size(); ++i) {
        const Flow& flow = definition.flows[i];
        const Node& from = definition.nodes[flow.from];
        const bool is_link = from.type == NodeType::Throw && from.event.kind == EventKind::Link;
        lines.push_back({.from = flow.from,
                         .to = flow.to,
                         .kind = is_link ? LineKind::Link : LineKind::Flow,
                         .flow = &flow,
                         .mark = marking.flows[i],
                         .is_untold = marking.untold[i]});
    }
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const Node& event = definition.nodes[i];
        if (event.type != NodeType::Boundary || event.event.kind != EventKind::Compensation) continue;
        const NodeIndex handler = definition.nodes[event.attached_to].compensated_by;
        if (handler != no_node)
            lines.push_back({.from = i, .to = handler, .kind = LineKind::Compensation, .flow = nullptr});
    }
    return lines;
}

std::vector<std::vector<NodeIndex>> scopes_of(const Definition& definition) {
    std::vector<std::vector<NodeIndex>> scopes(definition.nodes.size() + 1);
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const Node& node = definition.nodes[i];
        if (node.type != NodeType::Boundary)
            scopes[node.parent == no_node ? 0 : node.parent + 1].push_back(i);
    }
    return scopes;
}

}  // namespace diagram
}  // namespace wf
