#include "core/expression/property.hpp"

namespace wf::feel {

namespace {

Value number(std::int64_t n) { return Value::number(n); }

Value seconds(std::int64_t whole, std::int64_t nanosecond) {
    return Value::number(Decimal{whole} + Decimal{nanosecond} / Decimal{1'000'000'000});
}

Value property(const Range& range, std::string_view name) {
    if (name == "start") return range.low_end == Range::End::None ? Value{} : range.low;
    if (name == "end") return range.high_end == Range::End::None ? Value{} : range.high;
    if (name == "start included") return Value::boolean(range.low_end == Range::End::Closed);
    if (name == "end included") return Value::boolean(range.high_end == Range::End::Closed);
    return {};
}

Value property(const Date& date, std::string_view name) {
    if (name == "year") return number(date.year);
    if (name == "month") return number(date.month);
    if (name == "day") return number(date.day);
    if (name == "weekday") return number(date.weekday());
    return {};
}

// The offset of a named zone depends on the day.
Value property(const DateTime& moment, std::string_view name) {
    const Time& time = moment.time;
    if (name == "hour") return number(time.second / 3600);
    if (name == "minute") return number(time.second / 60 % 60);
    if (name == "second") return seconds(time.second % 60, time.nanosecond);
    if (name == "timezone") return time.zone.is_named() ? Value::string(time.zone.name()) : Value{};
    if (name != "time offset" || time.zone.is_none()) return {};
    const std::int32_t offset = time.zone.offset_at_local(moment.date.days() * 86'400 + time.second);
    return Value::temporal(std::optional{DaysDuration{offset, 0}});
}

// What is left of the sign is at every part: -P1DT2H has -1 days and -2 hours.
Value property(const DaysDuration& duration, std::string_view name) {
    const Nanoseconds total = duration.nanoseconds();
    const auto whole = static_cast<std::int64_t>(total / 1'000'000'000);
    if (name == "days") return number(whole / 86'400);
    if (name == "hours") return number(whole / 3600 % 24);
    if (name == "minutes") return number(whole / 60 % 60);
    if (name == "seconds") return seconds(whole % 60, static_cast<std::int64_t>(total % 1'000'000'000));
    return {};
}

Value property(const MonthsDuration& duration, std::string_view name) {
    if (name == "years") return number(duration.months / 12);
    if (name == "months") return number(duration.months % 12);
    return {};
}

}  // namespace

Value property(const Value& value, std::string_view name) {
    switch (value.type()) {
        case Type::Range:
            return property(value.as_range(), name);
        case Type::Date:
            return property(value.as_date(), name);
        case Type::Time:
            return property(DateTime{time_epoch, value.as_time()}, name);
        case Type::DateTime: {
            Value of_date = property(value.as_date_time().date, name);
            return of_date.is_null() ? property(value.as_date_time(), name) : of_date;
        }
        case Type::DaysDuration:
            return property(value.as_days_duration(), name);
        case Type::MonthsDuration:
            return property(value.as_months_duration(), name);
        default:
            return {};
    }
}

}  // namespace wf::feel
