// Of what a token stands on: when its time is over, or how much of it is left while the clock stands still.
#pragma once

#include "core/model/state.hpp"

#include <cstdint>
#include <optional>

namespace wf {

struct Deadline {
    Instant due_at = 0;
    std::optional<std::int64_t>
        remaining{};  // microseconds, in working time if it counts that; absent: the clock runs
};

// Nothing: there is none, or it has passed.
std::optional<Deadline> deadline_of(const State& state, TokenId token);

}  // namespace wf
