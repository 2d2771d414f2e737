// An instance as people tell it: who did what to whom, with what opinion, and how long it had waited.
//
// Of one entry of the log come no row (a timer fired, a service answered), one, or several: what was done,
// and what a person would want to see of that which followed from it (a copy sent by the process, an
// incident, the end).
#pragma once

#include "core/model/event.hpp"
#include "core/outlook/timeline_kinds.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wf {

struct TimelineRow {
    std::int64_t seq = 0;  // the log entry
    Instant at = 0;
    TimelineKind kind = TimelineKind::Started;
    PersonId actor;  // "system"; empty: it followed from what was done before
    PersonId on_behalf_of;
    std::vector<std::string> receivers;  // people and groups, as receivers_of() says
    std::string node;
    std::string target_node;
    std::string comment;
    std::optional<Status> status;        // Ended: how
    std::optional<std::int64_t> waited;  // microseconds that the task had been open
};

// `log`: all entries, from the first. Throws InconsistentLog.
std::vector<TimelineRow> timeline(std::span<const Entry> log);

}  // namespace wf
