#include "core/model/deadline.hpp"

#include "core/model/time.hpp"

#include <algorithm>

namespace wf {

std::optional<Deadline> deadline_of(const State& state, TokenId token) {
    for (const Wait& wait : state.waits) {
        if (wait.token != token || wait.name != due_wait) continue;
        if (!wait.remaining.empty())
            return Deadline{.remaining = parse_duration(wait.remaining).value_or(Duration{}).microseconds};
        if (state.status != Status::Suspended) return Deadline{.due_at = wait.due_at};
        return Deadline{.remaining = std::max<std::int64_t>(wait.due_at - state.suspended_at, 0)};
    }
    return {};
}

}  // namespace wf
