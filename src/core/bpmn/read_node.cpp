// From the name of a BPMN element to its reader.
#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

using ReadNode = void (*)(const Element&, const Place&);

struct NodeKind {
    std::string_view element;
    ReadNode read;
    bool is_activity;
};

constexpr std::array<NodeKind, 21> node_kinds = {{{"startEvent", read_start, false},
                                         {"endEvent", read_end, false},
                                         {"intermediateCatchEvent", read_catch, false},
                                         {"intermediateThrowEvent", read_throw, false},
                                         {"task", read_pass, true},
                                         {"manualTask", read_pass, true},
                                         {"userTask", read_user_task, true},
                                         {"serviceTask", read_service_task, true},
                                         {"businessRuleTask", read_service_task, true},
                                         {"scriptTask", read_script_task, true},
                                         {"sendTask", read_send_task, true},
                                         {"receiveTask", read_receive_task, true},
                                         {"exclusiveGateway", read_exclusive, false},
                                         {"parallelGateway", read_parallel, false},
                                         {"inclusiveGateway", read_inclusive, false},
                                         {"complexGateway", read_complex, false},
                                         {"eventBasedGateway", read_event_gateway, false},
                                         {"subProcess", read_subprocess, true},
                                         {"transaction", read_subprocess, true},
                                         {"adHocSubProcess", read_ad_hoc, true},
                                         {"callActivity", read_call, true}}};

const NodeKind* node_kind_of(const Element& element) {
    if (element.space != Namespace::Bpmn) return nullptr;
    const auto found =
        std::find_if(node_kinds.begin(), node_kinds.end(), [&](const NodeKind& k) { return k.element == element.name; });
    return found == node_kinds.end() ? nullptr : &*found;
}

// What stands in a process without being a step of it.
bool is_silent(const Element& element) {
    constexpr std::array<std::string_view, 36> silent = {"documentation",
                                                         "extensionElements",
                                                         "incoming",
                                                         "outgoing",
                                                         "sequenceFlow",
                                                         "boundaryEvent",
                                                         "laneSet",
                                                         "dataObject",
                                                         "dataObjectReference",
                                                         "dataStoreReference",
                                                         "dataInput",
                                                         "dataOutput",
                                                         "textAnnotation",
                                                         "association",
                                                         "group",
                                                         "artifact",
                                                         "ioSpecification",
                                                         "ioBinding",
                                                         "property",
                                                         "dataInputAssociation",
                                                         "dataOutputAssociation",
                                                         "auditing",
                                                         "monitoring",
                                                         "correlationSubscription",
                                                         "supports",
                                                         "supportedInterfaceRef",
                                                         "resourceRole",
                                                         "performer",
                                                         "humanPerformer",
                                                         "potentialOwner",
                                                         "multiInstanceLoopCharacteristics",
                                                         "standardLoopCharacteristics",
                                                         "completionCondition",
                                                         "category",
                                                         "conversationAssociation",
                                                         "definitionalCollaborationRef"};
    return element.space != Namespace::Bpmn ||
           std::find(silent.begin(), silent.end(), element.name) != silent.end();
}

void check_attachments(const Element& scope, Reading& reading) {
    for (const Element& event : scope.children) {
        if (!event.is("boundaryEvent")) continue;
        const Element* host = reading.index.find(event.attribute("attachedToRef"));
        if (!host || !is_node(*host))
            reading.report.error("dangling_reference", event.path,
                                 "the boundary event is attached to " +
                                     compiler::in_quotes(event.attribute("attachedToRef")) +
                                     ", which is not an activity");
    }
}

// What looks like work, and is none or waits for somebody from outside.
void warn_of_work(const Element& element, const Place& place) {
    const std::string_view type = text_of(place.json, "type");
    compiler::Report& report = place.reading.report;
    if (type == "pass" && (element.is("task") || element.is("manualTask")))
        report.warning("does_nothing", element.path,
                       element.name + ' ' + compiler::in_quotes(element.id()) +
                           " is passed at once: nobody is asked, and nothing is done",
                       "Make it a userTask or a serviceTask if somebody or something has to do it.");
    const std::string_view topic = text_of(place.json, "topic");
    if (type == "service" && element.is("sendTask"))
        report.warning("needs_worker", element.path,
                       "sendTask " + compiler::in_quotes(element.id()) +
                           " sends nothing by itself: it waits for a worker that fetches topic " +
                           compiler::in_quotes(topic.empty() ? text_of(place.json, "id") : topic),
                       "Give it a messageRef if another process is meant to receive the message.");
}

}  // namespace

bool is_node(const Element& element) { return node_kind_of(element) != nullptr; }

void read_node(const Element& element, const Place& place) {
    const NodeKind& kind = *node_kind_of(element);
    Reading& reading = place.reading;
    if (element.id().empty())
        reading.report.error("missing_id", element.path,
                             "element " + compiler::in_quotes(element.shown) + " has no id",
                             "Every modeler gives one; save the file with one.");
    place.set("id", reading.index.own_id(element));
    if (!element.attribute("name").empty()) place.set("name", element.attribute("name"));
    kind.read(element, place);
    if (kind.is_activity) read_repetition(element, place);
    warn_of_ignored(element, reading);
    read_boundaries(element, place);
    apply_settings(element, place);
    if (element.is("userTask")) name_somebody(element, place);
    write_field_rights(element, place);
    warn_of_work(element, place);
}

void read_scope(const Element& scope, const Place& place) {
    Reading& reading = place.reading;
    Json nodes = array_json();
    if (const Json* begun = place.json.find("nodes")) nodes = *begun;
    for (const Element& element : scope.children) {
        if (is_silent(element)) continue;
        if (!is_node(element)) {
            reading.report.error("unknown_element", element.path,
                                 "element " + compiler::in_quotes(element.shown) + " is not known here");
            continue;
        }
        const std::string pointer = compiler::child(place.pointer + "/nodes", nodes.items.size());
        reading.origin(pointer, element.path);
        Json node = object_json();
        read_node(element, {.json = node, .pointer = pointer, .reading = reading});
        nodes.items.push_back(std::move(node));
    }
    place.set("nodes", std::move(nodes));
    read_flows(scope, place);
    check_attachments(scope, reading);
}

}  // namespace wf::bpmn
