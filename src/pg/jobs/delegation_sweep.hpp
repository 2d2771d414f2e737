// A standing delegation becomes valid: the tasks that its principal has open move to their agent.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <optional>

namespace wf::pg {

struct Swept {
    std::int32_t delegations = 0;  // that are done with
    bool holds_locks = false;      // instances were changed
};

// Sweeps at most `limit` delegations that are valid at `at` and have not been swept, the earliest first, of
// one tenant or of all. Each instance in a subtransaction. One that somebody is changing, or that fails (a
// warning says why), leaves its delegation to the next run, and stops no other. Takes EngineRights and Spi
// itself.
Swept sweep_delegations(Instant at, std::int32_t limit, std::optional<std::int64_t> tenant);

}  // namespace wf::pg
