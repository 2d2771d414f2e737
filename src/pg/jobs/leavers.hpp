// Open seats of people who have left.
#pragma once

#include <cstdint>
#include <optional>

namespace wf::pg {

// Seats that were given, by transactions that did not see it yet, to people who had just left. Looks at those
// who left within a day; passes over instances that somebody is changing. Takes EngineRights and Spi itself.
void replace_late_leavers(std::optional<std::int64_t> tenant);

}  // namespace wf::pg
