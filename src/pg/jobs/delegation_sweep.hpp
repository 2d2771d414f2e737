// A standing delegation becomes valid: the tasks that its principal has open move to their agent.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace wf::pg {

// Of one tenant or of all, the earliest first. It goes on behind the delegation that it tried last, also in another
// transaction.
class DelegationSweep {
public:
    explicit DelegationSweep(std::optional<std::int64_t> tenant) : tenant_(tenant) {}

    // Sweeps delegations that are valid at `at` and have not been swept, until it is done with `limit` of them; gives
    // with how many. Each instance in a subtransaction. One that somebody is changing, or that fails (a warning says
    // why), leaves its delegation to the next run, and stops no other. Takes EngineRights and Spi itself.
    std::int32_t run(Instant at, std::int32_t limit);
    bool is_over() const { return is_over_; }
    bool holds_locks() const { return holds_locks_; }  // instances were changed

private:
    std::optional<std::int64_t> tenant_;
    Instant last_from_ = -std::numeric_limits<Instant>::max();
    std::int64_t last_id_ = 0;
    bool is_over_ = false;
    bool holds_locks_ = false;
};

}  // namespace wf::pg
