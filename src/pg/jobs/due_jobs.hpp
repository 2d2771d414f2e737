// What wf.run_due_jobs does: fires timers whose moment has come, and lets standing delegations begin.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <optional>

namespace wf::pg {

// Sweeps delegations that have become valid, then fires timers that are due at `at`, the earliest first, of
// one tenant or of all, at most `max_jobs` together; gives how many it did. Each in a subtransaction: one
// that fails is noted on its job, tried again later, and stops none of the others. Takes EngineRights and Spi
// itself.
std::int32_t run_due_jobs(Instant at, std::int32_t max_jobs, std::optional<std::int64_t> tenant);

}  // namespace wf::pg
