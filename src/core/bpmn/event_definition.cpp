#include "core/bpmn/event_definition.hpp"

#include "core/bpmn/vendor.hpp"
#include "core/model/cron.hpp"
#include "core/model/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wf::bpmn {
namespace {

constexpr std::array<std::pair<std::string_view, EventKind>, 10> event_kinds = {
    {{"timerEventDefinition", EventKind::Timer},
     {"messageEventDefinition", EventKind::Message},
     {"signalEventDefinition", EventKind::Signal},
     {"conditionalEventDefinition", EventKind::Condition},
     {"errorEventDefinition", EventKind::Error},
     {"escalationEventDefinition", EventKind::Escalation},
     {"compensateEventDefinition", EventKind::Compensation},
     {"linkEventDefinition", EventKind::Link},
     {"cancelEventDefinition", EventKind::Cancel},
     {"terminateEventDefinition", EventKind::Terminate}}};

EventKind event_kind_of(const Element& element) {
    if (element.space != Namespace::Bpmn) return EventKind::None;
    for (const auto& [name, kind] : event_kinds)
        if (element.name == name) return kind;
    return EventKind::None;
}

// Whether the text is one by itself, or an expression that gives one.
void set_timer_text(const Element& element, std::string_view key, const Place& place) {
    const Written written = content_of(element);
    const std::optional<TextOrFeel> value = text_or_feel(written, place.reading);
    if (!value) return;
    const bool is_cron = key == "every" && !value->is_feel && looks_like_cron(value->text);
    if (is_cron) key = "cron";
    place.set(key, value->text, written.path);
}

// The name of the root element that `reference` names. `what`: for messages.
std::optional<std::string> name_of(const Element& definition, std::string_view reference,
                                   std::string_view what, const Element& owner, Reading& reading) {
    const std::string& id = definition.attribute(reference);
    if (id.empty()) {
        reading.report.warning(
            "missing_" + std::string{what}, definition.path,
            "no " + std::string{what} + " is named, so it is called " + compiler::in_quotes(owner.id()),
            "Name the " + std::string{what} + " in the modeler.");
        return owner.id();
    }
    const Element* element = reading.index.find(id);
    if (!element) {
        reading.report.error("dangling_reference", definition.path,
                             "there is no " + std::string{what} + ' ' + compiler::in_quotes(id));
        return std::nullopt;
    }
    const std::optional<Written> name = attribute_of(*element, Namespace::None, "name");
    return name ? constant_of(*name, reading) : element->id();
}

void set_correlation(const Element& definition, const Element& owner, const Place& place) {
    const Element* message = place.reading.index.find(definition.attribute("messageRef"));
    for (const Element* holder : {message, &definition, &owner}) {
        const Element* subscription = holder ? holder->extension(Namespace::Zeebe, "subscription") : nullptr;
        const auto key =
            subscription ? attribute_of(*subscription, Namespace::None, "correlationKey") : std::nullopt;
        if (key) return set_feel(place, "correlation", *key);
    }
}

}  // namespace

EventDefinition event_definition(const Element& event, Reading& reading) {
    EventDefinition found;
    const auto take = [&](const Element& element) {
        const EventKind kind = event_kind_of(element);
        if (kind == EventKind::None) return;
        const bool is_first = found.kind == EventKind::None && !found.has_several;
        found = is_first ? EventDefinition{.kind = kind, .element = &element}
                         : EventDefinition{.has_several = true};
    };
    for (const Element& child : event.children) {
        take(child);
        const Element* referred = child.is("eventDefinitionRef") ? reading.index.find(child.text) : nullptr;
        if (referred) take(*referred);
    }
    if (found.has_several)
        reading.report.error("several_event_definitions", event.path,
                             "an event about several things at once is not supported",
                             "Use one event for each, for example behind an event-based gateway.");
    if (found.element) warn_of_ignored(*found.element, reading);
    return found;
}

std::string_view word(EventKind kind) { return kind == EventKind::None ? "pass" : wf::name_of(kind); }

void set_timer(const Element& definition, const Place& place) {
    if (const Element* date = definition.child("timeDate")) set_timer_text(*date, "at", place);
    if (const Element* duration = definition.child("timeDuration")) set_timer_text(*duration, "after", place);
    if (const Element* cycle = definition.child("timeCycle")) set_timer_text(*cycle, "every", place);
}

void set_condition(const Element& definition, const Place& place) {
    if (const Element* condition = definition.child("condition"))
        set_feel(place, "when", content_of(*condition));
}

void set_message(const Element& definition, const Element& owner, const Place& place) {
    const std::optional<std::string> name =
        name_of(definition, "messageRef", "message", owner, place.reading);
    if (name) place.set("message", *name, definition.path);
    set_correlation(definition, owner, place);
}

void set_signal(const Element& definition, const Element& owner, const Place& place) {
    const std::optional<std::string> name = name_of(definition, "signalRef", "signal", owner, place.reading);
    if (name) place.set("signal", *name, definition.path);
}

void set_code(const Element& definition, std::string_view reference, std::string_view code,
              std::string_view key, const Place& place) {
    const std::string& id = definition.attribute(reference);
    if (id.empty()) return;  // catches every code
    const Element* element = place.reading.index.find(id);
    // Activiti and Flowable allow the code itself in the reference.
    const auto written = element ? attribute_of(*element, Namespace::None, code) : std::nullopt;
    const std::optional<std::string> value =
        written ? constant_of(*written, place.reading) : std::optional{element ? element->id() : id};
    if (value) place.set(key, *value, definition.path);
}

bool set_caught(const EventDefinition& definition, const Element& event, const Place& place) {
    switch (definition.kind) {
        case EventKind::Timer: return set_timer(*definition.element, place), true;
        case EventKind::Message: return set_message(*definition.element, event, place), true;
        case EventKind::Signal: return set_signal(*definition.element, event, place), true;
        case EventKind::Condition: return set_condition(*definition.element, place), true;
        case EventKind::Error:
            return set_code(*definition.element, "errorRef", "errorCode", "error", place), true;
        case EventKind::Escalation:
            return set_code(*definition.element, "escalationRef", "escalationCode", "escalation", place),
                   true;
        case EventKind::Compensation:
        case EventKind::Cancel: return true;
        case EventKind::None:
        case EventKind::Link:
        case EventKind::Terminate: return false;
    }
    return false;
}

}  // namespace wf::bpmn
