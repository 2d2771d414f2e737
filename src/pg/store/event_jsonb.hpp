// Events as jsonb, for wf.events; built directly: half the cost of writing them as text
// (core/stored/event_json.hpp) and reading that.
#pragma once

#include "core/model/event.hpp"
#include "pg/server/spi.hpp"

#include <vector>

namespace wf::pg {

// Equal to events_to_json(events)::jsonb.
Param events_jsonb(const std::vector<Event>& events);

}  // namespace wf::pg
