// Sizes and places of everything in the diagram, the inside of subprocesses first.
#include "core/bpmn/figures.hpp"

#include <algorithm>

namespace wf::bpmn {
namespace {

constexpr int padding = 40;  // inside of a subprocess
constexpr int event_size = 36;
constexpr int gateway_size = 50;
constexpr Size task_size = {.width = 100, .height = 80};

Size own_size(const NodeFigure& node) {
    if (node.element.ends_with("Event")) return {.width = event_size, .height = event_size};
    if (node.element.ends_with("Gateway")) return {.width = gateway_size, .height = gateway_size};
    return task_size;
}

void place_boundary(NodeFigure& host) {
    int x = host.corner.x + host.size.width - event_size / 2;
    for (NodeFigure& event : host.boundary) {
        x -= event_size + 8;
        event.size = {.width = event_size, .height = event_size};
        event.corner = {.x = x, .y = host.corner.y + host.size.height - event_size / 2};
    }
}

void move(ScopeFigure& scope, Point by) {
    for (NodeFigure& node : scope.nodes) {
        node.corner.x += by.x;
        node.corner.y += by.y;
        place_boundary(node);
        if (node.inner) move(*node.inner, by);
    }
}

std::vector<std::pair<std::size_t, std::size_t>> arrows_of(const ScopeFigure& scope) {
    std::unordered_map<std::string, std::size_t> boxes;  // boundary events stand in their host's box
    for (std::size_t i = 0; i < scope.nodes.size(); ++i) {
        boxes.emplace(scope.nodes[i].xml_id, i);
        for (const NodeFigure& event : scope.nodes[i].boundary) boxes.emplace(event.xml_id, i);
    }
    std::vector<std::pair<std::size_t, std::size_t>> arrows;
    for (const FlowFigure& flow : scope.flows) {
        const auto from = boxes.find(flow.source);
        const auto to = boxes.find(flow.target);
        if (from != boxes.end() && to != boxes.end()) arrows.emplace_back(from->second, to->second);
    }
    return arrows;
}

// Gives the size of the whole; its upper left corner is (0, 0).
Size place(ScopeFigure& scope) {
    std::vector<Size> boxes;
    for (NodeFigure& node : scope.nodes) {
        node.size = own_size(node);
        if (node.inner) {
            const Size inner = place(*node.inner);
            node.size = {.width = std::max(task_size.width, inner.width) + 2 * padding,
                         .height = std::max(task_size.height, inner.height) + 2 * padding};
        }
        boxes.push_back(node.size);
    }
    const Layout layout = lay_out(boxes, arrows_of(scope));
    for (std::size_t i = 0; i < scope.nodes.size(); ++i) {
        NodeFigure& node = scope.nodes[i];
        node.corner = layout.corners[i];
        place_boundary(node);
        if (node.inner) move(*node.inner, {.x = node.corner.x + padding, .y = node.corner.y + padding});
    }
    return layout.size;
}

}  // namespace

void place_figures(ScopeFigure& scope) {
    place(scope);
    move(scope, {.x = 160, .y = 80});
}

}  // namespace wf::bpmn
