// The stored form of events: [{"type": "SeatApproved", "seat": 3, "by": "ann"}, ...]. The type is the
// struct's name.
#pragma once

#include "core/model/event.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

std::string events_to_json(const std::vector<Event>& events);

// Nothing if the text is not what events_to_json writes; `problem` then says why.
std::optional<std::vector<Event>> events_from_json(std::string_view json, std::string& problem);

}  // namespace wf
