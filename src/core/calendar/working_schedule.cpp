#include "core/calendar/working_schedule.hpp"

#include "core/base/host_interrupt.hpp"

#include <algorithm>
#include <variant>

namespace wf {
namespace {

// The last time that is not after `now`, counted from `at`, which is one.
Instant last_time(const WorkingCalendar& calendar, const Duration& every, Instant at, Instant now) {
    if (every.months == 0 && every.days == 0) {
        const std::int64_t worked = working_time(calendar, at, now).value_or(0);
        const std::int64_t whole =
            std::max<std::int64_t>(worked, 0) / every.microseconds * every.microseconds;
        return add_working_time(calendar, at, {.microseconds = whole}).value_or(at);
    }
    while (true) {
        go_on();
        const std::optional<Instant> next = add_working_time(calendar, at, every);
        if (!next || *next > now) return at;
        at = *next;
    }
}

// Every minute of some weeks.
constexpr int most_left_out = 100'000;

// The first from this one on whose day is worked.
std::optional<Firing> on_working_day(const WorkingCalendar& calendar, const Schedule& schedule,
                                     Firing firing) {
    for (int left_out = 0; left_out < most_left_out; ++left_out) {
        go_on();
        if (!calendar.on(day_of(firing.at, calendar.zone)).empty()) return firing;
        const std::optional<Firing> next = next_firing(schedule, firing, firing.at);
        if (!next) return {};
        firing = *next;
    }
    return {};
}

}  // namespace

std::optional<Firing> working_firing(const WorkingCalendar& calendar, Instant from,
                                     const Duration& duration) {
    // What an expression gives may be below zero: that is over at once.
    const Duration span = duration.is_negative() ? Duration{} : duration;
    const std::optional<Instant> at = add_working_time(calendar, from, span);
    if (!at) return {};
    return Firing{.at = *at, .since = from, .span = iso_duration(span)};
}

std::optional<FirstFiring> first_firing(const Schedule& schedule, const WorkingCalendar& calendar,
                                        Instant now) {
    FirstFiring first = first_firing(schedule, now);
    std::optional<Firing> found;
    if (has_own_moments(schedule))
        found = first.is_over ? first.firing : on_working_day(calendar, schedule, first.firing);
    else
        found = working_firing(calendar, now, std::get<Repetition>(schedule).every);
    if (!found) return {};
    found->left = first.firing.left;
    first.firing = *found;
    return first;
}

// Each time is one `every` of working time after the one before it.
std::optional<Firing> next_firing(const Schedule& schedule, const WorkingCalendar& calendar,
                                  const Firing& before, Instant now) {
    if (before.left == 0) return {};
    if (has_own_moments(schedule)) {
        const std::optional<Firing> next = next_firing(schedule, before, now);
        return next ? on_working_day(calendar, schedule, *next) : next;
    }
    const Duration& every = std::get<Repetition>(schedule).every;
    std::optional<Firing> next = working_firing(calendar, last_time(calendar, every, before.at, now), every);
    if (next) next->left = before.left > 0 ? before.left - 1 : before.left;
    return next;
}

}  // namespace wf
