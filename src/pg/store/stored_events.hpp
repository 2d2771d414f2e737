// Events as wf.log has them.
#pragma once

#include "core/model/event.hpp"
#include "core/stored/event_bytes.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wf::pg {

// Of an entry, as it is named if its events cannot be read: WF704.
std::vector<Event> events_of(std::string_view bytes, std::int64_t instance, std::int64_t seq,
                             EventData data = EventData::Read);

// For readers of many entries, of which one that cannot be read must not be the end: nothing.
std::optional<std::vector<Event>> events_if_readable(std::string_view bytes, EventData data);

// What an entry does to the form.
struct FormLeft {
    bool is_readable = false;
    std::optional<Json> form;  // nothing: it leaves it as it was
};
FormLeft form_left_by(std::string_view bytes);

// Of nobody knows which entry.
std::vector<Event> events_of(std::string_view bytes, EventData data = EventData::Read);

}  // namespace wf::pg
