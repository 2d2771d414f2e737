// Timers by a calendar. A duration counts its working time. What has moments of its own, cron or a cycle with a start or an
// end, keeps them, and leaves out days on which nobody works.
#pragma once

#include "core/calendar/working_time.hpp"
#include "core/model/schedule.hpp"

#include <optional>

namespace wf {

// Nothing: so much is never worked.
std::optional<Firing> working_firing(const WorkingCalendar& calendar, Instant from, const Duration& duration);

// As without a calendar. Nothing: that never comes.
std::optional<FirstFiring> first_firing(const Schedule& schedule, const WorkingCalendar& calendar,
                                        Instant now);
std::optional<Firing> next_firing(const Schedule& schedule, const WorkingCalendar& calendar,
                                  const Firing& before, Instant now);

}  // namespace wf
