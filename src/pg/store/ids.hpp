// How tasks, jobs and subscriptions are numbered.
#pragma once

#include "core/base/values.hpp"

#include <cstddef>
#include <cstdint>

namespace wf::pg {

// A task is named by its instance and the number of its seat in it, so it needs no sequence and no look-up.
constexpr std::int64_t tasks_per_instance = 1'000'000;
constexpr std::int64_t task_id(std::int64_t instance, SeatId seat) {
    return instance * tasks_per_instance + seat.value;
}
constexpr std::int64_t instance_of_task(std::int64_t task) { return task / tasks_per_instance; }
constexpr SeatId seat_of_task(std::int64_t task) {
    return SeatId{static_cast<std::uint32_t>(task % tasks_per_instance)};
}

// The same for jobs and subscriptions: an armed wait, seen from outside.
constexpr std::int64_t job_id(std::int64_t instance, WaitId wait) {
    return instance * tasks_per_instance + wait.value;
}
constexpr std::int64_t instance_of_job(std::int64_t job) { return job / tasks_per_instance; }
constexpr WaitId wait_of_job(std::int64_t job) {
    return WaitId{static_cast<std::uint32_t>(job % tasks_per_instance)};
}
// A start event of a definition has no instance; its number among the start events keeps its id the same for
// ever.
constexpr std::int64_t start_event_id(std::int64_t definition, std::size_t number) {
    return -(definition * tasks_per_instance + static_cast<std::int64_t>(number));
}

}  // namespace wf::pg
