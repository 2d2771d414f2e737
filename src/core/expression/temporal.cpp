// The calendar: <chrono> does the maths, within one cycle of 400 years; its own years end at 32767.
#include "core/expression/temporal.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace wf::feel {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t cycle_years = 400, cycle_days = 146'097;
constexpr std::int64_t day_seconds = 86'400;
constexpr Nanoseconds second_nanoseconds = 1'000'000'000;

template <class Number>
constexpr Number floor_divide(Number a, Number b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

template <class Number>
constexpr Number floor_modulo(Number a, Number b) {
    return a - floor_divide(a, b) * b;
}

// The year of the same shape that <chrono> knows.
year within_cycle(std::int64_t number) {
    return year{static_cast<int>(floor_modulo(number, cycle_years) + cycle_years)};
}

std::int64_t last_day(std::int64_t of_year, std::int64_t of_month) {
    const auto last = within_cycle(of_year) / month{static_cast<unsigned>(of_month)} / std::chrono::last;
    return static_cast<unsigned>(last.day());
}

}  // namespace

std::optional<Date> Date::from(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -max_year || year > max_year || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > last_day(year, month)) return std::nullopt;
    return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month),
                static_cast<std::uint8_t>(day)};
}

std::optional<Date> Date::from_days(std::int64_t days_since_1970) {
    const std::int64_t cycles = floor_divide(days_since_1970, cycle_days);
    if (cycles < -max_year || cycles > max_year) return std::nullopt;
    const auto rest = static_cast<int>(floor_modulo(days_since_1970, cycle_days));
    const year_month_day found{sys_days{std::chrono::days{rest}}};
    return from(static_cast<int>(found.year()) + cycles * cycle_years, static_cast<unsigned>(found.month()),
                static_cast<unsigned>(found.day()));
}

std::int64_t Date::days() const {
    const std::chrono::year near = within_cycle(year);
    const sys_days found = year_month_day{near, std::chrono::month{month}, std::chrono::day{day}};
    return found.time_since_epoch().count() + (year - static_cast<int>(near)) / cycle_years * cycle_days;
}

int Date::weekday() const {
    const auto days_of_week = static_cast<int>(floor_modulo<std::int64_t>(days(), 7));
    const std::chrono::weekday found{sys_days{std::chrono::days{days_of_week}}};
    return static_cast<int>(found.iso_encoding());
}

int Date::day_of_year() const { return static_cast<int>(days() - Date{year, 1, 1}.days() + 1); }

// The week belongs to the year that its Thursday is in.
int Date::week_of_year() const {
    const std::optional<Date> thursday = from_days(days() + 4 - weekday());
    return thursday ? (thursday->day_of_year() - 1) / 7 + 1 : 1;
}

std::optional<Date> Date::plus_months(std::int64_t months) const {
    const std::int64_t total = year * std::int64_t{12} + month - 1 + months;
    const std::int64_t new_year = floor_divide<std::int64_t>(total, 12);
    const std::int64_t new_month = floor_modulo<std::int64_t>(total, 12) + 1;
    return from(new_year, new_month, std::min<std::int64_t>(day, last_day(new_year, new_month)));
}

std::optional<Time> Time::from(std::int64_t hour, std::int64_t minute, std::int64_t second,
                               std::int64_t nanosecond, Zone zone) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    if (nanosecond < 0 || nanosecond >= second_nanoseconds) return std::nullopt;
    return Time{static_cast<std::int32_t>((hour * 60 + minute) * 60 + second),
                static_cast<std::int32_t>(nanosecond), zone};
}

namespace {

constinit thread_local const LocalZone* innermost = nullptr;

}  // namespace

LocalZone::LocalZone(std::optional<Zone> zone)
    : zone_(std::move(zone)), outer_(std::exchange(innermost, this)) {}

LocalZone::~LocalZone() { innermost = outer_; }

const std::optional<Zone>& LocalZone::current() {
    static const std::optional<Zone> none;
    return innermost != nullptr ? innermost->zone_ : none;
}

DateTime DateTime::beside_zoned() const {
    DateTime moment = *this;
    if (time.zone.is_none() && LocalZone::current()) moment.time.zone = *LocalZone::current();
    return moment;
}

Nanoseconds DateTime::nanoseconds() const {
    std::int64_t seconds = date.days() * day_seconds + time.second;
    if (!time.zone.is_none()) seconds -= time.zone.offset_at_local(seconds);
    return seconds * second_nanoseconds + time.nanosecond;
}

std::optional<DateTime> DateTime::from(Nanoseconds since_1970, Zone zone) {
    const auto nanosecond = static_cast<std::int32_t>(floor_modulo(since_1970, second_nanoseconds));
    const Nanoseconds whole = floor_divide(since_1970, second_nanoseconds);
    if (whole > DaysDuration::max_seconds || whole < -DaysDuration::max_seconds) return std::nullopt;
    auto seconds = static_cast<std::int64_t>(whole);
    if (!zone.is_none()) seconds += zone.offset_at_instant(seconds);
    const std::optional<Date> date = Date::from_days(floor_divide(seconds, day_seconds));
    if (!date) return std::nullopt;
    return DateTime{*date, {static_cast<std::int32_t>(floor_modulo(seconds, day_seconds)), nanosecond, zone}};
}

std::optional<DaysDuration> DaysDuration::from(Nanoseconds nanoseconds) {
    const Nanoseconds seconds = floor_divide(nanoseconds, second_nanoseconds);
    if (seconds > max_seconds || seconds < -max_seconds) return std::nullopt;
    return DaysDuration{static_cast<std::int64_t>(seconds),
                        static_cast<std::int32_t>(floor_modulo(nanoseconds, second_nanoseconds))};
}

}  // namespace wf::feel
