// Start, end, intermediate and boundary events.
#include "core/bpmn/event_definition.hpp"
#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"

namespace wf::bpmn {
namespace {

void refuse(const Element& event, std::string_view what, const Place& place) {
    place.reading.report.error("unsupported_event", event.path, std::string{what},
                               "Draw it with the events that docs/reference/bpmn.md lists.");
}

// A message event that another engine sends by a worker: our service node.
bool is_sent_by_worker(const EventDefinition& definition, const Element& event) {
    if (definition.kind != EventKind::Message || !definition.element->attribute("messageRef").empty())
        return false;
    return event.extension(Namespace::Zeebe, "taskDefinition") ||
           definition.element->find_attribute(Namespace::Camunda, "topic");
}

void read_sent_by_worker(const EventDefinition& definition, const Element& event, const Place& place) {
    place.set("type", "service");
    const Element* task = event.extension(Namespace::Zeebe, "taskDefinition");
    const auto topic = task ? attribute_of(*task, Namespace::None, "type")
                            : attribute_of(*definition.element, Namespace::Camunda, "topic");
    const auto name = topic ? constant_of(*topic, place.reading) : std::nullopt;
    if (name) place.set("topic", *name, topic->path);
}

void set_activity(const Element& definition, std::string_view key, const Place& place) {
    const std::string& activity = definition.attribute("activityRef");
    if (!activity.empty()) place.set(key, place.reading.index.node_id(activity), definition.path);
}

void set_link(const Element& definition, const Element& event, const Place& place) {
    const std::string name = place.reading.links.name_of(event);
    if (!name.empty()) place.set("link", name, definition.path);
}

// The handler of a compensation hangs on an association; other flows are flows, unless the JSON they come
// from had "to".
void set_target(const Element& event, bool compensates, const Place& place) {
    const Index& index = place.reading.index;
    const auto& lines =
        compensates ? index.associations_from(event.id()) : index.short_flows_from(event.id());
    for (const Element* line : lines) {
        const std::string& target = line->attribute("targetRef");
        const Element* node = index.find(target);
        if (node && is_node(*node)) place.set("to", index.node_id(target), line->path);
    }
}

void read_boundary(const Element& event, const Place& place) {
    const EventDefinition definition = event_definition(event, place.reading);
    warn_of_ignored(event, place.reading);
    place.set("id", place.reading.index.own_id(event));
    if (!event.attribute("name").empty()) place.set("name", event.attribute("name"));
    place.set("type", word(definition.kind));
    if (!set_caught(definition, event, place) && !definition.has_several)
        refuse(event, "a boundary event must say what it waits for", place);
    const bool may_stay = definition.kind != EventKind::Error && definition.kind != EventKind::Cancel &&
                          definition.kind != EventKind::Compensation;
    if (may_stay && event.attribute("cancelActivity") == "false")
        place.set("interrupting", truth_json(false));
    set_target(event, definition.kind == EventKind::Compensation, place);
    apply_settings(event, place);
}

}  // namespace

void read_start(const Element& event, const Place& place) {
    const EventDefinition definition = event_definition(event, place.reading);
    place.set("type", "start");
    if (const auto variable = attribute_of(event, Namespace::Camunda, "initiator"))
        place.reading.initiators.insert(variable->text);
    if (definition.kind == EventKind::None) return;
    place.set("trigger", word(definition.kind));
    if (!set_caught(definition, event, place)) refuse(event, "a start event cannot wait for this", place);
    if (event.attribute("isInterrupting") == "false") place.set("interrupting", truth_json(false));
}

void read_end(const Element& event, const Place& place) {
    const EventDefinition definition = event_definition(event, place.reading);
    if (is_sent_by_worker(definition, event)) return read_sent_by_worker(definition, event, place);
    place.set("type", "end");
    switch (definition.kind) {
        case EventKind::Message: return set_message(*definition.element, event, place);
        case EventKind::Signal: return set_signal(*definition.element, event, place);
        case EventKind::Error:
            if (definition.element->attribute("errorRef").empty())
                place.reading.report.error("missing_error", event.path,
                                           "an error that is thrown needs a code",
                                           "Choose an error in the modeler.");
            return set_code(*definition.element, "errorRef", "errorCode", "error", place);
        case EventKind::Escalation:
            set_code(*definition.element, "escalationRef", "escalationCode", "escalation", place);
            if (!place.json.find("escalation")) place.set("escalation", event.id());
            return;
        case EventKind::Compensation:
            place.set("compensation", truth_json(true));
            return set_activity(*definition.element, "compensation", place);
        case EventKind::Terminate:
        case EventKind::Cancel: return place.set(word(definition.kind), truth_json(true));
        case EventKind::Timer:
        case EventKind::Condition:
        case EventKind::Link: return refuse(event, "an end event cannot be of this kind", place);
        case EventKind::None: return;
    }
}

void read_catch(const Element& event, const Place& place) {
    const EventDefinition definition = event_definition(event, place.reading);
    place.set("type", word(definition.kind));
    if (definition.has_several) return;
    switch (definition.kind) {
        case EventKind::Timer:
        case EventKind::Message:
        case EventKind::Signal:
        case EventKind::Condition: set_caught(definition, event, place); return;
        case EventKind::Link: return set_link(*definition.element, event, place);
        case EventKind::None:
        case EventKind::Error:
        case EventKind::Escalation:
        case EventKind::Compensation:
        case EventKind::Cancel:
        case EventKind::Terminate:
            return refuse(
                event,
                "a catching intermediate event must wait for a timer, message, signal, condition or link",
                place);
    }
}

void read_throw(const Element& event, const Place& place) {
    const EventDefinition definition = event_definition(event, place.reading);
    if (is_sent_by_worker(definition, event)) return read_sent_by_worker(definition, event, place);
    place.set("type", word(definition.kind));
    switch (definition.kind) {
        case EventKind::Message:
            place.set("throw", truth_json(true));
            return set_message(*definition.element, event, place);
        case EventKind::Signal:
            place.set("throw", truth_json(true));
            return set_signal(*definition.element, event, place);
        case EventKind::Escalation:
            return set_code(*definition.element, "escalationRef", "escalationCode", "escalation", place);
        case EventKind::Compensation: return set_activity(*definition.element, "node", place);
        case EventKind::Link: return set_link(*definition.element, event, place);
        case EventKind::Timer:
        case EventKind::Condition:
        case EventKind::Error:
        case EventKind::Cancel:
        case EventKind::Terminate:
            return refuse(event, "a throwing intermediate event cannot be of this kind", place);
        case EventKind::None: return;
    }
}

void read_boundaries(const Element& host, const Place& place) {
    const auto& events = place.reading.index.boundaries_of(host.id());
    if (host.id().empty() || events.empty()) return;
    Json boundary = array_json();
    for (const Element* event : events) {
        const std::string pointer = compiler::child(place.pointer + "/boundary", boundary.items.size());
        place.reading.origin(pointer, event->path);
        Json entry = object_json();
        const Place there{.json = entry, .pointer = pointer, .reading = place.reading};
        read_boundary(*event, there);
        boundary.items.push_back(std::move(entry));
    }
    place.set("boundary", std::move(boundary));
}

}  // namespace wf::bpmn
