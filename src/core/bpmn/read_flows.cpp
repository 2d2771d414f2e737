#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"

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

void read_flow(const Element& flow, const Place& place) {
    Reading& reading = place.reading;
    if (!flow.id().empty()) place.set("id", flow.id());
    if (!flow.attribute("name").empty()) place.set("name", flow.attribute("name"));
    const std::string& source_id = flow.attribute("sourceRef");
    place.set("from", reading.index.node_id(source_id));
    place.set("to", reading.index.node_id(flow.attribute("targetRef")));

    const Element* source = reading.index.find(source_id);
    const bool is_default = source && !flow.id().empty() && source->attribute("default") == flow.id();
    const Element* condition = flow.child("conditionExpression");
    const bool has_condition = condition && !condition->text.empty();
    if (is_default && !ignores_conditions(source)) place.set("default", truth_json(true));
    if (has_condition && is_default)
        ignore_condition(*condition, "the flow is the default", reading);
    else if (has_condition && ignores_conditions(source))
        ignore_condition(*condition, "the gateway takes every flow", reading);
    else if (has_condition)
        set_feel(place, "when", content_of(*condition));
    warn_of_ignored(flow, reading);
    apply_settings(flow, place);
}

}  // namespace

void read_flows(const Element& scope, const Place& place) {
    Json flows = array_json();
    if (const Json* begun = place.json.find("flows")) flows = *begun;
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
