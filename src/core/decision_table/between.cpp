#include "core/decision_table/between.hpp"

#include "core/expression/compare.hpp"

#include <string>

namespace wf {
namespace {

using feel::Date;
using feel::DateTime;
using feel::DaysDuration;
using feel::Decimal;
using feel::MonthsDuration;
using feel::Nanoseconds;
using feel::Time;
using feel::Value;

constexpr std::int64_t seconds_of_day = 86'400;
constexpr Nanoseconds day = Nanoseconds{seconds_of_day} * 1'000'000'000;

Value number_between(Decimal low, Decimal high) {
    // A whole number reads best.
    const Decimal whole = low.round(0, feel::Rounding::Floor) + Decimal{1};
    return Value::number(low < whole && whole < high ? whole : low + (high - low) / Decimal{2});
}

// Far from zero one more is the same number.
Value number_beside(Decimal number, int side) {
    const Decimal one{side};
    const Decimal next = number + one;
    return Value::number(next == number ? number + one * (number.absolute() + Decimal{1}) : next);
}

Value text_between(const std::string& low, const std::string& high) {
    std::string text = low + " ";
    return Value::string(text < high ? text : low + '\x01');
}

Value time_between(const Time& low, const Time& high) {
    Time time = low;
    time.second = low.second + (high.second - low.second) / 2;
    time.nanosecond = low.second == high.second ? low.nanosecond + (high.nanosecond - low.nanosecond) / 2 : 0;
    if (high.second - low.second == 1)
        time.nanosecond = low.nanosecond + (1'000'000'000 - low.nanosecond) / 2;
    return Value::temporal(std::optional{time});
}

Value any_between(const Value& low, const Value& high) {
    if (low.is_number()) return number_between(low.as_number(), high.as_number());
    if (low.is_string()) return text_between(low.as_string(), high.as_string());
    if (low.is_date())
        return Value::temporal(
            Date::from_days(low.as_date().days() + (high.as_date().days() - low.as_date().days()) / 2));
    if (low.is_time()) return time_between(low.as_time(), high.as_time());
    if (low.is_date_time()) {
        const Nanoseconds begin = low.as_date_time().nanoseconds();
        return Value::temporal(DateTime::from(begin + (high.as_date_time().nanoseconds() - begin) / 2,
                                              low.as_date_time().time.zone));
    }
    if (low.is_days_duration()) {
        const Nanoseconds begin = low.as_days_duration().nanoseconds();
        return Value::temporal(
            DaysDuration::from(begin + (high.as_days_duration().nanoseconds() - begin) / 2));
    }
    if (!low.is_months_duration()) return {};
    const std::int64_t begin = low.as_months_duration().months;
    return Value::temporal(
        std::optional{MonthsDuration{begin + (high.as_months_duration().months - begin) / 2}});
}

Value beside(const Value& value, int side) {
    if (value.is_number()) return number_beside(value.as_number(), side);
    if (value.is_string()) return Value::string(side < 0 ? std::string{} : value.as_string() + " ");
    if (value.is_date()) return Value::temporal(Date::from_days(value.as_date().days() + side));
    if (value.is_time()) {
        Time time = value.as_time();
        time.second = side < 0 ? 0 : seconds_of_day - 1;
        time.nanosecond = side < 0 ? 0 : 999'999'999;
        return Value::temporal(std::optional{time});
    }
    if (value.is_date_time())
        return Value::temporal(
            DateTime::from(value.as_date_time().nanoseconds() + side * day, value.as_date_time().time.zone));
    if (value.is_days_duration())
        return Value::temporal(DaysDuration::from(value.as_days_duration().nanoseconds() + side * day));
    if (!value.is_months_duration()) return {};
    const std::int64_t months = value.as_months_duration().months + side;
    const bool fits = months <= MonthsDuration::max_months && months >= -MonthsDuration::max_months;
    return fits ? Value::temporal(std::optional{MonthsDuration{months}}) : Value{};
}

bool is_before(const Value& a, const Value& b) {
    const auto order = feel::order(a, b);
    return order && *order < 0;
}

}  // namespace

std::optional<Value> value_between(const Value& low, const Value& high) {
    Value value = any_between(low, high);
    if (!is_before(low, value) || !is_before(value, high)) return std::nullopt;
    return value;
}

std::optional<Value> value_below(const Value& value) {
    Value below = beside(value, -1);
    if (!is_before(below, value)) return std::nullopt;
    return below;
}

std::optional<Value> value_above(const Value& value) {
    Value above = beside(value, 1);
    if (!is_before(value, above)) return std::nullopt;
    return above;
}

}  // namespace wf
