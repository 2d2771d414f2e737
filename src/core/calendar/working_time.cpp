#include "core/calendar/working_time.hpp"

#include "core/base/host_interrupt.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr Instant minute = 60'000'000;
constexpr Instant day_length = 1440 * minute;
// A calendar in which nobody ever works has no end; a century is more than anybody waits.
constexpr DayNumber reach = 36'525;
// The years 1 to 9999, which all that computes dates can take.
constexpr Instant first_moment = -730'119 * day_length, last_moment = 2'921'940 * day_length;

bool is_moment(Instant at) { return at >= first_moment && at < last_moment; }

// Clocks that go forward leave out what is in between: all of it is the moment when they do. So a later time never comes
// before an earlier one. Of a time that comes twice, the first.
Instant moment_on_wall(Instant wall, const feel::Zone& zone) {
    const WallTime found = instants_of(wall, zone);
    if (found.first) return *found.first;
    Instant before = found.after_gap - 2 * day_length, after = found.after_gap;
    const Instant new_offset = wall_of(after, zone) - after;
    while (after - before > 1'000'000) {
        const Instant middle = (before / 1'000'000 + after / 1'000'000) / 2 * 1'000'000;
        const bool is_changed = wall_of(middle, zone) - middle == new_offset;
        (is_changed ? after : before) = middle;
    }
    return after;
}

Stretch moments_of(const WorkingCalendar& calendar, DayNumber day, const Shift& shift) {
    const Instant midnight = Instant{day} * day_length;
    return {moment_on_wall(midnight + shift.from * minute, calendar.zone),
            moment_on_wall(midnight + shift.until * minute, calendar.zone)};
}

Instant end_of(const WorkingCalendar& calendar, DayNumber day) {
    const Shifts& shifts = calendar.on(day);
    return shifts.empty() ? first_moment : moments_of(calendar, day, shifts.back()).until;
}

std::int64_t length_of(const std::vector<Stretch>& stretches) {
    std::int64_t sum = 0;
    for (const Stretch& stretch : stretches) sum += stretch.until - stretch.from;
    return sum;
}

// What of them lies between the two.
std::int64_t length_within(const std::vector<Stretch>& stretches, Instant from, Instant until) {
    std::int64_t sum = 0;
    for (const Stretch& stretch : stretches)
        sum += std::max<std::int64_t>(std::min(stretch.until, until) - std::max(stretch.from, from), 0);
    return sum;
}

// The moment at which `length` (above zero, at most all) of them is over.
Instant moment_after(const std::vector<Stretch>& stretches, std::int64_t length) {
    for (const Stretch& stretch : stretches) {
        const std::int64_t here = stretch.until - stretch.from;
        if (length <= here) return stretch.from + length;
        length -= here;
    }
    return stretches.back().until;
}

// A share of a day that has been worked, above zero.
struct Share {
    std::int64_t part = 1;
    std::int64_t whole = 1;

    std::int64_t of(std::int64_t length) const {
        return static_cast<std::int64_t>((feel::Nanoseconds{part} * length + whole - 1) / whole);
    }
};

// Whole days of work after `from`.
std::optional<Instant> days_later(const WorkingCalendar& calendar, Instant from, std::int64_t days) {
    const DayNumber today = day_of(from, calendar.zone);
    Share share;
    for (DayNumber day = today - 1; day <= today + reach; ++day) {
        go_on();
        const std::vector<Stretch> stretches = stretches_of(calendar, day);
        const std::int64_t length = length_of(stretches);
        if (length == 0) continue;
        const std::int64_t over = length_within(stretches, first_moment, from);
        if (over == length) continue;
        if (over > 0)
            share = {over, length};
        else if (--days == 0)
            return moment_after(stretches, share.of(length));
    }
    return {};
}

std::optional<Instant> time_later(const WorkingCalendar& calendar, Instant from, std::int64_t left) {
    const DayNumber today = day_of(from, calendar.zone);
    for (DayNumber day = today - 1; day <= today + reach; ++day) {
        go_on();
        for (const Stretch& stretch : stretches_of(calendar, day)) {
            const Instant begin = std::max(stretch.from, from);
            if (stretch.until <= begin) continue;
            if (stretch.until - begin >= left) return begin + left;
            left -= stretch.until - begin;
        }
    }
    return {};
}

}  // namespace

DayNumber day_of(Instant at, const feel::Zone& zone) {
    const Instant wall = wall_of(at, zone);
    return static_cast<DayNumber>(wall / day_length - (wall % day_length < 0 ? 1 : 0));
}

// Only the day before reaches into a day: a shift ends at most a day after it begins.
std::vector<Stretch> stretches_of(const WorkingCalendar& calendar, DayNumber day) {
    const Shifts& shifts = calendar.on(day);
    if (shifts.empty()) return {};
    Instant worked_until = end_of(calendar, day - 1);
    std::vector<Stretch> stretches;
    for (const Shift& shift : shifts) {
        const Stretch whole = moments_of(calendar, day, shift);
        const Instant from = std::max(whole.from, worked_until);
        if (from < whole.until) stretches.push_back({from, whole.until});
        worked_until = std::max(worked_until, whole.until);
    }
    return stretches;
}

std::optional<std::int64_t> working_time(const WorkingCalendar& calendar, Instant from, Instant until) {
    if (!is_moment(from) || !is_moment(until)) return {};
    if (until < from) {
        const std::optional<std::int64_t> back = working_time(calendar, until, from);
        return back ? std::optional{-*back} : std::nullopt;
    }
    const DayNumber first = day_of(from, calendar.zone) - 1, last = day_of(until, calendar.zone);
    if (last - first > reach + 1) return {};
    std::int64_t sum = 0;
    for (DayNumber day = first; day <= last; ++day) {
        go_on();
        sum += length_within(stretches_of(calendar, day), from, until);
    }
    return sum;
}

std::optional<Instant> add_working_time(const WorkingCalendar& calendar, Instant from,
                                        const Duration& duration) {
    Instant at = from;
    if (duration.months > 0) at = add(at, {.months = duration.months}, calendar.zone);
    if (!is_moment(at)) return {};
    if (duration.days > 0) {
        const std::optional<Instant> later = days_later(calendar, at, duration.days);
        if (!later) return {};
        at = *later;
    }
    return duration.microseconds > 0 ? time_later(calendar, at, duration.microseconds) : at;
}

}  // namespace wf
