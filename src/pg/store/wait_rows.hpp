// Armed waits as rows: wf.job for timers and services, wf.subscription for messages and signals. A condition
// has none: the core looks at it whenever the instance changes.
#pragma once

#include "core/model/event.hpp"
#include "core/model/state.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <vector>

namespace wf::pg {

// Those that can fire: none while the instance is suspended, and none whose clock stands still.
inline std::vector<Wait> armed(const State& state) {
    std::vector<Wait> waits = state.status == Status::Suspended ? std::vector<Wait>{} : state.waits;
    std::erase_if(waits, [](const Wait& wait) { return !wait.remaining.empty(); });
    return waits;
}

// Nothing: it is not armed any more, or stands still.
inline const Wait* armed(const State& state, WaitId id) {
    const Wait* wait = state.status == Status::Suspended ? nullptr : state.find_wait(id);
    return wait && wait->remaining.empty() ? wait : nullptr;
}

// Brings the rows from `before`, the waits that were armed, to those of `row.state`. Works on the difference
// and not on the events, because waits end in many ways (with their token, with the instance), and every one
// has to show here. No waits before and none after: no statement.
void project_waits(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const std::vector<Wait>& before, const std::vector<Entry>& entries);

constexpr bool is_job(const Wait& wait) {
    return wait.kind == WaitKind::Timer || wait.kind == WaitKind::Service;
}
constexpr bool is_subscription(const Wait& wait) {
    return wait.kind == WaitKind::Message || wait.kind == WaitKind::Signal;
}

}  // namespace wf::pg
