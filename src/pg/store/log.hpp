// The log: appended by every accepted command, read by replay.
#pragma once

#include "core/model/event.hpp"
#include "pg/host/row_signature.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

// `signature`: of the bound row as the first of them, a command, has left it; nothing: there is none.
void append(std::int64_t tenant, std::int64_t instance, const std::vector<Entry>& entries,
            const std::optional<RowSignature>& signature);

// The entries of an instance in order; `until` bounds their time. Throws WF704 if one is missing before the
// last of them.
std::vector<Entry> read_entries(std::int64_t tenant, std::int64_t instance, Instant started_at, Instant until,
                                Access access = Access::ReadOnly);

// The same, whether complete or not.
std::vector<Entry> read_present_entries(std::int64_t tenant, std::int64_t instance, Instant started_at,
                                        Instant until, Access access = Access::ReadOnly);

// Registers the callback that forgets which partitions exist when a transaction that may have made one is
// rolled back.
void forget_partitions_on_abort();

}  // namespace wf::pg
