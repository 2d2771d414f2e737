// What an event is about: the timer, message, signal ... in a BPMN event.
#pragma once

#include "core/bpmn/reading.hpp"
#include "core/model/definition.hpp"

#include <string_view>

namespace wf::bpmn {

struct EventDefinition {
    EventKind kind = EventKind::None;
    const Element* element = nullptr;  // absent with None
    bool has_several = false;          // which we don't have; then it is None
};

// The one event definition in an event, or the one it refers to. Several are reported.
EventDefinition event_definition(const Element& event, Reading& reading);

// "timer", "message", ...: the type of a node that is about it.
std::string_view word(EventKind kind);

void set_timer(const Element& definition, const Place& place);
void set_condition(const Element& definition, const Place& place);

// Sets `key` to the name of the message or signal, or to the code of the error or escalation. `owner` is the
// event or task: a message or signal without a name is called as the owner is, which is reported.
void set_message(const Element& definition, const Element& owner, const Place& place);
void set_signal(const Element& definition, const Element& owner, const Place& place);
void set_code(const Element& definition, std::string_view reference, std::string_view code,
              std::string_view key, const Place& place);

// All keys of an event that waits, whatever it is about. False: this kind cannot be waited for.
bool set_caught(const EventDefinition& definition, const Element& event, const Place& place);

}  // namespace wf::bpmn
