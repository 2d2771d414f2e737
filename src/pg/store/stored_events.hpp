// Events as wf.log has them.
#pragma once

#include "core/model/event.hpp"
#include "core/stored/event_bytes.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace wf::pg {

// Of an entry, as it is named if its events cannot be read: WF704.
std::vector<Event> events_of(std::string_view bytes, std::int64_t instance, std::int64_t seq,
                             EventData data = EventData::Read);

// Of nobody knows which entry.
std::vector<Event> events_of(std::string_view bytes, EventData data = EventData::Read);

}  // namespace wf::pg
