#include "core/expression/builtin_functions.hpp"
#include "core/expression/expression.hpp"

#include <array>

namespace wf::feel::builtin {

namespace {

// The date of a date, or of a date and time.
std::optional<Date> date_in(const Value& value) {
    if (value.is_date()) return value.as_date();
    if (value.is_date_time()) return value.as_date_time().date;
    return std::nullopt;
}

std::optional<std::int64_t> integer(const Value& value) {
    return value.is_number() ? value.as_number().to_int64() : std::nullopt;
}

// An offset to UTC as a duration, or a zone as text; left out or null: no zone. Nullopt: neither.
std::optional<Zone> zone_at(const Arguments& args, std::size_t i) {
    if (!args.has(i) || args[i].is_null()) return Zone{};
    if (args[i].is_string()) return Zone::named(args[i].as_string());
    if (!args[i].is_days_duration()) return std::nullopt;
    const std::int64_t seconds = args[i].as_days_duration().seconds;
    if (seconds < -Zone::max_offset || seconds > Zone::max_offset) return std::nullopt;
    return Zone::offset(static_cast<std::int32_t>(seconds));
}

// Hour, minute, second (with a fraction) and zone, from argument i on.
std::optional<Time> time_at(const Arguments& args, std::size_t i) {
    const auto hour = integer(args[i]), minute = integer(args[i + 1]);
    const std::optional<Zone> zone = zone_at(args, i + 3);
    if (!hour || !minute || !args[i + 2].is_number() || !zone) return std::nullopt;
    const Decimal second = args[i + 2].as_number(), whole = second.round(0, Rounding::Floor);
    const auto nanosecond = ((second - whole) * Decimal{1'000'000'000}).round(0, Rounding::Down).to_int64();
    const auto seconds = whole.to_int64();
    if (!seconds || !nanosecond) return std::nullopt;
    return Time::from(*hour, *minute, *seconds, *nanosecond, *zone);
}

template <class Temporal>
Value temporal(Temporal value) {
    return Value::temporal(std::optional{value});
}

}  // namespace

Value date_from(Arguments& args) {
    if (args[0].is_string()) return Value::temporal(feel::date_from(args[0].as_string()));
    return Value::temporal(date_in(args[0]));
}

Value date_of(Arguments& args) {
    const auto year = integer(args[0]), month = integer(args[1]), day = integer(args[2]);
    return year && month && day ? Value::temporal(Date::from(*year, *month, *day)) : Value{};
}

Value date_time_from(Arguments& args) {
    if (args[0].is_date_time()) return args[0];
    if (args[0].is_date()) return temporal(DateTime{args[0].as_date(), {}});
    if (!args[0].is_string()) return {};
    if (const auto date = feel::date_from(args[0].as_string())) return temporal(DateTime{*date, {}});
    return Value::temporal(feel::date_time_from(args[0].as_string()));
}

Value date_time_of(Arguments& args) {
    const std::optional<Date> date = date_in(args[0]);
    return date && args[1].is_time() ? temporal(DateTime{*date, args[1].as_time()}) : Value{};
}

Value date_time_of_parts(Arguments& args) {
    const auto year = integer(args[0]), month = integer(args[1]), day = integer(args[2]);
    const std::optional<Date> date = year && month && day ? Date::from(*year, *month, *day) : std::nullopt;
    const std::optional<Time> time = time_at(args, 3);
    return date && time ? temporal(DateTime{*date, *time}) : Value{};
}

Value time_from(Arguments& args) {
    if (args[0].is_time()) return args[0];
    if (args[0].is_string()) return Value::temporal(feel::time_from(args[0].as_string()));
    if (args[0].is_date_time()) return temporal(args[0].as_date_time().time);
    return args[0].is_date() ? temporal(Time{0, 0, Zone::utc()}) : Value{};
}

Value time_of(Arguments& args) { return Value::temporal(time_at(args, 0)); }

Value duration(Arguments& args) {
    if (args[0].is_days_duration() || args[0].is_months_duration()) return args[0];
    if (!args[0].is_string()) return {};
    if (const auto days = days_duration_from(args[0].as_string())) return temporal(*days);
    return Value::temporal(months_duration_from(args[0].as_string()));
}

// Whole months, so that the first day plus the duration does not come behind the second.
Value months_between(Arguments& args) {
    const std::optional<Date> from = date_in(args[0]), to = date_in(args[1]);
    if (!from || !to) return {};
    std::int64_t months = (std::int64_t{to->year} - from->year) * 12 + to->month - from->month;
    if (months > 0 && to->day < from->day) --months;
    if (months < 0 && to->day > from->day) ++months;
    return temporal(MonthsDuration{months});
}

Value day_of_week(Arguments& args) {
    static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
    const std::optional<Date> date = date_in(args[0]);
    return date ? Value::string(names[static_cast<std::size_t>(date->weekday() - 1)]) : Value{};
}

Value month_of_year(Arguments& args) {
    static constexpr std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    const std::optional<Date> date = date_in(args[0]);
    return date ? Value::string(names[date->month - 1u]) : Value{};
}

Value day_of_year(Arguments& args) {
    const std::optional<Date> date = date_in(args[0]);
    return date ? Value::number(date->day_of_year()) : Value{};
}

Value week_of_year(Arguments& args) {
    const std::optional<Date> date = date_in(args[0]);
    return date ? Value::number(date->week_of_year()) : Value{};
}

Value now(Arguments& args) { return Value::temporal(args.scope.now()); }

Value today(Arguments& args) {
    const std::optional<DateTime> now = args.scope.now();
    return now ? temporal(now->date) : Value{};
}

}  // namespace wf::feel::builtin
