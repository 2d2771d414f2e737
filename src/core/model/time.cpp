#include "core/model/time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <limits>

namespace wf {
namespace {

using namespace std::chrono;

constexpr sys_days epoch = 2000y / January / 1;
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;
// PostgreSQL's timestamptz ends in the year 294276; what is beyond is not a moment.
constexpr std::int64_t last_year = 294'000;

class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool take(char c) {
        if (peek() != c || rest_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // Exactly `digits` of them, or at least one if 0.
    std::optional<std::int64_t> number(std::size_t digits = 0) {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
        if (count == 0 || count > 12 || (digits && count < digits)) return {};
        if (digits) count = digits;
        std::int64_t value = 0;
        std::from_chars(rest_.data(), rest_.data() + count, value);
        rest_.remove_prefix(count);
        return value;
    }
    // The digits after a decimal point, as millionths; what is finer is cut off.
    std::optional<std::int64_t> fraction() {
        std::int64_t value = 0;
        std::int64_t unit = second / 10;
        if (peek() < '0' || peek() > '9') return {};
        for (; peek() >= '0' && peek() <= '9'; rest_.remove_prefix(1), unit /= 10)
            value += (peek() - '0') * unit;
        return value;
    }

private:
    std::string_view rest_;
};

bool add_scaled(std::int64_t& sum, std::int64_t number, std::int64_t unit) {
    std::int64_t product = 0;
    return !__builtin_mul_overflow(number, unit, &product) && !__builtin_add_overflow(sum, product, &sum);
}

struct Unit {
    char letter;
    std::int64_t size;
};

// Numbers with letters, each letter at most once and in this order.
template <std::size_t count>
bool read_units(Cursor& cursor, const Unit (&units)[count], std::int64_t& sum, bool& any) {
    std::size_t next = 0;
    while (!cursor.done() && cursor.peek() != 'T') {
        const std::optional<std::int64_t> number = cursor.number();
        if (!number) return false;
        std::int64_t millionths = 0;
        if (cursor.take('.') || cursor.take(',')) {
            const auto fraction = cursor.fraction();
            if (!fraction || cursor.peek() != 'S') return false;
            millionths = *fraction;
        }
        while (next < count && !cursor.take(units[next].letter)) ++next;
        if (next == count || !add_scaled(sum, *number, units[next].size)) return false;
        if (!add_scaled(sum, millionths, 1)) return false;
        ++next;
        any = true;
    }
    return true;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
    static constexpr Unit year_and_month[] = {{'Y', 12}, {'M', 1}};
    static constexpr Unit week_and_day[] = {{'W', 7 * day}, {'D', day}};
    static constexpr Unit of_time[] = {{'H', 3600 * second}, {'M', 60 * second}, {'S', second}};
    Cursor cursor{text};
    const bool negative = cursor.take('-');
    if (!cursor.take('P')) return {};
    Duration duration;
    bool any = false;
    // Years and months first; what they cannot read may still be days.
    for (const Unit& unit : year_and_month) {
        Cursor ahead = cursor;
        const std::optional<std::int64_t> number = ahead.number();
        if (!number || !ahead.take(unit.letter)) continue;
        if (!add_scaled(duration.months, *number, unit.size)) return {};
        cursor = ahead;
        any = true;
    }
    if (!read_units(cursor, week_and_day, duration.microseconds, any)) return {};
    if (cursor.take('T')) {
        bool any_time = false;
        if (!read_units(cursor, of_time, duration.microseconds, any_time) || !any_time) return {};
        any = true;
    }
    if (!any || !cursor.done() || duration.months > last_year * 12) return {};
    if (negative) duration = {.months = -duration.months, .microseconds = -duration.microseconds};
    return duration;
}

std::optional<Cycle> parse_cycle(std::string_view text) {
    Cycle cycle;
    if (!text.empty() && text.front() == 'R') {
        const std::size_t slash = text.find('/');
        if (slash == std::string_view::npos) return {};
        const std::string_view times = text.substr(1, slash - 1);
        if (!times.empty()) {
            const auto [end, error] = std::from_chars(times.data(), times.data() + times.size(), cycle.times);
            if (error != std::errc{} || end != times.data() + times.size() || cycle.times < 0) return {};
        }
        text.remove_prefix(slash + 1);
    }
    const std::optional<Duration> every = parse_duration(text);
    // What does not go forward would fire for ever at the same moment.
    if (!every || every->months < 0 || every->microseconds < 0 ||
        (every->months == 0 && every->microseconds == 0))
        return {};
    cycle.every = *every;
    return cycle;
}

namespace {

// Its first moment in UTC.
std::optional<Instant> read_date(Cursor& cursor) {
    const auto year_number = cursor.number(4);
    if (!year_number || !cursor.take('-')) return {};
    const auto month_number = cursor.number(2);
    if (!month_number || !cursor.take('-')) return {};
    const auto day_number = cursor.number(2);
    if (!day_number) return {};
    const year_month_day date{year{static_cast<int>(*year_number)},
                              month{static_cast<unsigned>(*month_number)},
                              std::chrono::day{static_cast<unsigned>(*day_number)}};
    if (!date.ok()) return {};
    return (sys_days{date} - epoch).count() * day;
}

// "09:30", and ":05" and ".25" if they follow.
std::optional<std::int64_t> read_clock(Cursor& cursor) {
    const auto hours = cursor.number(2);
    if (!hours || *hours > 24 || !cursor.take(':')) return {};
    const auto minutes = cursor.number(2);
    if (!minutes || *minutes > 59) return {};
    const std::int64_t clock = (*hours * 3600 + *minutes * 60) * second;
    if (!cursor.take(':')) return clock;
    const auto seconds = cursor.number(2);
    if (!seconds || *seconds > 59) return {};
    if (!cursor.take('.') && !cursor.take(',')) return clock + *seconds * second;
    const auto fraction = cursor.fraction();
    if (!fraction) return {};
    return clock + *seconds * second + *fraction;
}

// "Z", "+08", "+08:00", "-0330" or nothing: how far the clock is ahead of UTC.
std::optional<std::int64_t> read_offset(Cursor& cursor) {
    if (cursor.done() || cursor.take('Z')) return 0;
    const bool ahead = cursor.take('+');
    if (!ahead && !cursor.take('-')) return {};
    const auto offset_hours = cursor.number(2);
    if (!offset_hours || *offset_hours > 15) return {};
    cursor.take(':');
    const auto offset_minutes = cursor.done() ? std::optional<std::int64_t>{0} : cursor.number(2);
    if (!offset_minutes || *offset_minutes > 59) return {};
    const std::int64_t offset = (*offset_hours * 3600 + *offset_minutes * 60) * second;
    return ahead ? offset : -offset;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    Cursor cursor{text};
    const std::optional<Instant> date = read_date(cursor);
    if (!date || cursor.done()) return date;
    if (!cursor.take('T') && !cursor.take(' ')) return {};
    const std::optional<std::int64_t> clock = read_clock(cursor);
    if (!clock) return {};
    const std::optional<std::int64_t> offset = read_offset(cursor);
    if (!offset || !cursor.done()) return {};
    return *date + *clock - *offset;
}

Instant operator+(Instant from, const Duration& duration) {
    std::int64_t days = from / day - (from % day < 0 ? 1 : 0);
    const std::int64_t in_day = from % day + (from % day < 0 ? day : 0);
    if (duration.months != 0) {
        const year_month_day date{epoch + std::chrono::days{days}};
        const std::int64_t months = std::int64_t{static_cast<int>(date.year())} * 12 +
                                    (static_cast<unsigned>(date.month()) - 1) + duration.months;
        const std::int64_t years = std::clamp<std::int64_t>(months / 12, -4'000, 32'000);
        const year_month target{year{static_cast<int>(years)},
                                month{static_cast<unsigned>(months - months / 12 * 12) + 1}};
        const std::chrono::day last = (target / std::chrono::last).day();
        days = (sys_days{target / std::min(date.day(), last)} - epoch).count();
    }
    const Instant moved = duration.months == 0 ? from : days * day + in_day;
    Instant at = 0;
    if (!__builtin_add_overflow(moved, duration.microseconds, &at)) return at;
    return duration.microseconds > 0 ? std::numeric_limits<Instant>::max()
                                     : std::numeric_limits<Instant>::min();
}

std::size_t write_iso_utc(Instant at, char (&text)[max_iso_text]) {
    const std::int64_t days = at / day - (at % day < 0 ? 1 : 0);
    const std::int64_t rest = at % day + (at % day < 0 ? day : 0);
    const year_month_day date{epoch + std::chrono::days{days}};
    const std::int64_t seconds = rest / second;
    const int written =
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                      static_cast<int>(seconds % 60), static_cast<int>(rest % second));
    return static_cast<std::size_t>(written);
}

std::optional<feel::DateTime> moment_of(Instant at, const feel::Zone& zone) {
    if (at == std::numeric_limits<Instant>::max() || at == std::numeric_limits<Instant>::min()) return {};
    const std::int64_t from_1970 = epoch.time_since_epoch().count() * std::int64_t{86'400};
    const feel::Nanoseconds since_1970 =
        feel::Nanoseconds{from_1970} * 1'000'000'000 + feel::Nanoseconds{at} * 1000;
    const auto seconds = static_cast<std::int64_t>(since_1970 / 1'000'000'000);
    return feel::DateTime::from(since_1970, feel::Zone::offset(zone.offset_at_instant(seconds)));
}

std::string iso_utc(Instant at) {
    char text[max_iso_text];
    return {text, write_iso_utc(at, text)};
}

}  // namespace wf
