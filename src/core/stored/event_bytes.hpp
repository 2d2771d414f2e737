// Events <-> bytes: how wf.log keeps them, in an eighth of what they take as jsonb. wf.events(bytes) shows them
// as JSON (event_json.hpp says how). Every version of the format that was ever released stays readable.
#pragma once

#include "core/model/event.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

std::string events_to_bytes(const std::vector<Event>& events);

// Forms, and whatever else is JSON in an event, may be large, and say nothing of people and nodes.
enum class EventData : bool { LeftOut, Read };

// Nothing if the bytes are no events, are cut off, or come from a newer version; `problem` then says why, in a
// sentence without its full stop. Never reads out of bounds.
std::optional<std::vector<Event>> events_from_bytes(std::string_view bytes, std::string& problem,
                                                    EventData data = EventData::Read);

}  // namespace wf
