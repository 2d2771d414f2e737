// What comes again and again: an interval, counted from a moment, or cron.
#pragma once

#include "core/model/cron.hpp"
#include "core/model/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace wf {

// first + n * every. "PT10M" (again and again), "R/PT10M" (the same), "R3/PT10M" (three times): counted from the
// moment it is set, which is not one of its own. "R3/2027-01-01T09:00:00Z/PT1H": at nine, ten and eleven.
// "R3/PT1H/2027-01-01T09:00:00Z": at seven, eight and nine. "R3/2027-01-01T09:00:00Z/2027-01-01T10:00:00Z": as
// the first of these two.
struct Repetition {
    std::int32_t times = -1;  // -1: no end
    Duration every;           // above zero
    std::optional<Instant> start;
    std::optional<Instant> end;
    feel::Zone zone;  // whose calendar months and days are of
};

using Schedule = std::variant<Repetition, Cron>;

// Nothing: `problem` says why, or is empty.
std::optional<Schedule> parse_schedule(std::string_view text, const feel::Zone& zone, std::string& problem);

// Does it say itself when, and not how long after it was set?
bool has_own_moments(const Schedule& schedule);

// When a timer fires, and what has to be remembered to find the next time.
struct Firing {
    Instant at = 0;
    std::int32_t left = 0;  // how often after that; -1: nobody counts
    Instant since = 0;      // what is counted from
    std::string span{};     // of working time: so much of it after `since`, as an ISO 8601 duration; empty: not so
    bool operator==(const Firing&) const = default;
};

// The first time. A schedule that is over already comes once, at the last moment it had: `is_over`.
struct FirstFiring {
    Firing firing;
    bool is_over = false;
};
FirstFiring first_firing(const Schedule& schedule, Instant now);

// The one after `before`, which has been due and comes now: the first that lies ahead. What was missed on the way
// does not come. If `before` was moved by hand, it is counted from it. Nothing: that was the last one.
std::optional<Firing> next_firing(const Schedule& schedule, const Firing& before, Instant now);

}  // namespace wf
