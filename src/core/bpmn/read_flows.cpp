#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"
#include "core/compile/names.hpp"

#include <utility>

namespace wf::bpmn {
namespace {

// The standard: conditions on flows out of these are not evaluated.
bool ignores_conditions(const Element* source) {
    return source && (source->is("parallelGateway") || source->is("eventBasedGateway"));
}

void ignore_condition(const Element& condition, std::string_view why, Reading& reading) {
    reading.report.warning(
        "condition_ignored", condition.path,
        "condition " + compiler::in_quotes(condition.text) + " is ignored: " + std::string{why}, "Remove it.");
}

bool is_event(const Element& element) {
    return element.space == Namespace::Bpmn && element.name.ends_with("Event");
}

bool has_condition(const Element& flow) {
    const Element* condition = flow.child("conditionExpression");
    return condition && !condition->text.empty();
}

std::string split_id(const Element& event, const Index& index) {
    std::string id = event.id() + ".split";
    while (index.find(id)) id += '_';
    return id.size() <= compiler::max_name ? id : compiler::key_from(id);
}

Json split_node(std::string_view id) {
    Json json = object_json();
    put(json, "id", text_json(id));
    put(json, "type", text_json("inclusive"));
    return json;
}

Json flow_into_split(std::string_view from, std::string_view to) {
    Json json = object_json();
    put(json, "from", text_json(from));
    put(json, "to", text_json(to));
    return json;
}

void add_split(const Element& event, Json& nodes, Json& flows, const Place& place) {
    Reading& reading = place.reading;
    const std::string id = split_id(event, reading.index);
    reading.splits.emplace(&event, id);
    reading.report.warning(
        "condition_after_event", event.path,
        "flows out of " + compiler::in_quotes(event.id()) +
            " have conditions, which BPMN does not allow behind an event: every flow whose "
            "condition holds is taken",
        "Draw an inclusive or exclusive gateway behind the event.");
    reading.origin(compiler::child(place.pointer + "/nodes", nodes.items.size()), event.path);
    nodes.items.push_back(split_node(id));
    reading.origin(compiler::child(place.pointer + "/flows", flows.items.size()), event.path);
    flows.items.push_back(flow_into_split(reading.index.node_id(event.id()), id));
}

void read_flow(const Element& flow, const Place& place) {
    Reading& reading = place.reading;
    if (!flow.id().empty()) place.set("id", reading.index.own_id(flow));
    if (!flow.attribute("name").empty()) place.set("name", flow.attribute("name"));
    const std::string& source_id = flow.attribute("sourceRef");
    const Element* source = reading.index.find(source_id);
    const auto split = reading.splits.find(source);
    place.set("from", split == reading.splits.end() ? reading.index.node_id(source_id) : split->second);
    place.set("to", reading.index.node_id(flow.attribute("targetRef")));

    const bool is_default = source && !flow.id().empty() && source->attribute("default") == flow.id();
    const bool chooses =
        source && !ignores_conditions(source) && (!is_event(*source) || split != reading.splits.end());
    const Element* condition = flow.child("conditionExpression");
    if (is_default && chooses) place.set("default", truth_json(true));
    if (has_condition(flow) && is_default)
        ignore_condition(*condition, "the flow is the default", reading);
    else if (has_condition(flow) && ignores_conditions(source))
        ignore_condition(*condition, "the gateway takes every flow", reading);
    else if (has_condition(flow))
        set_feel(place, "when", content_of(*condition));
    warn_of_ignored(flow, reading);
    apply_settings(flow, place);
}

void split_behind_events(const Element& scope, Json& flows, const Place& place) {
    Reading& reading = place.reading;
    std::optional<Json> nodes;  // a copy, made when there is something to add
    for (const Element& element : scope.children) {
        if (!element.is("sequenceFlow") || !has_condition(element)) continue;
        const Element* source = reading.index.find(element.attribute("sourceRef"));
        const bool is_default = source && source->attribute("default") == element.id();
        if (!source || !is_event(*source) || is_default || reading.splits.contains(source)) continue;
        if (!nodes) nodes = *place.json.find("nodes");
        add_split(*source, *nodes, flows, place);
    }
    if (nodes) place.set("nodes", std::move(*nodes));
}

}  // namespace

void read_flows(const Element& scope, const Place& place) {
    Json flows = array_json();
    if (const Json* begun = place.json.find("flows")) flows = *begun;
    split_behind_events(scope, flows, place);
    for (const Element& element : scope.children) {
        if (!element.is("sequenceFlow") || is_short_flow(element)) continue;
        const std::string pointer = compiler::child(place.pointer + "/flows", flows.items.size());
        place.reading.origin(pointer, element.path);
        Json flow = object_json();
        read_flow(element, {.json = flow, .pointer = pointer, .reading = place.reading});
        flows.items.push_back(std::move(flow));
    }
    place.set("flows", std::move(flows));
}

}  // namespace wf::bpmn
