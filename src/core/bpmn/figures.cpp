#include "core/bpmn/figures.hpp"

#include "core/base/report.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

const std::vector<Json>& items(const Json& object, std::string_view key) {
    static const std::vector<Json> none;
    const Json* list = object.find(key);
    return list && list->is(Json::Type::Array) ? list->items : none;
}

bool is_true(const Json& object, std::string_view key) {
    const Json* found = object.find(key);
    return found && found->is(Json::Type::Boolean) && found->truth;
}

std::string_view element_of_event(const Json& node, bool has_incoming) {
    const std::string_view type = text_of(node, "type");
    if (type == "link") return has_incoming ? "intermediateThrowEvent" : "intermediateCatchEvent";
    if (type == "escalation" || type == "compensation" || is_true(node, "throw"))
        return "intermediateThrowEvent";
    const bool is_activity = node.find("boundary") || node.find("multi") || node.find("loop");
    return type == "message" && is_activity ? "receiveTask" : "intermediateCatchEvent";
}

// What comes closest; wf:settings say what it really is.
std::string_view element_of(const Json& node, bool has_incoming) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> elements = {
        {{"start", "startEvent"},
         {"end", "endEvent"},
         {"approval", "userTask"},
         {"task", "userTask"},
         {"copy", "sendTask"},
         {"service", "serviceTask"},
         {"script", "scriptTask"},
         {"pass", "task"},
         {"exclusive", "exclusiveGateway"},
         {"parallel", "parallelGateway"},
         {"inclusive", "inclusiveGateway"},
         {"complex", "complexGateway"},
         {"event_gateway", "eventBasedGateway"},
         {"call", "callActivity"}}};
    const std::string_view type = text_of(node, "type");
    for (const auto& [ours, theirs] : elements)
        if (type == ours) return theirs;
    if (type == "subprocess") return is_true(node, "transaction") ? "transaction" : "subProcess";
    constexpr std::array<std::string_view, 7> events = {"timer",      "message",      "signal", "condition",
                                                        "escalation", "compensation", "link"};
    const bool is_event = std::find(events.begin(), events.end(), type) != events.end();
    return is_event ? element_of_event(node, has_incoming) : "task";
}

class Maker {
public:
    Maker(const Json& definition, Figures& figures) : figures_(figures) {
        collect_targets(definition);
        figures.process_id = figures.give(text_of(definition, "key"));
        add_nodes(definition, "", figures.process);
        add_flows(definition, "", figures.process);
    }

private:
    void collect_targets(const Json& scope) {
        for (const Json& flow : items(scope, "flows")) targets_.emplace(text_of(flow, "to"));
        for (const Json& node : items(scope, "nodes")) {
            ids_.emplace(text_of(node, "id"));
            collect_targets(node);
        }
    }

    // Gives the XML id, and remembers the own one if it is another.
    std::string named(std::string_view id, std::string_view wanted, const std::string& pointer) {
        std::string xml_id = figures_.give(wanted);
        if (xml_id != id) figures_.renamed.emplace(pointer, id);
        if (!id.empty()) figures_.xml_ids.emplace(id, xml_id);
        return xml_id;
    }

    void add_nodes(const Json& scope, const std::string& pointer, ScopeFigure& figure) {
        const std::string list = pointer + "/nodes";
        for (const Json& json : items(scope, "nodes")) {
            const std::string_view id = text_of(json, "id");
            const std::string place = compiler::child(list, figure.nodes.size());
            NodeFigure node{};
            node.json = &json;
            node.pointer = place;
            node.element = element_of(json, targets_.contains(std::string{id}));
            node.xml_id = named(id, id.empty() ? node.element : id, place);
            add_boundary(json, id, node);
            if (text_of(json, "type") == "subprocess") {
                node.inner = std::make_unique<ScopeFigure>();
                add_nodes(json, place, *node.inner);
            }
            figure.nodes.push_back(std::move(node));
        }
    }

    // As the compiler names boundary events without an id: "host.type", a second one "host.type#2".
    std::string boundary_id(const Json& json, std::string_view host) {
        std::string id{text_of(json, "id")};
        if (!id.empty()) return id;
        const std::string base = std::string{host} + '.' + std::string{text_of(json, "type")};
        id = base;
        for (int n = 2; !ids_.insert(id).second; ++n) id = base + '#' + std::to_string(n);
        return id;
    }

    void add_boundary(const Json& host, std::string_view host_id, NodeFigure& node) {
        for (const Json& json : items(host, "boundary")) {
            NodeFigure event{};
            event.json = &json;
            event.pointer = compiler::child(node.pointer + "/boundary", node.boundary.size());
            event.element = "boundaryEvent";
            const std::string id = boundary_id(json, host_id);
            if (!json.find("id")) figures_.renamed.emplace(event.pointer, "");  // and so it stays
            event.xml_id = named(id, id, event.pointer);
            node.boundary.push_back(std::move(event));
        }
    }

    // After all nodes of all scopes have their ids.
    void add_flows(const Json& scope, const std::string& pointer, ScopeFigure& figure) {
        std::unordered_map<std::string, NodeFigure*> nodes;
        for (NodeFigure& node : figure.nodes) {
            nodes.emplace(node.xml_id, &node);
            for (NodeFigure& event : node.boundary) nodes.emplace(event.xml_id, &event);
        }
        const std::string list = pointer + "/flows";
        for (const Json& json : items(scope, "flows")) {
            FlowFigure flow{};
            flow.json = &json;
            flow.pointer = compiler::child(list, figure.flows.size());
            flow.is_default = is_true(json, "default");
            const std::string_view id = text_of(json, "id");
            flow.xml_id = named_flow(id, flow.pointer);
            flow.source = figures_.xml_id(text_of(json, "from"));
            flow.target = figures_.xml_id(text_of(json, "to"));
            figure.flows.push_back(std::move(flow));
        }
        for (NodeFigure& node : figure.nodes) {
            for (NodeFigure& event : node.boundary) add_target(event, nodes, figure);
            if (node.inner) add_flows(*node.json, node.pointer, *node.inner);
        }
        for (const FlowFigure& flow : figure.flows) connect(flow, nodes);
    }

    std::string named_flow(std::string_view id, const std::string& pointer) {
        std::string xml_id =
            figures_.give(id.empty() ? "Flow_" + std::to_string(++flow_count_) : std::string{id});
        if (xml_id != id) figures_.renamed.emplace(pointer, id);
        return xml_id;
    }

    void add_target(const NodeFigure& event, const std::unordered_map<std::string, NodeFigure*>& nodes,
                    ScopeFigure& figure) {
        const bool compensates = text_of(*event.json, "type") == "compensation";
        const std::string_view target = text_of(*event.json, "to");
        if (compensates) {
            for (FlowFigure& flow : figure.flows)
                if (flow.source == event.xml_id) mark_handler(flow.target, nodes);
        }
        if (target.empty()) return;
        FlowFigure flow{};
        flow.kind = compensates ? FlowFigure::Kind::Association : FlowFigure::Kind::Short;
        flow.xml_id = figures_.give(event.xml_id + (compensates ? ".handler" : ".to"));
        flow.source = event.xml_id;
        flow.target = figures_.xml_id(target);
        if (compensates) mark_handler(flow.target, nodes);
        figure.flows.push_back(std::move(flow));
    }

    static void mark_handler(const std::string& xml_id,
                             const std::unordered_map<std::string, NodeFigure*>& nodes) {
        const auto found = nodes.find(xml_id);
        if (found != nodes.end()) found->second->is_compensation_handler = true;
    }

    static void connect(const FlowFigure& flow, const std::unordered_map<std::string, NodeFigure*>& nodes) {
        if (flow.kind == FlowFigure::Kind::Association) return;
        const auto source = nodes.find(flow.source);
        const auto target = nodes.find(flow.target);
        if (source != nodes.end()) {
            source->second->outgoing.push_back(flow.xml_id);
            if (flow.is_default) source->second->default_flow = flow.xml_id;
        }
        if (target != nodes.end()) target->second->incoming.push_back(flow.xml_id);
    }

    Figures& figures_;
    std::unordered_set<std::string> targets_;  // node ids with an incoming flow
    std::unordered_set<std::string> ids_;      // all node ids
    int flow_count_ = 0;
};

}  // namespace

std::string Figures::give(std::string_view wanted) {
    std::string base;
    for (const char c : wanted)
        base += is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ? c : '_';
    if (base.empty() || !is_letter(base[0])) base = "_" + base;
    std::string id = base;
    for (int n = 2; !taken.insert(id).second; ++n) id = base + '_' + std::to_string(n);
    return id;
}

std::string Figures::xml_id(std::string_view node_id) const {
    const auto found = xml_ids.find(std::string{node_id});
    return found == xml_ids.end() ? std::string{node_id} : found->second;
}

Figures make_figures(const Json& definition) {
    Figures figures;
    Maker{definition, figures};
    place_figures(figures.process);
    return figures;
}

}  // namespace wf::bpmn
