#include "core/model/time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <limits>
#include <span>
#include <utility>

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

    std::string_view take_rest() { return std::exchange(rest_, {}); }

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
    std::int64_t Duration::*part;
    std::int64_t exact;  // microseconds of one, for a fraction; 0: it has none
};

constexpr Unit date_units[] = {{'Y', 12, &Duration::months, 0},
                               {'M', 1, &Duration::months, 0},
                               {'W', 7, &Duration::days, 7 * day},
                               {'D', 1, &Duration::days, day}};
constexpr Unit time_units[] = {{'H', 3600 * second, &Duration::microseconds, 3600 * second},
                               {'M', 60 * second, &Duration::microseconds, 60 * second},
                               {'S', second, &Duration::microseconds, second}};

// Numbers with letters, each letter at most once and in this order. Only the last number has a fraction.
bool read_units(Cursor& cursor, std::span<const Unit> units, Duration& sum, bool& any) {
    while (!cursor.done() && cursor.peek() != 'T') {
        const std::optional<std::int64_t> number = cursor.number();
        if (!number) return false;
        std::optional<std::int64_t> millionths;
        if (cursor.take('.') || cursor.take(',')) {
            millionths = cursor.fraction();
            if (!millionths) return false;
        }
        while (!units.empty() && !cursor.take(units.front().letter)) units = units.subspan(1);
        if (units.empty()) return false;
        const Unit& unit = units.front();
        if (!add_scaled(sum.*unit.part, *number, unit.size)) return false;
        if (millionths && (unit.exact == 0 || !cursor.done())) return false;
        if (millionths && !add_scaled(sum.microseconds, *millionths * (unit.exact / second), 1)) return false;
        units = units.subspan(1);
        any = true;
    }
    return true;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
    Cursor cursor{text};
    const bool negative = cursor.take('-');
    if (!cursor.take('P')) return {};
    Duration duration;
    bool any = false;
    if (!read_units(cursor, date_units, duration, any)) return {};
    if (cursor.take('T')) {
        bool any_time = false;
        if (!read_units(cursor, time_units, duration, any_time) || !any_time) return {};
        any = true;
    }
    if (!any || !cursor.done() || duration.months > last_year * 12 || duration.days > last_year * 366)
        return {};
    return negative ? -duration : duration;
}

std::string iso_duration(const Duration& duration) {
    std::string text = "P";
    if (duration.months != 0) text += std::to_string(duration.months) + "M";
    if (duration.days != 0) text += std::to_string(duration.days) + "D";
    if (duration.microseconds == 0 && text != "P") return text;
    char fraction[16] = "";
    if (duration.microseconds % second != 0)
        std::snprintf(fraction, sizeof fraction, ".%06d", static_cast<int>(duration.microseconds % second));
    return text + "T" + std::to_string(duration.microseconds / second) + fraction + "S";
}

namespace {

// Its first moment, on the wall.
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

// "Z", "+08", "+08:00", "-0330": how far the clock is ahead of UTC, in seconds.
std::optional<feel::Zone> read_offset(Cursor& cursor) {
    if (cursor.take('Z')) return feel::Zone::utc();
    const bool ahead = cursor.take('+');
    if (!ahead && !cursor.take('-')) return {};
    const auto offset_hours = cursor.number(2);
    if (!offset_hours || *offset_hours > 15) return {};
    const bool has_minutes = cursor.take(':') || (cursor.peek() >= '0' && cursor.peek() <= '9');
    const auto offset_minutes = has_minutes ? cursor.number(2) : std::optional<std::int64_t>{0};
    if (!offset_minutes || *offset_minutes > 59) return {};
    const auto offset = static_cast<std::int32_t>(*offset_hours * 3600 + *offset_minutes * 60);
    return feel::Zone::offset(ahead ? offset : -offset);
}

// What stands behind the clock. Java writes both an offset and a zone; then the offset says when it is, and the
// zone which calendar is meant.
struct Written {
    std::optional<feel::Zone> offset;
    std::optional<feel::Zone> zone;
};
std::optional<Written> read_zone(Cursor& cursor) {
    Written written;
    if (!cursor.done() && cursor.peek() != '@' && cursor.peek() != '[') {
        written.offset = read_offset(cursor);
        if (!written.offset) return {};
    }
    if (cursor.done()) return written;
    if (written.offset && cursor.peek() == '@') return {};  // FEEL has either
    const bool is_bracket = cursor.peek() == '[';
    std::string_view name = cursor.take_rest().substr(1);
    if (is_bracket && !name.ends_with(']')) return {};
    if (is_bracket) name.remove_suffix(1);
    written.zone = zone_named(name);
    if (!written.zone) return {};
    return written;
}

// Saturates: PostgreSQL's infinity is at the ends.
Instant plus(Instant a, std::int64_t microseconds) {
    Instant sum = 0;
    if (!__builtin_add_overflow(a, microseconds, &sum)) return sum;
    return microseconds > 0 ? std::numeric_limits<Instant>::max() : std::numeric_limits<Instant>::min();
}

std::int64_t offset_at(Instant at, const feel::Zone& zone) {
    constexpr std::int64_t from_1970 = std::chrono::seconds{epoch.time_since_epoch()}.count();
    const std::int64_t seconds = at / second - (at % second < 0 ? 1 : 0);
    return std::int64_t{zone.offset_at_instant(from_1970 + seconds)} * second;
}

Instant add_to_wall(Instant wall, const Duration& duration) {
    std::int64_t days = wall / day - (wall % day < 0 ? 1 : 0);
    const std::int64_t in_day = wall - days * day;
    if (duration.months != 0) {
        const year_month_day date{epoch + std::chrono::days{days}};
        const std::int64_t months = std::int64_t{static_cast<int>(date.year())} * 12 +
                                    (static_cast<unsigned>(date.month()) - 1) + duration.months;
        const std::int64_t whole = months / 12 - (months % 12 < 0 ? 1 : 0);
        const std::int64_t years = std::clamp<std::int64_t>(whole, -4'000, 32'000);
        const year_month target{year{static_cast<int>(years)},
                                month{static_cast<unsigned>(months - whole * 12) + 1}};
        const std::chrono::day last = (target / std::chrono::last).day();
        days = (sys_days{target / std::min(date.day(), last)} - epoch).count();
    }
    std::int64_t moved = 0;
    if (__builtin_mul_overflow(days + duration.days, day, &moved))
        return days + duration.days > 0 ? std::numeric_limits<Instant>::max()
                                        : std::numeric_limits<Instant>::min();
    return plus(moved, in_day);
}

bool is_finite(Instant at) {
    return at != std::numeric_limits<Instant>::max() && at != std::numeric_limits<Instant>::min();
}

}  // namespace

std::optional<feel::Zone> zone_named(std::string_view name) {
    return name == "UTC" ? feel::Zone::utc() : feel::Zone::named(name);
}

std::optional<ZonedInstant> parse_zoned_instant(std::string_view text, const feel::Zone& zone) {
    Cursor cursor{text};
    const std::optional<Instant> date = read_date(cursor);
    if (!date) return {};
    Instant wall = *date;
    if (cursor.take('T') || cursor.take(' ')) {
        const std::optional<std::int64_t> clock = read_clock(cursor);
        if (!clock) return {};
        wall += *clock;
    } else if (!cursor.done() && cursor.peek() != '@') {
        return {};
    }
    const std::optional<Written> written = read_zone(cursor);
    if (!written) return {};
    const feel::Zone meant = written->zone ? *written->zone : written->offset.value_or(zone);
    if (written->offset) return ZonedInstant{wall - offset_at(wall, *written->offset), meant};
    const WallTime found = instants_of(wall, meant);
    return ZonedInstant{found.first.value_or(found.after_gap), meant};
}

std::optional<Instant> parse_instant(std::string_view text, const feel::Zone& zone) {
    const std::optional<ZonedInstant> found = parse_zoned_instant(text, zone);
    return found ? std::optional{found->at} : std::nullopt;
}

Instant wall_of(Instant at, const feel::Zone& zone) { return plus(at, offset_at(at, zone)); }

// Clocks change at most once in two days, so the offsets a day before and a day after are all there are.
WallTime instants_of(Instant wall, const feel::Zone& zone) {
    const std::int64_t before = offset_at(plus(wall, -day), zone);
    const std::int64_t after = offset_at(plus(wall, day), zone);
    const Instant by_before = plus(wall, -before);
    if (before == after) return {.first = by_before, .second = {}};
    const Instant by_after = plus(wall, -after);
    const bool is_before = offset_at(by_before, zone) == before,
               is_after = offset_at(by_after, zone) == after;
    if (is_before && is_after) return {.first = by_before, .second = by_after};
    if (is_before) return {.first = by_before, .second = {}};
    if (is_after) return {.first = by_after, .second = {}};
    return {.first = {}, .second = {}, .after_gap = by_before};
}

Instant add(Instant from, const Duration& duration, const feel::Zone& zone) {
    Instant moved = from;
    if (is_finite(from) && (duration.months != 0 || duration.days != 0)) {
        const Instant wall = add_to_wall(wall_of(from, zone), duration);
        if (!is_finite(wall)) return wall;
        const WallTime found = instants_of(wall, zone);
        moved = found.first.value_or(found.after_gap);
    }
    return plus(moved, duration.microseconds);
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
