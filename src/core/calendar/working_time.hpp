// How much is worked between two moments, and when so much has been worked.
//
// The law that the property test holds them to: working_time(a, add_working_time(a, d)) = d. Both walk over the same
// stretches, which are moments: a night in which the clocks change has the hours that it really has.
#pragma once

#include "core/model/time.hpp"
#include "core/model/working_calendar.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wf {

// From one moment to another without a break.
struct Stretch {
    Instant from = 0;
    Instant until = 0;
};

// Those of one day, in order. What the day before still works is not worked twice.
std::vector<Stretch> stretches_of(const WorkingCalendar& calendar, DayNumber day);

// In microseconds; below zero if `until` comes first. Nothing: the moments are no dates of the years 1 to 9999, or more
// than a century apart.
std::optional<std::int64_t> working_time(const WorkingCalendar& calendar, Instant from, Instant until);

// The first moment at which that has been worked. Hours, minutes and seconds are working time; a day is the hours of that
// day, and used up in proportion: with 8 hours today and 4 tomorrow, a day from the moment when 6 of the 8 are over ends
// when 3 of the 4 are. Months go by the dates. Nothing: not within a century. Requires: not below zero.
std::optional<Instant> add_working_time(const WorkingCalendar& calendar, Instant from,
                                        const Duration& duration);

// Of the local day that `at` lies in.
DayNumber day_of(Instant at, const feel::Zone& zone);

}  // namespace wf
