// Diagram interchange (BPMN DI): without it bpmn.io shows nothing.
#include "core/bpmn/writing.hpp"

#include <algorithm>
#include <unordered_map>

namespace wf::bpmn {
namespace {

class Diagram {
public:
    Diagram(const Figures& figures, XmlWriter& xml) : xml_(xml) {
        xml_.open("bpmndi:BPMNDiagram", {{"id", "BPMNDiagram_1"}});
        xml_.open("bpmndi:BPMNPlane", {{"id", "BPMNPlane_1"}, {"bpmnElement", figures.process_id}});
        shapes(figures.process);
        edges(figures.process);
        xml_.close();
        xml_.close();
    }

private:
    void shape(const NodeFigure& node) {
        figures_.emplace(node.xml_id, &node);
        xml_.open("bpmndi:BPMNShape", {{"id", node.xml_id + "_di"},
                                       {"bpmnElement", node.xml_id},
                                       {"isMarkerVisible", node.element == "exclusiveGateway" ? "true" : ""},
                                       {"isExpanded", node.inner ? "true" : ""}});
        xml_.empty_element("dc:Bounds", {{"x", std::to_string(node.corner.x)},
                                 {"y", std::to_string(node.corner.y)},
                                 {"width", std::to_string(node.size.width)},
                                 {"height", std::to_string(node.size.height)}});
        xml_.close();
    }

    void shapes(const ScopeFigure& scope) {
        for (const NodeFigure& node : scope.nodes) {
            shape(node);
            if (node.inner) shapes(*node.inner);
            for (const NodeFigure& event : node.boundary) shape(event);
        }
    }

    void edges(const ScopeFigure& scope) {
        for (const FlowFigure& flow : scope.flows) {
            const auto source = figures_.find(flow.source);
            const auto target = figures_.find(flow.target);
            if (source == figures_.end() || target == figures_.end()) continue;
            xml_.open("bpmndi:BPMNEdge", {{"id", flow.xml_id + "_di"}, {"bpmnElement", flow.xml_id}});
            for (const Point& point : way(*source->second, *target->second))
                xml_.empty_element("di:waypoint", {{"x", std::to_string(point.x)}, {"y", std::to_string(point.y)}});
            xml_.close();
        }
        for (const NodeFigure& node : scope.nodes)
            if (node.inner) edges(*node.inner);
    }

    // From the right side to the left side; backwards and past others below both; out of a boundary event
    // downwards.
    static std::vector<Point> way(const NodeFigure& from, const NodeFigure& to) {
        const Point right{.x = from.corner.x + from.size.width, .y = from.corner.y + from.size.height / 2};
        const Point bottom{.x = from.corner.x + from.size.width / 2, .y = from.corner.y + from.size.height};
        const Point left{.x = to.corner.x, .y = to.corner.y + to.size.height / 2};
        const bool is_boundary = from.element == "boundaryEvent";
        if (is_boundary && left.x > bottom.x && left.y > bottom.y) return {bottom, {bottom.x, left.y}, left};
        const bool is_next = left.x - right.x < 2 * column_gap + 36;  // no column fits between
        if (!is_boundary && left.x > right.x && left.y == right.y && is_next) return {right, left};
        if (!is_boundary && left.x > right.x && left.y != right.y) {
            // A fork turns at once, a join at the end: the row of the branch is free, the main row is not.
            const int middle = left.y > right.y ? right.x + column_gap / 2 : left.x - column_gap / 2;
            return {right, {middle, right.y}, {middle, left.y}, left};
        }
        const Point under{.x = to.corner.x + to.size.width / 2, .y = to.corner.y + to.size.height};
        const int low = std::max(bottom.y, under.y) + 20;
        return {bottom, {bottom.x, low}, {under.x, low}, under};
    }

    XmlWriter& xml_;
    std::unordered_map<std::string, const NodeFigure*> figures_;
};

}  // namespace

void write_diagram(const Figures& figures, XmlWriter& xml) { Diagram{figures, xml}; }

}  // namespace wf::bpmn
