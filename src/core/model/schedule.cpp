#include "core/model/schedule.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace wf {
namespace {

constexpr Instant never = std::numeric_limits<Instant>::max();
constexpr Instant hour = 3'600'000'000;

// So that no product is beyond what add() can take.
std::int64_t times(std::int64_t count, std::int64_t part, std::int64_t most) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(count, part, &product)) return std::clamp(product, -most, most);
    return (count < 0) == (part < 0) ? most : -most;
}

// A month has at least 28 days and a day 23 hours.
double shortest(const Duration& every) {
    const double days = static_cast<double>(every.months) * 28 + static_cast<double>(every.days);
    return days * 23 * static_cast<double>(hour) + static_cast<double>(every.microseconds);
}

// How many of them there can be in between, at most.
std::int64_t most_between(Instant from, Instant to, const Duration& every) {
    const double distance = std::max(static_cast<double>(to) - static_cast<double>(from), 0.0);
    return static_cast<std::int64_t>(std::min(distance / shortest(every), 9e18)) + 1;
}

Instant occurrence(const Repetition& repetition, Instant from, std::int64_t n) {
    constexpr std::int64_t many_months = 12 * 300'000, many_days = 366 * 300'000;
    return add(from,
               {.months = times(n, repetition.every.months, many_months),
                .days = times(n, repetition.every.days, many_days),
                .microseconds = times(n, repetition.every.microseconds, never)},
               repetition.zone);
}

// The smallest n from `least` to `most` whose occurrence lies after `at`; else most + 1.
std::int64_t first_after(const Repetition& repetition, Instant from, Instant at, std::int64_t least,
                         std::int64_t most) {
    std::int64_t low = least;
    std::int64_t high = std::max(std::min(most_between(from, at, repetition.every), most) + 1, low);
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (occurrence(repetition, from, middle) > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max() - 1;

std::int64_t last_index(const Repetition& repetition) {
    return repetition.times < 0 ? no_end : std::max(repetition.times - 1, 0);
}

// Those that end at a moment are counted down from it: -n is the one n before the last.
std::optional<Instant> before_end(const Repetition& repetition, Instant at) {
    const Instant end = *repetition.end;
    if (end <= at) return {};
    Repetition back = repetition;
    back.every = -repetition.every;
    std::int64_t low = 0;  // lies after `at`
    std::int64_t high = std::min(last_index(repetition), most_between(at, end, repetition.every));
    while (low < high) {
        const std::int64_t middle = low + (high - low + 1) / 2;
        if (occurrence(back, end, middle) > at)
            low = middle;
        else
            high = middle - 1;
    }
    return occurrence(back, end, low);
}

// The first after `at` of a schedule that has its moments by itself.
std::optional<Instant> fixed_after(const Repetition& repetition, Instant at) {
    if (repetition.end) return before_end(repetition, at);
    const std::int64_t last = last_index(repetition);
    const std::int64_t n = first_after(repetition, *repetition.start, at, 0, last);
    if (n > last) return {};
    const Instant found = occurrence(repetition, *repetition.start, n);
    return found == never ? std::nullopt : std::optional{found};
}

Instant last_of(const Repetition& repetition) {
    return repetition.end ? *repetition.end
                          : occurrence(repetition, *repetition.start, last_index(repetition));
}

bool is_fixed(const Repetition& repetition) { return repetition.start || repetition.end; }

Instant counted(const Repetition& repetition, Instant from, Instant at) {
    return occurrence(repetition, from, first_after(repetition, from, at, 1, no_end));
}

FirstFiring first_of(const Repetition& repetition, Instant now) {
    if (!is_fixed(repetition)) {
        const std::int32_t left = repetition.times < 0 ? -1 : std::max(repetition.times - 1, 0);
        return {.firing = {.at = counted(repetition, now, now), .left = left, .since = now}};
    }
    const std::optional<Instant> found = fixed_after(repetition, now - 1);
    if (found) return {.firing = {.at = *found, .left = -1, .since = now}};
    return {.firing = {.at = last_of(repetition), .left = 0, .since = now}, .is_over = true};
}

FirstFiring first_of(const Cron& cron, Instant now) {
    const std::optional<Instant> found = next_after(cron, now);
    return {.firing = {.at = found.value_or(now), .left = found ? -1 : 0, .since = now}, .is_over = !found};
}

std::optional<Firing> next_of(const Repetition& repetition, const Firing& before, Instant now) {
    const Instant at = std::max(before.at, now);
    if (is_fixed(repetition)) {
        const std::optional<Instant> found = fixed_after(repetition, at);
        return found ? std::optional{Firing{.at = *found, .left = before.left, .since = before.since}}
                     : std::nullopt;
    }
    const bool is_in_rhythm = counted(repetition, before.since, before.at - 1) == before.at;
    const Instant since = is_in_rhythm ? before.since : before.at;
    return Firing{.at = counted(repetition, since, at), .left = before.left, .since = since};
}

std::optional<Firing> next_of(const Cron& cron, const Firing& before, Instant now) {
    const std::optional<Instant> found = next_after(cron, std::max(before.at, now));
    return found ? std::optional{Firing{.at = *found, .left = before.left, .since = before.since}}
                 : std::nullopt;
}

std::optional<Duration> positive_duration(std::string_view text) {
    const std::optional<Duration> duration = parse_duration(text);
    return duration && duration->is_positive() ? duration : std::nullopt;
}

// "R", "R3"; -1: without end.
std::optional<std::int32_t> read_times(std::string_view text) {
    text.remove_prefix(1);
    if (text.empty()) return -1;
    std::int32_t times = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), times);
    if (error != std::errc{} || end != text.data() + text.size() || times < 0) return {};
    return times;
}

// "R3/START/PT1H", "R3/PT1H/END", "R3/START/END": the two behind "R3".
bool read_interval(std::string_view first, std::string_view second, const feel::Zone& zone,
                   Repetition& repetition) {
    const auto moment = [&](std::string_view text) { return parse_zoned_instant(text, zone); };
    if (const std::optional<Duration> every = positive_duration(first)) {
        const std::optional<ZonedInstant> end = moment(second);
        if (!end) return false;
        repetition.every = *every;
        repetition.end = end->at;
        repetition.zone = end->zone;
        return true;
    }
    const std::optional<ZonedInstant> start = moment(first);
    if (!start) return false;
    repetition.start = start->at;
    repetition.zone = start->zone;
    if (const std::optional<Duration> every = positive_duration(second)) {
        repetition.every = *every;
        return true;
    }
    const std::optional<ZonedInstant> end = moment(second);
    if (!end || end->at <= start->at) return false;
    repetition.every = {.microseconds = end->at - start->at};
    return true;
}

// Names of zones have slashes too; what comes behind one of these is no digit, and no "P2" or "PT".
std::size_t find_separator(std::string_view text) {
    const auto is_digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
        const std::string_view rest = text.substr(at + 1);
        if (is_digit(at + 1) || (rest.starts_with('P') && is_digit(at + 2)) || rest.starts_with("PT"))
            return at;
    }
    return std::string_view::npos;
}

std::optional<Repetition> parse_repetition(std::string_view text, const feel::Zone& zone) {
    Repetition repetition;
    repetition.zone = zone;
    if (text.starts_with('R')) {
        const std::size_t slash = text.find('/');
        if (slash == std::string_view::npos) return {};
        const std::optional<std::int32_t> times = read_times(text.substr(0, slash));
        if (!times) return {};
        repetition.times = *times;
        text.remove_prefix(slash + 1);
        const std::size_t between = find_separator(text);
        if (between != std::string_view::npos)
            return read_interval(text.substr(0, between), text.substr(between + 1), zone, repetition)
                       ? std::optional{repetition}
                       : std::nullopt;
    }
    const std::optional<Duration> every = positive_duration(text);
    if (!every) return {};
    repetition.every = *every;
    return repetition;
}

}  // namespace

std::optional<Schedule> parse_schedule(std::string_view text, const feel::Zone& zone, std::string& problem) {
    problem.clear();
    if (looks_like_cron(text)) {
        std::optional<Cron> cron = parse_cron(text, zone, problem);
        return cron ? std::optional<Schedule>{*cron} : std::nullopt;
    }
    const std::optional<Repetition> repetition = parse_repetition(text, zone);
    return repetition ? std::optional<Schedule>{*repetition} : std::nullopt;
}

bool has_own_moments(const Schedule& schedule) {
    const auto* repetition = std::get_if<Repetition>(&schedule);
    return !repetition || is_fixed(*repetition);
}

FirstFiring first_firing(const Schedule& schedule, Instant now) {
    return std::visit([now](const auto& one) { return first_of(one, now); }, schedule);
}

std::optional<Firing> next_firing(const Schedule& schedule, const Firing& before, Instant now) {
    if (before.left == 0) return {};
    std::optional<Firing> next =
        std::visit([&](const auto& one) { return next_of(one, before, now); }, schedule);
    if (next && next->left > 0) --next->left;
    return next;
}

}  // namespace wf
