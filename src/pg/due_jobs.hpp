// What wf.run_due_jobs does: fires timers whose moment has come.
#pragma once

#include "core/values.hpp"

#include <cstdint>
#include <optional>

namespace wf::pg {

// Fires at most `max_jobs` timers that are due at `at`, the earliest first, of one tenant or of all; gives
// how many it fired. Each in a subtransaction: one that fails is noted on its job, tried again later, and
// stops none of the others. Takes EngineRights and Spi itself.
std::int32_t run_due_jobs(Instant at, std::int32_t max_jobs, std::optional<std::int64_t> tenant);

}  // namespace wf::pg
